// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlssecountdown_p.h"

using namespace std::chrono_literals;

QQmlSseCountdown::QQmlSseCountdown(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &QQmlSseCountdown::tick);
}

void QQmlSseCountdown::start(std::chrono::milliseconds time)
{
    m_end.setPreciseRemainingTime(0, std::chrono::nanoseconds(time).count());
    tick();
}

void QQmlSseCountdown::stop()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    m_end = QDeadlineTimer(0);
    Q_EMIT changed();
}

std::chrono::milliseconds QQmlSseCountdown::remaining() const
{
    return std::chrono::ceil<std::chrono::milliseconds>(m_end.remainingTimeAsDuration());
}

void QQmlSseCountdown::tick()
{
    const auto left = remaining();
    if (left > 0ms)
        m_timer.start((left - 1ms) % 1s + 1ms);
    Q_EMIT changed();
}
