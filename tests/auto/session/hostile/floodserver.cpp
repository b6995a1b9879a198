// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "floodserver.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

// How long a client takes nothing before it is said to hold the server, in milliseconds.
static constexpr int LongestWrite = 500;
// How long a thread waits before it looks whether it is to stop.
static constexpr int LongestWait = 50;

FloodServer::FloodServer(const QByteArray &head, Source source, Speed speed)
    : m_head(head)
    , m_source(std::move(source))
    , m_speed(speed)
{
    start();
    m_isListening.acquire();
}

FloodServer::~FloodServer()
{
    m_isToStop = true;
    wait();
}

QUrl FloodServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/events"_s.arg(m_port));
}

void FloodServer::waitUntilHeld(qint64 limit) const
{
    while (!m_isHeld && m_bytesWritten < limit)
        QThread::msleep(1);
}

QByteArray FloodServer::streamHead(const QByteArray &contentEncoding)
{
    const QByteArray encoding =
            contentEncoding.isEmpty() ? ""_ba : "Content-Encoding: " + contentEncoding + "\r\n";
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n" + encoding
           + "\r\n";
}

// In pieces of a size that keeps the system calls few.
FloodServer::Source FloodServer::repeating(const QByteArray &piece)
{
    return repeating({}, piece);
}

FloodServer::Source FloodServer::repeating(const QByteArray &beginning, const QByteArray &piece)
{
    constexpr qsizetype Least = 64 * 1024;
    const QByteArray pieces = piece.repeated(1 + Least / piece.size());
    return [first = beginning, pieces]() mutable { return std::exchange(first, {}) + pieces; };
}

void FloodServer::run()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost));
    m_port = server.serverPort();
    m_isListening.release();
    while (!m_isToStop) {
        if (server.waitForNewConnection(LongestWait))
            serve(server.nextPendingConnection());
    }
}

void FloodServer::serve(QTcpSocket *socket)
{
    const std::unique_ptr<QTcpSocket> owner(socket);
    QByteArray request;
    while (!request.contains("\r\n\r\n")) {
        if (m_isToStop || socket->state() != QTcpSocket::ConnectedState)
            return;
        socket->waitForReadyRead(LongestWait);
        request += socket->readAll();
    }
    bool goesOn = send(socket, m_head);
    while (goesOn) {
        const QByteArray piece = m_source();
        goesOn = !piece.isEmpty() && send(socket, piece);
    }
    socket->disconnectFromHost();
}

bool FloodServer::send(QTcpSocket *socket, const QByteArray &bytes)
{
    socket->write(bytes);
    for (qint64 left = socket->bytesToWrite(); left > 0; left = socket->bytesToWrite()) {
        socket->waitForBytesWritten(LongestWrite);
        if (m_isToStop || socket->state() != QTcpSocket::ConnectedState)
            return false;
        const qint64 written = left - socket->bytesToWrite();
        m_bytesWritten += written;
        m_isHeld = written == 0;
    }
    if (m_speed == Speed::Paced)
        QThread::msleep(1);
    return true;
}
