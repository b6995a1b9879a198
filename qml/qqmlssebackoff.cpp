// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlssebackoff_p.h"
#include "qqmlssemilliseconds_p.h"

/*!
    \qmltype SseBackoff
    \inqmlmodule QtSse
    \brief When an SseSource reconnects: exponential back-off with jitter.

    \qml
    SseSource {
        reconnect: SseBackoff { initialDelay: 500; maximumDelay: 60000; maximumAttempts: 10 }
    }
    \endqml

    A change holds from the next delay on. Sources may share one. A value out of its range is
    clamped, with a warning.

    \sa QSseBackoffPolicy
*/

/*!
    \qmlproperty int SseBackoff::initialDelay
    The delay before the first reconnect in milliseconds; 1000 by default, at least 0. A \c retry
    of the server takes its place.
*/
int QQmlSseBackoff::initialDelay() const
{
    return QQmlSse::toInt(m_policy->initialDelay());
}

void QQmlSseBackoff::setInitialDelay(int milliseconds)
{
    if (initialDelay() == milliseconds)
        return;
    m_policy->setInitialDelay(std::chrono::milliseconds(milliseconds));
    Q_EMIT initialDelayChanged();
}

/*!
    \qmlproperty int SseBackoff::maximumDelay
    What the delay grows to at most, in milliseconds; 30000 by default, at least 0.
*/
int QQmlSseBackoff::maximumDelay() const
{
    return QQmlSse::toInt(m_policy->maximumDelay());
}

void QQmlSseBackoff::setMaximumDelay(int milliseconds)
{
    if (maximumDelay() == milliseconds)
        return;
    m_policy->setMaximumDelay(std::chrono::milliseconds(milliseconds));
    Q_EMIT maximumDelayChanged();
}

/*!
    \qmlproperty real SseBackoff::factor
    What the delay is multiplied with from one reconnect to the next; 2 by default, from 1 to a
    million. With 1, and a jitter of 0, the delay is always the same.
*/
void QQmlSseBackoff::setFactor(qreal factor)
{
    if (m_policy->factor() == factor)
        return;
    m_policy->setFactor(factor);
    Q_EMIT factorChanged();
}

/*!
    \qmlproperty real SseBackoff::jitter
    The part of the delay that is random, from 0 to 1; 0.5 by default.
*/
void QQmlSseBackoff::setJitter(qreal jitter)
{
    if (m_policy->jitter() == jitter)
        return;
    m_policy->setJitter(jitter);
    Q_EMIT jitterChanged();
}

/*!
    \qmlproperty int SseBackoff::maximumAttempts
    How many reconnects are made in a row before the source gives up with an error of kind
    \c SseError.RetriesExhausted; -1, the default, is no limit, and 0 is none at all. A message
    begins the count anew.
*/
void QQmlSseBackoff::setMaximumAttempts(int attempts)
{
    if (m_policy->maximumAttempts() == attempts)
        return;
    m_policy->setMaximumAttempts(attempts);
    Q_EMIT maximumAttemptsChanged();
}
