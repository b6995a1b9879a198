// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "networkstream.h"

#include "exitcode.h"

#include <QtSse/QSseBackoffPolicy>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

int exitCodeOf(const QSseError &error)
{
    switch (error.kind()) {
    case QSseError::Kind::HttpStatus:
    case QSseError::Kind::ContentType:
    case QSseError::Kind::Redirect:
        return Exit::Refused;
    case QSseError::Kind::Authentication:
        return Exit::Authentication;
    case QSseError::Kind::EventTooLarge:
    case QSseError::Kind::Decompression:
        return Exit::InputOutput;
    case QSseError::Kind::InvalidRequest:
        return Exit::Usage;
    default:
        return Exit::Connection;
    }
}

QString withoutSecrets(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

// Any other header may carry a secret: only its name is shown.
bool isHarmless(const QByteArray &name)
{
    static const std::array harmless = {"cache-control"_ba, "content-encoding"_ba,
                                        "content-type"_ba,  "date"_ba,
                                        "retry-after"_ba,   "server"_ba};
    return std::find(harmless.begin(), harmless.end(), name.toLower()) != harmless.end();
}

} // namespace

NetworkStream::NetworkStream(const Options &options, QObject *parent)
    : Stream(parent)
    , m_report(options.verbose)
    , m_session(options.request)
    , m_exitCode(Exit::Ok)
{
    configure(options);

    connect(&m_session, &QSseSession::eventReceived, this, &Stream::eventReceived);
    connect(&m_session, &QSseSession::stateChanged, this, &NetworkStream::noteState);
    connect(&m_session, &QSseSession::opened, this, [this] {
        m_opened = true;
        const QSseResponse response = m_session.response();
        noteResponse(response.status(), response.headers());
    });
    connect(&m_session, &QSseSession::errorOccurred, this, &NetworkStream::handleError);
    connect(&m_session, &QSseSession::reconnectScheduled, this,
            [this](int attempt, std::chrono::milliseconds delay) {
                m_report.note(u"* reconnect %1 in %2 ms"_s.arg(attempt).arg(delay.count()));
            });
    connect(&m_session, &QSseSession::closed, this, [this] {
        if (m_session.response().status() == 204)
            m_report.note(u"< HTTP status 204: the server ends the stream"_s);
        noteStatistics();
        Q_EMIT ended(m_exitCode);
    });
}

void NetworkStream::configure(const Options &options)
{
    if (!options.lastEventId.isEmpty())
        m_session.setLastEventId(options.lastEventId);
    if (options.connectTimeout)
        m_session.setConnectTimeout(*options.connectTimeout);
    m_session.setIdleTimeout(options.idleTimeout);
    m_session.setEndMarker(options.endMarker);
    m_session.setShowComments(options.comments);
    m_session.setShowRetry(options.showRetry);
    if (options.maximumRetries)
        configureReconnect(*options.maximumRetries);
}

void NetworkStream::configureReconnect(int maximumRetries)
{
    if (maximumRetries == 0) {
        m_session.setReconnectMode(QSseSession::ReconnectMode::Never);
        return;
    }
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setMaximumAttempts(maximumRetries);
    m_session.setReconnectPolicy(policy);
    // An answer to a POST that has come to its end is complete, and not asked for again.
    if (m_session.request().method() != "GET")
        m_session.setReconnectMode(QSseSession::ReconnectMode::OnError);
}

void NetworkStream::handleError(const QSseError &error)
{
    if (error.httpStatus() > 0)
        noteResponse(error.httpStatus(), error.headers());
    if (error.willReconnect()) {
        m_report.error(error.message() + u" (trying again)"_s);
        return;
    }
    m_report.error(error.message());
    m_report.body(error.body());
    m_exitCode = exitCodeOf(error);
}

void NetworkStream::noteState()
{
    if (m_report.isVerbose() && m_session.state() == QSseSession::State::Connecting)
        noteRequest();
}

void NetworkStream::noteRequest()
{
    const QSseRequest request = m_session.request();
    const int attempt = m_session.attempt();
    m_report.note(u"* connecting to "_s + withoutSecrets(request.url())
                  + (attempt > 0 ? u" (reconnect %1)"_s.arg(attempt) : QString()));
    if (const QString id = m_session.lastEventId(); !id.isEmpty())
        m_report.note(u"* resuming after id %1"_s.arg(id));
    m_report.note(u"> %1"_s.arg(QString::fromLatin1(request.method())));
    const QList<QByteArray> names = request.networkRequest().rawHeaderList();
    for (const QByteArray &name : names)
        m_report.note(u"> %1"_s.arg(QString::fromLatin1(name)));
}

void NetworkStream::noteResponse(int status, const QSseResponse::Headers &headers)
{
    m_report.note(u"< HTTP status %1"_s.arg(status));
    for (const auto &[name, value] : headers) {
        const QByteArray line = isHarmless(name) ? name + ": " + value : name;
        m_report.note(u"< %1"_s.arg(QString::fromUtf8(line)));
    }
}

void NetworkStream::noteStatistics()
{
    const QSseStatistics statistics = m_session.statistics();
    m_report.note(u"* closed: %1 events, %2 bytes, %3 connections"_s.arg(statistics.events())
                          .arg(statistics.bytes())
                          .arg(statistics.connections()));
}
