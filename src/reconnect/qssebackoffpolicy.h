// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEBACKOFFPOLICY_H
#define QSSEBACKOFFPOLICY_H

#include <QtSse/qssereconnectpolicy.h>

#include <memory>

class QSseBackoffPolicyPrivate;

class QTSSE_EXPORT QSseBackoffPolicy : public QSseReconnectPolicy
{
public:
    QSseBackoffPolicy();
    ~QSseBackoffPolicy() override;

    std::chrono::milliseconds initialDelay() const;
    void setInitialDelay(std::chrono::milliseconds delay);
    std::chrono::milliseconds maximumDelay() const;
    void setMaximumDelay(std::chrono::milliseconds delay);
    double factor() const;
    void setFactor(double factor);
    double jitter() const;
    void setJitter(double jitter);
    int maximumAttempts() const;
    void setMaximumAttempts(int attempts);
    std::chrono::milliseconds maximumServerRetry() const;
    void setMaximumServerRetry(std::chrono::milliseconds ceiling);

    bool shouldReconnect(int attempt, const QSseError &lastError) const override;
    std::chrono::milliseconds delayBeforeReconnect(int attempt) const override;
    std::chrono::milliseconds nextDelay(const QSseReconnectContext &context) const override;

private:
    std::unique_ptr<QSseBackoffPolicyPrivate> d;
};

#endif // QSSEBACKOFFPOLICY_H
