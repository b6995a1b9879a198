// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssebackoffpolicy.h"
#include "qsselogging_p.h"

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

class QSseBackoffPolicyPrivate
{
public:
    double grown(std::chrono::milliseconds base, std::chrono::milliseconds cap, int attempt) const;

    std::chrono::milliseconds initialDelay = 1s;
    std::chrono::milliseconds maximumDelay = 30s;
    std::chrono::milliseconds maximumServerRetry = 1h;
    double factor = 2.0;
    double jitter = 0.5;
    int maximumAttempts = -1;
};

// Bad input is clamped, and said.
template <typename T> static T clampedFor(const char *setter, T value, T least, T most)
{
    if (value >= least && value <= most)
        return value;
    qCWarning(lcSse, "QSseBackoffPolicy::%s: the value is out of range and is clamped.", setter);
    return value > most ? most : least; // least also for a NaN
}

/*!
    Constructs a policy with the default values.
*/
QSseBackoffPolicy::QSseBackoffPolicy()
    : d(std::make_unique<QSseBackoffPolicyPrivate>())
{}

QSseBackoffPolicy::~QSseBackoffPolicy() = default;

/*!
    The delay before the first reconnect; 1 second by default.
*/
std::chrono::milliseconds QSseBackoffPolicy::initialDelay() const
{
    return d->initialDelay;
}

/*!
    Sets the delay before the first reconnect to \a delay, at least 0.
*/
void QSseBackoffPolicy::setInitialDelay(std::chrono::milliseconds delay)
{
    d->initialDelay = clampedFor("setInitialDelay", delay, 0ms, std::chrono::milliseconds::max());
}

/*!
    What the delay grows to at most; 30 seconds by default.
*/
std::chrono::milliseconds QSseBackoffPolicy::maximumDelay() const
{
    return d->maximumDelay;
}

/*!
    Sets what the delay grows to at most to \a delay, at least 0.
*/
void QSseBackoffPolicy::setMaximumDelay(std::chrono::milliseconds delay)
{
    d->maximumDelay = clampedFor("setMaximumDelay", delay, 0ms, std::chrono::milliseconds::max());
}

/*!
    What the delay is multiplied with from one reconnect to the next; 2 by default, at least 1.
*/
double QSseBackoffPolicy::factor() const
{
    return d->factor;
}

/*!
    Sets what the delay is multiplied with from one reconnect to the next to \a factor, at least 1.
*/
void QSseBackoffPolicy::setFactor(double factor)
{
    d->factor = clampedFor("setFactor", factor, 1.0, 1e6);
}

/*!
    The part of the delay that is random, from 0 to 1; 0.5 by default.
*/
double QSseBackoffPolicy::jitter() const
{
    return d->jitter;
}

/*!
    Sets the part of the delay that is random to \a jitter, from 0 to 1.
*/
void QSseBackoffPolicy::setJitter(double jitter)
{
    d->jitter = clampedFor("setJitter", jitter, 0.0, 1.0);
}

/*!
    How many reconnects are made in a row; below zero, the default, there is no limit.
*/
int QSseBackoffPolicy::maximumAttempts() const
{
    return d->maximumAttempts;
}

/*!
    Sets how many reconnects are made in a row to \a attempts; below zero is no limit.
*/
void QSseBackoffPolicy::setMaximumAttempts(int attempts)
{
    d->maximumAttempts = attempts;
}

/*!
    Up to what a server's \c retry is honoured; 1 hour by default.
*/
std::chrono::milliseconds QSseBackoffPolicy::maximumServerRetry() const
{
    return d->maximumServerRetry;
}

/*!
    Sets up to what a server's \c retry is honoured to \a ceiling, at least 0.
*/
void QSseBackoffPolicy::setMaximumServerRetry(std::chrono::milliseconds ceiling)
{
    d->maximumServerRetry =
            clampedFor("setMaximumServerRetry", ceiling, 0ms, std::chrono::milliseconds::max());
}

/*!
    \reimp
*/
bool QSseBackoffPolicy::shouldReconnect(int attempt, const QSseError &lastError) const
{
    Q_UNUSED(lastError);
    return d->maximumAttempts < 0 || attempt <= d->maximumAttempts;
}

/*!
    The delay before \a attempt without jitter and without a server's \c retry.
*/
std::chrono::milliseconds QSseBackoffPolicy::delayBeforeReconnect(int attempt) const
{
    return std::chrono::milliseconds(
            std::llround(d->grown(d->initialDelay, d->maximumDelay, attempt)));
}

/*!
    \reimp
*/
std::chrono::milliseconds QSseBackoffPolicy::nextDelay(const QSseReconnectContext &context) const
{
    const double random = d->jitter * (context.random ? context.random() : 0.0);
    if (!context.serverRetry) {
        const double delay = d->grown(d->initialDelay, d->maximumDelay, context.attempt);
        return std::chrono::milliseconds(std::llround(delay * (1.0 - random)));
    }
    const auto base = std::max<std::chrono::milliseconds>(
            std::min(*context.serverRetry, d->maximumServerRetry), LeastServerRetry);
    const double delay = d->grown(base, std::max(d->maximumDelay, base), context.attempt);
    return std::chrono::milliseconds(std::llround(delay * (1.0 + random)));
}

// In floating point, where a large exponent becomes infinity and not something small.
double QSseBackoffPolicyPrivate::grown(std::chrono::milliseconds base,
                                       std::chrono::milliseconds cap, int attempt) const
{
    if (base <= 0ms)
        return 0.0;
    // Beyond this no timer waits, and the jitter still fits into 64 bits.
    constexpr double Longest = 1e15;
    const double delay = double(base.count()) * std::pow(factor, std::max(attempt, 1) - 1);
    return std::min({delay, double(cap.count()), Longest});
}
