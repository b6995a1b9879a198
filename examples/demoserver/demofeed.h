// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef DEMOFEED_H
#define DEMOFEED_H

#include "eventhistory.h"
#include "market.h"
#include "report.h"
#include "scriptedserver.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <functional>

class FeedClient;

// A live feed of prices and news that makes trouble on purpose: it cuts its clients off again and
// again, and goes on without them. Who comes back with its last event id misses nothing.
class DemoFeed : public QObject
{
    Q_OBJECT

public:
    explicit DemoFeed(QObject *parent = nullptr);

    bool listen(const QHostAddress &address = QHostAddress(QHostAddress::LocalHost),
                quint16 port = 0);
    QUrl url() const;

    void setInterval(std::chrono::milliseconds interval); // from one event to the next
    void setCutEvery(std::chrono::milliseconds lifetime); // of a connection, 0 for no end
    void setSeed(quint32 seed);
    void setReporter(std::function<Report()> reporter); // instead of the market
    void setRefusing(bool refusing);                    // new connections, with a 503
    void cutAll();
    void stop(); // no new events and no cuts; what was missed can still be had
    qint64 lastId() const { return m_history.lastId(); }

Q_SIGNALS:
    void eventSent(qint64 id);
    void clientConnected(qint64 lastEventId); // -1 where it has none
    void clientCut(const QString &how);

private:
    void answer(ScriptedExchange *exchange);
    void startStream(ScriptedExchange *exchange);
    void publishNext();
    void cutLater(FeedClient *client, std::chrono::milliseconds lifetime);
    void cut(FeedClient *client);

    ScriptedServer m_server;
    Market m_market;
    std::function<Report()> m_reporter;
    EventHistory m_history;
    QList<FeedClient *> m_clients;
    QTimer m_publishTimer;
    std::chrono::milliseconds m_lifetime;
    int m_cutCount = 0; // the ways to cut take turns
    bool m_isRefusing = false;
};

#endif
