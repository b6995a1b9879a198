// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERETRYTASK_P_H
#define QSSERETRYTASK_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseclient.h"

#include <QtCore/qfuturewatcher.h>

// One sseWithRetry(): a session with a budget of reconnects, up to the first value. It deletes
// itself then. A job that is destroyed without a value cancels its future.
class QSseRetryTask : public QObject
{
    Q_OBJECT

public:
    using Job = QSseClient::Job;

    QSseRetryTask(QSseSession *session, Job job, int maxRetries, std::chrono::milliseconds delay,
                  QObject *parent);
    ~QSseRetryTask() override;

    void start(const QObject *context);

private:
    bool mayRetry(const QSseError &cause);
    void offer(const QSseEvent &event);
    void onError(const QSseError &error);
    void onClosed();
    void conclude(const QSseError &error);
    void onCancelled();
    void onContextDestroyed();
    void abandon();

    QSseSession *const m_session;     // a child
    std::shared_ptr<const Job> m_job; // until it is concluded
    QFutureWatcher<void> m_watcher;   // a child, so that it changes threads with the task
    QSseError m_lastCause;
    const int m_maxRetries;
    int m_retries = 0;
};

#endif // QSSERETRYTASK_P_H
