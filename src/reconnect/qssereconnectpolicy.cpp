// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssereconnectpolicy.h"

/*!
    \class QSseReconnectPolicy
    \inmodule QtSse
    \brief Whether and when a session reconnects.

    \threadsafe

    A policy is a rule, not a counter: it keeps no state, its functions are const, and one policy
    may serve many sessions in many threads. The session counts: attempt 1 is the first reconnect,
    and the count begins anew when a message has been delivered.

    The session asks only where going on makes sense: an error that is final by QtSse's rules, such
    as a 404, never reaches the policy. The delay is lengthened to what a \c Retry-After header asks
    for. What a policy throws ends the session with QSseError::Kind::Handler.
*/

/*!
    \class QSseReconnectContext
    \inmodule QtSse
    \brief All that a policy may want to know.

    \c attempt counts from 1. \c lastError is of kind None after a clean end. \c serverRetry is the
    last valid \c retry of the stream, \c retryAfter the header of a refused response. \c random
    gives numbers from 0 up to, but not, 1.
*/

QSseReconnectPolicy::QSseReconnectPolicy() = default;
QSseReconnectPolicy::~QSseReconnectPolicy() = default;

/*!
    \fn bool QSseReconnectPolicy::shouldReconnect(int attempt, const QSseError &lastError) const

    Returns whether to go on with \a attempt after \a lastError. Where it says no the session ends
    with QSseError::Kind::RetriesExhausted.
*/

/*!
    \fn std::chrono::milliseconds QSseReconnectPolicy::delayBeforeReconnect(int attempt) const

    How long to wait before \a attempt. Below zero counts as zero.
*/

/*!
    How long to wait, with all that is known in \a context. The default calls
    delayBeforeReconnect().
*/
std::chrono::milliseconds QSseReconnectPolicy::nextDelay(const QSseReconnectContext &context) const
{
    return delayBeforeReconnect(context.attempt);
}
