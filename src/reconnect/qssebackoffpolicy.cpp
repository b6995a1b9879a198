// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssebackoffpolicy.h"

#include <QtCore/qlogging.h>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

/*!
    \class QSseBackoffPolicy
    \inmodule QtSse
    \brief The default policy: exponential back-off with jitter.

    \reentrant

    The n-th reconnect in a row waits initialDelay() * factor()^(n-1), at most maximumDelay(), less
    a random part of up to jitter(), so that clients that lost the same server do not come back
    together. A factor of 1 with a jitter of 0 is a fixed delay.

    A server's \c retry takes the place of the initial delay. It is a floor (WHATWG HTML, 9.2.3
    "Reestablish the connection"): there the random part is added, and it may exceed maximumDelay(),
    up to maximumServerRetry(). Below 10 ms it counts as 10 ms, so that \c{retry: 0} does not spin.

    Set it up before it is given to a session: it may be read from several threads.
*/

static constexpr auto LeastServerRetry = 10ms;

// Bad input is clamped, and said.
template <typename T> static T clampedFor(const char *setter, T value, T least, T most)
{
    if (value >= least && value <= most)
        return value;
    qWarning("QSseBackoffPolicy::%s: the value is out of range and is clamped.", setter);
    return value > most ? most : least; // least also for a NaN
}

QSseBackoffPolicy::QSseBackoffPolicy() = default;
QSseBackoffPolicy::~QSseBackoffPolicy() = default;

/*!
    \fn std::chrono::milliseconds QSseBackoffPolicy::initialDelay() const

    The delay before the first reconnect; 1 second by default.
*/
void QSseBackoffPolicy::setInitialDelay(std::chrono::milliseconds delay)
{
    m_initialDelay = clampedFor("setInitialDelay", delay, 0ms, std::chrono::milliseconds::max());
}

/*!
    \fn std::chrono::milliseconds QSseBackoffPolicy::maximumDelay() const

    What the delay grows to at most; 30 seconds by default.
*/
void QSseBackoffPolicy::setMaximumDelay(std::chrono::milliseconds delay)
{
    m_maximumDelay = clampedFor("setMaximumDelay", delay, 0ms, std::chrono::milliseconds::max());
}

/*!
    \fn double QSseBackoffPolicy::factor() const

    What the delay is multiplied with from one reconnect to the next; 2 by default, at least 1.
*/
void QSseBackoffPolicy::setFactor(double factor)
{
    m_factor = clampedFor("setFactor", factor, 1.0, 1e6);
}

/*!
    \fn double QSseBackoffPolicy::jitter() const

    The part of the delay that is random, from 0 to 1; 0.5 by default.
*/
void QSseBackoffPolicy::setJitter(double jitter)
{
    m_jitter = clampedFor("setJitter", jitter, 0.0, 1.0);
}

/*!
    \fn int QSseBackoffPolicy::maximumAttempts() const

    How many reconnects are made in a row; below zero, the default, there is no limit.
*/
void QSseBackoffPolicy::setMaximumAttempts(int attempts)
{
    m_maximumAttempts = attempts;
}

/*!
    \fn std::chrono::milliseconds QSseBackoffPolicy::maximumServerRetry() const

    Up to what a server's \c retry is honoured; 1 hour by default.
*/
void QSseBackoffPolicy::setMaximumServerRetry(std::chrono::milliseconds ceiling)
{
    m_maximumServerRetry =
            clampedFor("setMaximumServerRetry", ceiling, 0ms, std::chrono::milliseconds::max());
}

/*!
    \reimp
*/
bool QSseBackoffPolicy::shouldReconnect(int attempt, const QSseError &lastError) const
{
    Q_UNUSED(lastError);
    return m_maximumAttempts < 0 || attempt <= m_maximumAttempts;
}

/*!
    The delay before \a attempt without jitter and without a server's \c retry.
*/
std::chrono::milliseconds QSseBackoffPolicy::delayBeforeReconnect(int attempt) const
{
    return std::chrono::milliseconds(std::llround(grown(m_initialDelay, m_maximumDelay, attempt)));
}

/*!
    \reimp
*/
std::chrono::milliseconds QSseBackoffPolicy::nextDelay(const QSseReconnectContext &context) const
{
    const double random = m_jitter * (context.random ? context.random() : 0.0);
    if (!context.serverRetry) {
        const double delay = grown(m_initialDelay, m_maximumDelay, context.attempt);
        return std::chrono::milliseconds(std::llround(delay * (1.0 - random)));
    }
    const auto base = std::max<std::chrono::milliseconds>(
            std::min(*context.serverRetry, m_maximumServerRetry), LeastServerRetry);
    const double delay = grown(base, std::max(m_maximumDelay, base), context.attempt);
    return std::chrono::milliseconds(std::llround(delay * (1.0 + random)));
}

// In floating point, where a large exponent becomes infinity and not something small.
double QSseBackoffPolicy::grown(std::chrono::milliseconds base, std::chrono::milliseconds cap,
                                int attempt) const
{
    if (base <= 0ms)
        return 0.0;
    // Beyond this no timer waits, and the jitter still fits into 64 bits.
    constexpr double Longest = 1e15;
    const double delay = double(base.count()) * std::pow(m_factor, std::max(attempt, 1) - 1);
    return std::min({delay, double(cap.count()), Longest});
}
