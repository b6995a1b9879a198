// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "mirrors.h"

#include "feedclient.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Mirrors::Mirrors()
{
    const auto answer = [this](ScriptedExchange *exchange) {
        auto *client = new FeedClient(&m_history, exchange);
        client->start();
        connect(this, &Mirrors::published, client, &FeedClient::sendPending);
    };
    for (ScriptedServer &server : m_servers) {
        server.setKeepRequests(false);
        server.setHandler(answer);
    }
    m_servers[1].close();
    connect(&m_publishTimer, &QTimer::timeout, this, &Mirrors::publish);
    m_publishTimer.start(100ms);
    connect(&m_changeTimer, &QTimer::timeout, this, &Mirrors::change);
    m_changeTimer.start(2s);
}

QList<QUrl> Mirrors::urls() const
{
    return {m_servers[0].url(u"/ticker"_s), m_servers[1].url(u"/ticker"_s)};
}

void Mirrors::publish()
{
    m_history.append("tick"_ba, QByteArray::number(m_history.lastId() + 1));
    Q_EMIT published();
}

void Mirrors::change()
{
    ScriptedServer &down = m_servers[m_up];
    m_up = 1 - m_up;
    m_servers[m_up].resumeListening();
    down.close();
    Q_EMIT wentDown(down.url(u"/ticker"_s));
}
