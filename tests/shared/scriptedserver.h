// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTEDSERVER_H
#define SCRIPTEDSERVER_H

#include "httprequest.h"
#include "script.h"
#include "scriptedexchange.h"
#include "scriptlistener.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QQueue>
#include <QtCore/QSet>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpSocket>

#include <functional>
#include <memory>

class ScriptedConnection;

// An HTTP/1.1 server in the process of the test, listening on a free port of 127.0.0.1 at once.
class ScriptedServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(ScriptedExchange *)>;

    explicit ScriptedServer(QObject *parent = nullptr);

    bool listen(const QHostAddress &address, quint16 port);
    void close();           // stops listening and aborts every connection
    void stopListening();   // open exchanges go on, idle connections go
    bool resumeListening(); // on the same port
#if QT_CONFIG(ssl)
    bool setTls(const QSslConfiguration &configuration); // for connections from now on
#endif

    QUrl url(const QString &pathAndQuery = QStringLiteral("/events")) const;
    quint16 port() const
    {
        return m_port;
    }

    void enqueue(const Script &script);
    void setDefaultScript(const Script &script);
    void setHandler(Handler handler);

    void setKeepRequests(bool keep) // off for a server that runs on and on
    {
        m_keepsRequests = keep;
    }
    QList<HttpRequest> requests() const
    {
        return m_requests;
    }
    int requestCount() const
    {
        return m_requestCount;
    }
    ScriptedExchange *exchange(int index) const; // null once it is closed
    ScriptedExchange *lastExchange() const;      // of the last request
    int openExchanges() const;
    int connectionCount() const
    {
        return m_connectionCount;
    } // ever accepted

Q_SIGNALS:
    void requestReceived(ScriptedExchange *exchange);
    void exchangeClosed(ScriptedExchange *exchange);

private:
    void take(QTcpSocket *socket);
    void receive(const HttpRequest &request, ScriptedConnection *connection);
    void answer(ScriptedExchange *exchange);
    void forget(ScriptedExchange *exchange);

    ScriptListener m_listener;
    QHostAddress m_address;
    quint16 m_port = 0;
    std::unique_ptr<QTcpSocket> m_reservation; // of the port
    QSet<ScriptedConnection *> m_connections;
    int m_connectionCount = 0;

    QQueue<Script> m_queue;
    Script m_defaultScript;
    Handler m_handler;

    QList<HttpRequest> m_requests;
    bool m_keepsRequests = true;
    int m_requestCount = 0;
    QHash<int, ScriptedExchange *> m_exchanges;
};

#endif
