// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERECONNECTPOLICY_H
#define QSSERECONNECTPOLICY_H

#include <QtSse/qsseerror.h>

#include <chrono>
#include <functional>
#include <optional>

struct QSseReconnectContext
{
    int attempt = 1;
    QSseError lastError;
    std::optional<std::chrono::milliseconds> serverRetry;
    std::optional<std::chrono::milliseconds> retryAfter;
    std::function<double()> random;
};

class QTSSE_EXPORT QSseReconnectPolicy
{
public:
    QSseReconnectPolicy();
    virtual ~QSseReconnectPolicy();
    Q_DISABLE_COPY_MOVE(QSseReconnectPolicy)

    virtual bool shouldReconnect(int attempt, const QSseError &lastError) const = 0;
    virtual std::chrono::milliseconds delayBeforeReconnect(int attempt) const = 0;
    virtual std::chrono::milliseconds nextDelay(const QSseReconnectContext &context) const;
};

#endif // QSSERECONNECTPOLICY_H
