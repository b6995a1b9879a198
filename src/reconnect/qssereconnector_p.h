// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERECONNECTOR_P_H
#define QSSERECONNECTOR_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssereconnectrules_p.h"

#include <exception>

// Counts the attempts of one session and says what follows the end of a connection. Arithmetic
// only: the session has the timer.
class QSseReconnector
{
public:
    enum class Step { Reconnect, End, GiveUp, Fail };

    struct Decision
    {
        Step step = Step::End;
        std::chrono::milliseconds delay{0};
        std::exception_ptr exception = {}; // what the policy threw, where it fails
    };

    void reset();
    void setServerRetry(std::chrono::milliseconds retry) { m_serverRetry = retry; }
    int attempt() const { return m_attempt; }
    void countFromZero() { m_attempt = 0; }

    // What follows an end that may be followed by a reconnect: a clean one where the error is none.
    // The policy may do anything, even destroy the reconnector and the rules.
    Decision decide(const QSseError &error, const QSseReconnectRules &rules) const;
    void countAttempt() { ++m_attempt; }

private:
    QSseReconnectContext contextOf(const QSseError &error, const QSseReconnectRules &rules) const;

    std::optional<std::chrono::milliseconds> m_serverRetry;
    int m_attempt = 0;
};

#endif // QSSERECONNECTOR_P_H
