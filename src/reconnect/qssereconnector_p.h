// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERECONNECTOR_P_H
#define QSSERECONNECTOR_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssereconnectpolicy.h"

#include <memory>

// Counts the attempts of one session and says what follows the end of a connection. Arithmetic
// only: the session has the timer.
class QSseReconnector
{
public:
    enum class Step { Reconnect, End, GiveUp };

    struct Decision
    {
        Step step = Step::End;
        std::chrono::milliseconds delay{0};
    };

    QSseReconnector();

    std::shared_ptr<QSseReconnectPolicy> policy() const { return m_policy; }
    void setPolicy(std::shared_ptr<QSseReconnectPolicy> policy);
    void setPolicy(std::function<bool(int, const QSseError &)> should,
                   std::function<std::chrono::milliseconds(int)> delay);
    void setRandomSource(std::function<double()> random);

    void reset();
    void setStrict(bool strict) { m_strict = strict; }
    void setServerRetry(std::chrono::milliseconds retry) { m_serverRetry = retry; }
    int attempt() const { return m_attempt; }
    void countFromZero() { m_attempt = 0; }

    // What follows an end that may be followed by a reconnect: a clean one where the error is none.
    // The policy may do anything, even destroy the reconnector.
    Decision decide(const QSseError &error) const;
    void countAttempt() { ++m_attempt; }

private:
    bool isFinal(const QSseError &error) const;
    QSseReconnectContext contextOf(const QSseError &error) const;

    std::shared_ptr<QSseReconnectPolicy> m_policy;
    std::function<double()> m_random;
    std::optional<std::chrono::milliseconds> m_serverRetry;
    int m_attempt = 0;
    bool m_strict = false;
};

#endif // QSSERECONNECTOR_P_H
