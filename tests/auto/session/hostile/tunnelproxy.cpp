// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "tunnelproxy.h"

#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

TunnelProxy::TunnelProxy()
{
    connect(this, &QTcpServer::newConnection, this, &TunnelProxy::accept);
    listen(QHostAddress(QHostAddress::LocalHost));
}

QNetworkProxy TunnelProxy::proxy() const
{
    return {QNetworkProxy::HttpProxy, u"127.0.0.1"_s, serverPort()};
}

void TunnelProxy::accept()
{
    while (QTcpSocket *client = nextPendingConnection()) {
        connect(client, &QTcpSocket::readyRead, this, [this, client] { readHead(client); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }
}

void TunnelProxy::readHead(QTcpSocket *client)
{
    if (!client->peek(64 * 1024).contains("\r\n\r\n"))
        return;
    const QByteArray head = client->readAll();
    const QByteArrayList words = head.left(head.indexOf('\r')).split(' ');
    if (words.value(0) != "CONNECT") {
        client->write("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n");
    } else if (!mayPass(head)) {
        client->write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                      "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n");
    } else {
        client->disconnect(this);
        openTunnel(client, words.value(1));
    }
}

bool TunnelProxy::mayPass(const QByteArray &head) const
{
    return m_credentials.isEmpty() || head.contains("Basic " + m_credentials.toBase64());
}

void TunnelProxy::openTunnel(QTcpSocket *client, const QByteArray &target)
{
    m_targets.append(target);
    auto *server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client,
            [client] { client->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
    connect(server, &QTcpSocket::readyRead, client,
            [client, server] { client->write(server->readAll()); });
    connect(client, &QTcpSocket::readyRead, server,
            [client, server] { server->write(client->readAll()); });
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    const qsizetype colon = target.lastIndexOf(':');
    server->connectToHost(QString::fromLatin1(target.left(colon)),
                          target.mid(colon + 1).toUShort());
}
