// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "streamsource.h"

#include <QtCore/QScopedValueRollback>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {
constexpr int keptLines = 12; // of a stream that broke off
} // namespace

StreamSource::StreamSource(QObject *parent)
    : QObject(parent)
{}

StreamSource::~StreamSource() = default;

void StreamSource::open(const ConnectionSettings &settings)
{
    close();
    m_settings = settings;
    m_session = std::make_unique<QSseSession>();
    settings.applyTo(m_session.get());
    m_session->setShowComments(true);
    m_session->setShowRetry(true);
    m_session->setDiagnosticBuffer(QSseSession::DiagnosticBuffer::LastLines, keptLines);
    follow(m_session.get());
    m_session->open();
}

void StreamSource::close()
{
    const QScopedValueRollback closing(m_isClosing, true);
    if (m_session)
        m_session->close();
}

void StreamSource::setPaused(bool paused)
{
    if (m_session)
        m_session->setPaused(paused);
}

void StreamSource::reconnectNow()
{
    if (!m_session)
        return;
    if (state() == QSseSession::State::Open || state() == QSseSession::State::Connecting) {
        Q_EMIT reconnectAsked();
        const QSignalBlocker quiet(this); // it is no end
        m_session->close();
    }
    m_session->open();
}

QSseSession::State StreamSource::state() const
{
    return m_session ? m_session->state() : QSseSession::State::Closed;
}

bool StreamSource::isPaused() const
{
    return m_session && m_session->isPaused();
}

int StreamSource::attempt() const
{
    return m_session ? m_session->attempt() : 0;
}

QString StreamSource::lastEventId() const
{
    return m_session ? m_session->lastEventId() : QString();
}

QString StreamSource::errorString() const
{
    return m_session ? m_session->errorString() : QString();
}

QSseResponse StreamSource::response() const
{
    return m_session ? m_session->response() : QSseResponse();
}

QSseStatistics StreamSource::statistics() const
{
    return m_session ? m_session->statistics() : QSseStatistics();
}

milliseconds StreamSource::untilNextAttempt() const
{
    return state() == QSseSession::State::Waiting ? milliseconds(m_nextAttempt.remainingTime())
                                                  : 0ms;
}

void StreamSource::follow(QSseSession *session)
{
    connect(session, &QSseSession::stateChanged, this, &StreamSource::stateChanged);
    connect(session, &QSseSession::pausedChanged, this, &StreamSource::stateChanged);
    connect(session, &QSseSession::opened, this, &StreamSource::opened);
    connect(session, &QSseSession::eventReceived, this, &StreamSource::eventReceived);
    connect(session, &QSseSession::errorOccurred, this, &StreamSource::errorOccurred);
    connect(session, &QSseSession::reconnectScheduled, this,
            [this](int attempt, milliseconds delay) {
                m_nextAttempt.setRemainingTime(delay);
                Q_EMIT reconnectScheduled(attempt, delay);
            });
    connect(session, &QSseSession::closed, this, [this] { Q_EMIT closed(m_isClosing); });
}
