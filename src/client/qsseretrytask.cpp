// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseabandoned_p.h"
#include "qsseexception.h"
#include "qssehandlererror_p.h"
#include "qsseretrytask_p.h"

QSseRetryTask::QSseRetryTask(QSseSession *session, Job job, int maxRetries,
                             std::chrono::milliseconds delay, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_job(std::make_shared<const Job>(std::move(job)))
    , m_watcher(this)
    , m_maxRetries(maxRetries)
{
    session->setParent(this);
    session->setReconnectMode(QSseSession::ReconnectMode::Always);
    session->setReconnectPolicy([this](int, const QSseError &cause) { return mayRetry(cause); },
                                [delay](int) { return delay; });
}

QSseRetryTask::~QSseRetryTask()
{
    abandon();
}

void QSseRetryTask::start(const QObject *context)
{
    connect(m_session, &QSseSession::eventReceived, this, &QSseRetryTask::offer);
    connect(m_session, &QSseSession::reconnectScheduled, this, [this] { ++m_retries; });
    connect(m_session, &QSseSession::errorOccurred, this, &QSseRetryTask::onError);
    connect(m_session, &QSseSession::closed, this, &QSseRetryTask::onClosed);
    connect(&m_watcher, &QFutureWatcherBase::canceled, this, &QSseRetryTask::onCancelled);
    connect(context, &QObject::destroyed, this, &QSseRetryTask::onContextDestroyed);
    m_watcher.setFuture(m_job->future);
    m_session->open();
}

// The budget is for the whole of it: the session's own count begins again with each message.
bool QSseRetryTask::mayRetry(const QSseError &cause)
{
    m_lastCause = cause;
    return m_retries < m_maxRetries;
}

// The block may do anything, even delete the task. The job lives until it returns.
void QSseRetryTask::offer(const QSseEvent &event)
{
    const std::shared_ptr<const Job> job = m_job;
    if (!job || job->future.isCanceled())
        return;
    const QPointer<QSseRetryTask> here(this);
    bool hasValue = false;
    QSseError error;
    try {
        hasValue = job->offer(event);
    } catch (...) {
        error = QSseHandlerError::thrown();
    }
    if (here && (hasValue || error))
        conclude(error);
}

void QSseRetryTask::onError(const QSseError &error)
{
    if (error.willReconnect())
        return;
    if (error.kind() == QSseError::Kind::RetriesExhausted)
        conclude(QSseHandlerError::noValue(m_lastCause, m_retries));
    else
        conclude(error);
}

// Without an error, or it would be concluded.
void QSseRetryTask::onClosed()
{
    conclude(QSseHandlerError::noValue({}, m_retries));
}

// What hangs on the future may run at once, and delete all of this: it comes last.
void QSseRetryTask::conclude(const QSseError &error)
{
    const std::shared_ptr<const Job> job = std::exchange(m_job, nullptr);
    if (!job)
        return;
    m_session->close();
    deleteLater();
    job->finish(error ? std::make_exception_ptr(QSseException(error)) : nullptr);
}

// Its future finishes where the user has cancelled it.
void QSseRetryTask::onCancelled()
{
    const std::shared_ptr<const Job> job = std::exchange(m_job, nullptr);
    if (!job)
        return;
    m_session->close();
    deleteLater();
}

void QSseRetryTask::onContextDestroyed()
{
    if (!m_job)
        return;
    abandon();
    m_session->close();
    deleteLater();
}

void QSseRetryTask::abandon()
{
    const std::shared_ptr<const Job> job = std::exchange(m_job, nullptr);
    if (!job)
        return;
    QSseAbandoned::take(job->promise);
    QFuture<void>(job->future).cancel();
}
