// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSECOUNTDOWN_P_H
#define QQMLSSECOUNTDOWN_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qobject.h>
#include <QtCore/qtimer.h>

#include <chrono>

// The time until something happens, for display: it says so whenever another second begins.
class QQmlSseCountdown : public QObject
{
    Q_OBJECT

public:
    explicit QQmlSseCountdown(QObject *parent);

    void start(std::chrono::milliseconds time);
    void stop();
    std::chrono::milliseconds remaining() const;

Q_SIGNALS:
    void changed();

private:
    void tick();

    QDeadlineTimer m_end{0};
    QTimer m_timer;
};

#endif // QQMLSSECOUNTDOWN_P_H
