// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTEDCONNECTION_H
#define SCRIPTEDCONNECTION_H

#include "requestparser.h"

#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

// One TCP connection: it reads requests, one at a time, and carries their answers.
class ScriptedConnection : public QObject
{
    Q_OBJECT

public:
    ScriptedConnection(QTcpSocket *socket, QObject *parent);
    ~ScriptedConnection() override;

    void write(const QByteArray &bytes);
    void flush();
    qint64 bytesToWrite() const;

    void close(); // what is queued, then FIN
    void reset();
    void abort();

    void exchangeEnded();
    void closeWhenIdle();

Q_SIGNALS:
    void requestReceived(const HttpRequest &request);
    void bytesWritten(qint64 bytes);
    void closed();

private:
    void connectBytesWritten();
    void read();
    void takeNextRequest();
    void setClosed();

    QTcpSocket *const m_socket;
    RequestParser m_parser;
    bool m_busy = false; // a request is being answered
    bool m_closeWhenIdle = false;
    bool m_closed = false;
};

#endif
