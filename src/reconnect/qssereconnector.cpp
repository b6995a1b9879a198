// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsse.h"
#include "qssereconnector_p.h"
#include "qsseretryafter_p.h"

#include <QtCore/qdatetime.h>

#include <algorithm>

using namespace std::chrono_literals;

void QSseReconnector::reset()
{
    m_attempt = 0;
    m_serverRetry.reset();
}

QSseReconnector::Decision QSseReconnector::decide(const QSseError &error,
                                                  const QSseReconnectRules &rules) const
{
    if (rules.isFinal(error))
        return {Step::End};
    const std::shared_ptr<QSseReconnectPolicy> policy = rules.policy();
    const QSseReconnectContext context = contextOf(error, rules);
    const auto asked = context.retryAfter.value_or(0ms);
    try {
        if (!policy->shouldReconnect(context.attempt, error))
            return {Step::GiveUp};
        return {Step::Reconnect, std::max({policy->nextDelay(context), asked, 0ms})};
    } catch (...) {
        return {Step::Fail, 0ms, std::current_exception()};
    }
}

QSseReconnectContext QSseReconnector::contextOf(const QSseError &error,
                                                const QSseReconnectRules &rules) const
{
    QSseReconnectContext context;
    context.attempt = m_attempt + 1;
    context.lastError = error;
    context.serverRetry = m_serverRetry;
    context.random = rules.randomSource();
    // RFC 9110, 10.2.3: with 503; RFC 6585, 4: with 429.
    if (error.httpStatus() == 503 || error.httpStatus() == 429) {
        context.retryAfter = QSseRetryAfter::parse(error.header(QSse::RetryAfterHeader),
                                                   QDateTime::currentDateTimeUtc());
    }
    return context;
}
