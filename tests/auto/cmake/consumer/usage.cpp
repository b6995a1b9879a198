// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "usage.h"

#include <QtSse/QSseBackoffPolicy>

#include <QtCore/QDebug>
#include <QtCore/QSettings>

using namespace std::chrono_literals;

struct Mine : QSseReconnectPolicy
{
    bool shouldReconnect(int attempt, const QSseError &lastError) const override
    {
        return attempt <= 5 && lastError.httpStatus() != 503;
    }
    std::chrono::milliseconds delayBeforeReconnect(int attempt) const override
    {
        return attempt * 1000ms;
    }
};

void Usage::fiveLines(const QUrl &url)
{
    session->setUrl(url);
    connect(session, &QSseSession::eventReceived, this,
            [this](const QSseEvent &event) { show(event.text()); });
    connect(session, &QSseSession::errorOccurred, this,
            [](const QSseError &e) { qWarning() << e; });
    session->open();
}

QSseRequest Usage::everythingInARequest(const QString &token)
{
    QSseRequest request(QUrl("https://example.org/private"));
    request = QSseRequest("localhost", 8080, "/stream");
    request.setBearerToken(token);
    request.setHeader("X-Client-Version", "1.0");
    request.addQueryItem("channel", "notifications");
    session->setRequest(request);
    session->setLastEventId(QSettings().value("lastId").toString());
    session->setIdleTimeout(60s);
    return request;
}

void Usage::postStream(const QByteArray &json)
{
    QSseRequest request(QUrl("https://example.org/chat"));
    request.setMethod("POST");
    request.setBody(json, "application/json");
    session->setRequest(request);
    session->setEndMarker("[DONE]");
}

void Usage::reconnection()
{
    auto backoff = std::make_shared<QSseBackoffPolicy>();
    backoff->setInitialDelay(500ms);
    backoff->setMaximumDelay(1min);
    backoff->setFactor(1.5);
    backoff->setJitter(0.3);
    backoff->setMaximumAttempts(10);
    session->setReconnectPolicy(backoff);
    session->setReconnectPolicy(std::make_shared<Mine>());
    session->setReconnectPolicy([](int attempt, const QSseError &) { return attempt < 3; },
                                [](int) { return 100ms; });
    session->setReconnectMode(QSseSession::ReconnectMode::OnError);
}

void Usage::typed(const QSseEvent &event)
{
    if (auto price = event.value<Price>())
        show(price->symbol + ' ' + QString::number(price->bid));
}

void Usage::parserOnly(const QByteArray &bytes)
{
    QSseParser parser;
    parser.setEventHandler([this](const QSseEvent &event) { typed(event); });
    parser.feed(bytes);
    parser.finish();
}

void Usage::show(const QString &text)
{
    shown.append(text);
    Q_EMIT showed();
}
