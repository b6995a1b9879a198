// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "answerserver.h"

#include "responseplan.h"
#include "socketreset.h"

#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

AnswerServer::AnswerServer()
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection())
            accept(socket);
    });
}

QUrl AnswerServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/events"_s.arg(serverPort()));
}

void AnswerServer::begin(const ResponsePlan *plan)
{
    m_plan = plan;
    m_next = 0;
}

void AnswerServer::beginNextAttempt()
{
    if (isAtStream())
        ++m_next;
}

bool AnswerServer::isAtStream() const
{
    return m_next < m_plan->answers().size() && m_plan->isStream(m_next);
}

void AnswerServer::dropConnections()
{
    qDeleteAll(findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly));
}

void AnswerServer::accept(QTcpSocket *socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
        if (!socket->peek(64 * 1024).contains("\r\n\r\n"))
            return;
        socket->disconnect(this);
        answer(socket);
    });
}

void AnswerServer::answer(QTcpSocket *socket)
{
    if (m_next == m_plan->answers().size()) {
        socket->write("HTTP/1.1 204 No Content\r\n\r\n");
        socket->disconnectFromHost();
        return;
    }
    const qsizetype index = m_next;
    if (!isAtStream())
        ++m_next;
    const QByteArrayList pieces = m_plan->pieces(index);
    for (const QByteArray &piece : pieces) {
        if (!socket->isOpen())
            return;
        socket->write(piece);
        socket->flush();
    }
    if (socket->isOpen() && m_plan->end(index) == ResponsePlan::End::Reset) {
        setResetOnClose(socket->socketDescriptor());
        socket->abort();
    } else {
        socket->readAll(); // what is unread at the end makes it a reset
        socket->disconnectFromHost();
    }
}
