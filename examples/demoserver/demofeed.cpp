// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "demofeed.h"

#include "feedclient.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

DemoFeed::DemoFeed(QObject *parent)
    : QObject(parent)
    , m_market(1)
    , m_reporter([this] { return m_market.next(); })
    , m_lifetime(5s)
{
    m_server.setKeepRequests(false);
    m_server.setHandler([this](ScriptedExchange *exchange) { answer(exchange); });
    connect(&m_publishTimer, &QTimer::timeout, this, &DemoFeed::publishNext);
    m_publishTimer.start(200ms);
}

bool DemoFeed::listen(const QHostAddress &address, quint16 port)
{
    return m_server.listen(address, port);
}

QUrl DemoFeed::url() const
{
    return m_server.url(u"/events"_s);
}

void DemoFeed::setInterval(std::chrono::milliseconds interval)
{
    m_publishTimer.setInterval(std::max(interval, 1ms));
}

void DemoFeed::setCutEvery(std::chrono::milliseconds lifetime)
{
    m_lifetime = lifetime;
}

void DemoFeed::setSeed(quint32 seed)
{
    m_market = Market(seed);
}

void DemoFeed::setReporter(std::function<Report()> reporter)
{
    m_reporter = std::move(reporter);
}

void DemoFeed::setRefusing(bool refusing)
{
    m_isRefusing = refusing;
}

void DemoFeed::cutAll()
{
    const QList<FeedClient *> clients = m_clients; // each leaves the list
    for (FeedClient *client : clients)
        cut(client);
}

void DemoFeed::stop()
{
    m_publishTimer.stop();
}

void DemoFeed::answer(ScriptedExchange *exchange)
{
    const HttpRequest &request = exchange->request();
    if (m_isRefusing) {
        exchange->respond(503, {{"Content-Length", "0"}});
        return;
    }
    if (request.method == "GET" && request.path() == "/events") {
        startStream(exchange);
        return;
    }
    const QByteArray notFound = "There is nothing here. The stream is at /events.\n";
    exchange->respond(404, {{"Content-Type", "text/plain; charset=utf-8"},
                            {"Content-Length", QByteArray::number(notFound.size())}});
    exchange->send(notFound);
}

void DemoFeed::startStream(ScriptedExchange *exchange)
{
    auto *client = new FeedClient(&m_history, exchange);
    m_clients.append(client);
    connect(exchange, &ScriptedExchange::closed, this,
            [this, client] { m_clients.removeOne(client); });
    Q_EMIT clientConnected(client->resumedAfter());
    client->start();
    if (const auto lifetime = client->lifetime(m_lifetime); lifetime > 0ms)
        cutLater(client, lifetime);
}

void DemoFeed::publishNext()
{
    const Report report = m_reporter();
    const qint64 id = m_history.append(report.type, report.json);
    const QList<FeedClient *> clients = m_clients; // one that turns out to be gone leaves the list
    for (FeedClient *client : clients)
        client->sendPending();
    Q_EMIT eventSent(id);
}

void DemoFeed::cutLater(FeedClient *client, std::chrono::milliseconds lifetime)
{
    QTimer::singleShot(lifetime, client, [this, client] { cut(client); });
}

void DemoFeed::cut(FeedClient *client)
{
    if (!m_publishTimer.isActive() || !m_clients.contains(client))
        return;
    m_clients.removeOne(client);
    switch (m_cutCount++ % 3) {
    case 0:
        client->finish();
        Q_EMIT clientCut(u"clean end"_s);
        break;
    case 1:
        publishNext(); // the others get it whole, and so does this one once it is back
        client->cutInsideNextEvent();
        Q_EMIT clientCut(u"inside an event"_s);
        break;
    default:
        client->reset();
        Q_EMIT clientCut(u"reset"_s);
    }
}
