// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "scriptedserver.h"

#include "scriptedconnection.h"

#include <QtNetwork/QTcpSocket>
#if QT_CONFIG(ssl)
#    include <QtNetwork/QSslSocket>
#endif

#include <algorithm>

namespace {

// Bound without listening, a shared port is refused to clients, and free for the listener alone. So
// nobody else gets it while the server does not listen. Null where a system has no such thing.
std::unique_ptr<QTcpSocket> reserve(const QHostAddress &address, quint16 port)
{
#ifdef Q_OS_LINUX
    auto socket = std::make_unique<QTcpSocket>();
    if (socket->bind(address, port, QAbstractSocket::ShareAddress))
        return socket;
#else
    Q_UNUSED(address);
    Q_UNUSED(port);
#endif
    return nullptr;
}

} // namespace

ScriptedServer::ScriptedServer(QObject *parent)
    : QObject(parent)
{
    connect(&m_listener, &ScriptListener::accepted, this, &ScriptedServer::take);
    if (!listen(QHostAddress(QHostAddress::LocalHost), 0))
        qWarning("ScriptedServer: cannot listen: %ls", qUtf16Printable(m_listener.errorString()));
}

bool ScriptedServer::listen(const QHostAddress &address, quint16 port)
{
    m_listener.close();
    auto reservation = reserve(address, port);
    if (!m_listener.listen(address, reservation ? reservation->localPort() : port))
        return false;
    m_reservation = std::move(reservation);
    m_address = address;
    m_port = m_listener.serverPort();
    return true;
}

void ScriptedServer::close()
{
    m_listener.close();
    const QSet<ScriptedConnection *> connections = m_connections;
    for (ScriptedConnection *connection : connections)
        connection->abort();
}

void ScriptedServer::stopListening()
{
    m_listener.close();
    const QSet<ScriptedConnection *> connections = m_connections;
    for (ScriptedConnection *connection : connections)
        connection->closeWhenIdle(); // a kept connection would be a way in that is still open
}

bool ScriptedServer::resumeListening()
{
    return m_listener.isListening() || listen(m_address, m_port);
}

#if QT_CONFIG(ssl)
bool ScriptedServer::setTls(const QSslConfiguration &configuration)
{
    if (!QSslSocket::supportsSsl())
        return false;
    m_listener.setTls(configuration);
    return true;
}
#endif

QUrl ScriptedServer::url(const QString &pathAndQuery) const
{
    QUrl url(pathAndQuery);
    url.setScheme(m_listener.isTls() ? QStringLiteral("https") : QStringLiteral("http"));
    const bool isAny = m_address == QHostAddress::Any || m_address == QHostAddress::AnyIPv4;
    url.setHost(isAny ? QHostAddress(QHostAddress::LocalHost).toString() : m_address.toString());
    url.setPort(m_port);
    return url;
}

void ScriptedServer::enqueue(const Script &script)
{
    m_queue.enqueue(script);
}

void ScriptedServer::setDefaultScript(const Script &script)
{
    m_defaultScript = script;
}

void ScriptedServer::setHandler(Handler handler)
{
    m_handler = std::move(handler);
}

ScriptedExchange *ScriptedServer::exchange(int index) const
{
    return m_exchanges.value(index);
}

ScriptedExchange *ScriptedServer::lastExchange() const
{
    return exchange(requestCount() - 1);
}

int ScriptedServer::openExchanges() const
{
    return int(std::count_if(m_exchanges.cbegin(), m_exchanges.cend(),
                             [](const ScriptedExchange *exchange) { return exchange->isOpen(); }));
}

void ScriptedServer::take(QTcpSocket *socket)
{
    auto *connection = new ScriptedConnection(socket, this);
    ++m_connectionCount;
    m_connections.insert(connection);
    connect(connection, &ScriptedConnection::requestReceived, this,
            [this, connection](const HttpRequest &request) { receive(request, connection); });
    connect(connection, &ScriptedConnection::closed, this, [this, connection] {
        m_connections.remove(connection);
        connection->deleteLater();
    });
}

void ScriptedServer::receive(const HttpRequest &request, ScriptedConnection *connection)
{
    auto *exchange = new ScriptedExchange(request, m_requestCount++, connection);
    if (m_keepsRequests)
        m_requests.append(request);
    m_exchanges.insert(exchange->index(), exchange);
    connect(exchange, &ScriptedExchange::closed, this, [this, exchange] { forget(exchange); });
    Q_EMIT requestReceived(exchange);
    if (exchange->isOpen() && !exchange->isAnswered())
        answer(exchange);
}

void ScriptedServer::answer(ScriptedExchange *exchange)
{
    if (!m_queue.isEmpty())
        exchange->run(m_queue.dequeue());
    else if (m_handler)
        m_handler(exchange);
    else
        exchange->run(m_defaultScript);
}

void ScriptedServer::forget(ScriptedExchange *exchange)
{
    m_exchanges.remove(exchange->index());
    Q_EMIT exchangeClosed(exchange);
}
