// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "subscriber.h"

#include <QtSse/QSseBackoffPolicy>

#include <QtTest/qsignalspy.h>

using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;

} // namespace

Subscriber::Subscriber(const QSseRequest &request)
    : QSseSession(request)
{
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(20ms);
    policy->setFactor(1);
    policy->setJitter(0);
    setReconnectPolicy(policy);
    connect(this, &QSseSession::eventReceived, this,
            [this](const QSseEvent &event) { m_events.append(event); });
}

bool Subscriber::waitForEvents(qsizetype count)
{
    QSignalSpy received(this, &QSseSession::eventReceived);
    while (m_events.size() < count) {
        if (!received.wait(patience))
            return false;
    }
    return true;
}

QStringList Subscriber::texts() const
{
    QStringList texts;
    for (const QSseEvent &event : m_events)
        texts.append(event.text());
    return texts;
}

QStringList numbersUpTo(int count)
{
    QStringList numbers;
    for (int i = 0; i < count; ++i)
        numbers.append(QString::number(i));
    return numbers;
}
