// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEBACKOFFPOLICY_H
#define QSSEBACKOFFPOLICY_H

#include <QtSse/qssereconnectpolicy.h>

class QTSSE_EXPORT QSseBackoffPolicy : public QSseReconnectPolicy
{
public:
    QSseBackoffPolicy();
    ~QSseBackoffPolicy() override;

    std::chrono::milliseconds initialDelay() const { return m_initialDelay; }
    void setInitialDelay(std::chrono::milliseconds delay);
    std::chrono::milliseconds maximumDelay() const { return m_maximumDelay; }
    void setMaximumDelay(std::chrono::milliseconds delay);
    double factor() const { return m_factor; }
    void setFactor(double factor);
    double jitter() const { return m_jitter; }
    void setJitter(double jitter);
    int maximumAttempts() const { return m_maximumAttempts; }
    void setMaximumAttempts(int attempts);
    std::chrono::milliseconds maximumServerRetry() const { return m_maximumServerRetry; }
    void setMaximumServerRetry(std::chrono::milliseconds ceiling);

    bool shouldReconnect(int attempt, const QSseError &lastError) const override;
    std::chrono::milliseconds delayBeforeReconnect(int attempt) const override;
    std::chrono::milliseconds nextDelay(const QSseReconnectContext &context) const override;

private:
    double grown(std::chrono::milliseconds base, std::chrono::milliseconds cap, int attempt) const;

    std::chrono::milliseconds m_initialDelay = std::chrono::seconds(1);
    std::chrono::milliseconds m_maximumDelay = std::chrono::seconds(30);
    std::chrono::milliseconds m_maximumServerRetry = std::chrono::hours(1);
    double m_factor = 2.0;
    double m_jitter = 0.5;
    int m_maximumAttempts = -1;
};

#endif // QSSEBACKOFFPOLICY_H
