// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEBACKOFF_P_H
#define QQMLSSEBACKOFF_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtSse/QSseBackoffPolicy>

#include <QtCore/qobject.h>
#include <QtQml/qqml.h>

#include <memory>

class QQmlSseBackoff : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int initialDelay READ initialDelay WRITE setInitialDelay NOTIFY initialDelayChanged
                       FINAL)
    Q_PROPERTY(int maximumDelay READ maximumDelay WRITE setMaximumDelay NOTIFY maximumDelayChanged
                       FINAL)
    Q_PROPERTY(qreal factor READ factor WRITE setFactor NOTIFY factorChanged FINAL)
    Q_PROPERTY(qreal jitter READ jitter WRITE setJitter NOTIFY jitterChanged FINAL)
    Q_PROPERTY(int maximumAttempts READ maximumAttempts WRITE setMaximumAttempts NOTIFY
                       maximumAttemptsChanged FINAL)
    QML_NAMED_ELEMENT(SseBackoff)

public:
    using QObject::QObject;

    std::shared_ptr<QSseBackoffPolicy> policy() const { return m_policy; }

    int initialDelay() const;
    void setInitialDelay(int milliseconds);
    int maximumDelay() const;
    void setMaximumDelay(int milliseconds);
    qreal factor() const { return m_policy->factor(); }
    void setFactor(qreal factor);
    qreal jitter() const { return m_policy->jitter(); }
    void setJitter(qreal jitter);
    int maximumAttempts() const { return m_policy->maximumAttempts(); }
    void setMaximumAttempts(int attempts);

Q_SIGNALS:
    void initialDelayChanged();
    void maximumDelayChanged();
    void factorChanged();
    void jitterChanged();
    void maximumAttemptsChanged();

private:
    // Sources share it and read it in this thread only, so that a change holds for them at once.
    const std::shared_ptr<QSseBackoffPolicy> m_policy = std::make_shared<QSseBackoffPolicy>();
};

#endif // QQMLSSEBACKOFF_P_H
