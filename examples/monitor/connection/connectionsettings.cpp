// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "connectionsettings.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseSession>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

bool isBodyless(const QString &method)
{
    return method == "GET"_L1 || method == "HEAD"_L1 || method == "DELETE"_L1;
}

QSseSession::ReconnectMode modeOf(const ConnectionSettings &settings)
{
    switch (settings.reconnect) {
    case ConnectionSettings::Reconnect::Always:
        return QSseSession::ReconnectMode::Always;
    case ConnectionSettings::Reconnect::OnError:
        return QSseSession::ReconnectMode::OnError;
    case ConnectionSettings::Reconnect::Never:
        return QSseSession::ReconnectMode::Never;
    case ConnectionSettings::Reconnect::Automatic:
        break;
    }
    return settings.request().method() == "GET" ? QSseSession::ReconnectMode::Always
                                                : QSseSession::ReconnectMode::Never;
}

std::shared_ptr<QSseBackoffPolicy> policyOf(const ConnectionSettings &settings)
{
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(settings.initialDelay);
    policy->setMaximumDelay(std::max(settings.maximumDelay, settings.initialDelay));
    policy->setFactor(settings.factor);
    policy->setJitter(settings.jitter);
    policy->setMaximumAttempts(settings.maximumAttempts);
    return policy;
}

} // namespace

bool ConnectionSettings::hasBody() const
{
    return !body.isEmpty() || !isBodyless(method);
}

QSseRequest ConnectionSettings::request() const
{
    QSseRequest request(url);
    request.setMethod(method.toUtf8());
    if (hasBody())
        request.setBody(body.toUtf8(), contentType.toUtf8());
    for (const auto &[name, value] : headers)
        request.setHeader(name.toUtf8(), value.isNull() ? ""_ba : value.toUtf8());
    if (!token.isEmpty())
        request.setBearerToken(token);
    for (const auto &[name, value] : queryItems)
        request.addQueryItem(name, value);
    return request;
}

QString ConnectionSettings::complaint() const
{
    return request().errorString();
}

void ConnectionSettings::applyTo(QSseSession *session) const
{
    session->setRequest(request());
    session->setLastEventId(lastEventId);
    session->setEndMarker(endMarker.toUtf8());
    session->setConnectTimeout(connectTimeout);
    session->setIdleTimeout(idleTimeout);
    session->setReconnectMode(modeOf(*this));
    session->setReconnectPolicy(policyOf(*this));
}

QUrl ConnectionSettings::urlFromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    const QUrl url(trimmed.contains("://"_L1) ? trimmed : "http://"_L1 + trimmed);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return isHttp && url.isValid() && !url.host().isEmpty() ? url : QUrl();
}
