// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "scriptedconnection.h"

#include "socketreset.h"

#include <QtNetwork/QTcpSocket>
#if QT_CONFIG(ssl)
#    include <QtNetwork/QSslSocket>
#endif

ScriptedConnection::ScriptedConnection(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &ScriptedConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &ScriptedConnection::setClosed);
    connectBytesWritten();
}

ScriptedConnection::~ScriptedConnection()
{
    m_socket->disconnect(this); // a destructor tells nobody anything
    m_socket->abort();
}

void ScriptedConnection::connectBytesWritten()
{
#if QT_CONFIG(ssl)
    // Its bytesWritten() means encrypted, which says nothing about what the peer takes.
    if (auto *tlsSocket = qobject_cast<QSslSocket *>(m_socket)) {
        connect(tlsSocket, &QSslSocket::encryptedBytesWritten, this,
                &ScriptedConnection::bytesWritten);
        return;
    }
#endif
    connect(m_socket, &QTcpSocket::bytesWritten, this, &ScriptedConnection::bytesWritten);
}

void ScriptedConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
}

void ScriptedConnection::flush()
{
    m_socket->flush();
}

qint64 ScriptedConnection::bytesToWrite() const
{
#if QT_CONFIG(ssl)
    if (const auto *tlsSocket = qobject_cast<const QSslSocket *>(m_socket))
        return tlsSocket->bytesToWrite() + tlsSocket->encryptedBytesToWrite();
#endif
    return m_socket->bytesToWrite();
}

void ScriptedConnection::close()
{
    m_socket->disconnectFromHost();
}

void ScriptedConnection::reset()
{
    setResetOnClose(m_socket->socketDescriptor());
    abort();
}

void ScriptedConnection::abort()
{
    m_socket->abort();
    setClosed(); // a socket that is still shaking hands does not say that it is disconnected
}

void ScriptedConnection::exchangeEnded()
{
    m_busy = false;
    if (m_closed)
        return;
    if (m_closeWhenIdle)
        close();
    else // queued: what the next answer writes must not be lost in this one's bytesWritten()
        QMetaObject::invokeMethod(this, &ScriptedConnection::takeNextRequest, Qt::QueuedConnection);
}

void ScriptedConnection::closeWhenIdle()
{
    m_closeWhenIdle = true;
    if (!m_busy)
        close();
}

void ScriptedConnection::read()
{
    m_parser.append(m_socket->readAll());
    takeNextRequest();
}

void ScriptedConnection::takeNextRequest()
{
    if (m_busy || m_closed)
        return;
    if (const std::optional<HttpRequest> request = m_parser.next()) {
        m_busy = true;
        Q_EMIT requestReceived(*request);
    }
}

void ScriptedConnection::setClosed()
{
    if (m_closed)
        return;
    m_closed = true;
    Q_EMIT closed();
}
