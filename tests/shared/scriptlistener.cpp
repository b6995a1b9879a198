// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "scriptlistener.h"

#include <QtNetwork/QTcpSocket>
#if QT_CONFIG(ssl)
#    include <QtNetwork/QSslSocket>
#endif

ScriptListener::ScriptListener(QObject *parent)
    : QTcpServer(parent)
{
    setListenBacklogSize(1024); // hundreds of clients may come in one turn
}

bool ScriptListener::isTls() const
{
#if QT_CONFIG(ssl)
    return m_tls.has_value();
#else
    return false;
#endif
}

#if QT_CONFIG(ssl)
void ScriptListener::setTls(const QSslConfiguration &configuration)
{
    m_tls = configuration;
}
#endif

void ScriptListener::incomingConnection(qintptr descriptor)
{
    Q_EMIT accepted(createSocket(descriptor));
}

QTcpSocket *ScriptListener::createSocket(qintptr descriptor)
{
#if QT_CONFIG(ssl)
    if (m_tls) {
        auto *socket = new QSslSocket(this);
        socket->setSslConfiguration(*m_tls);
        socket->setSocketDescriptor(descriptor);
        socket->startServerEncryption();
        return socket;
    }
#endif
    auto *socket = new QTcpSocket(this);
    socket->setSocketDescriptor(descriptor);
    return socket;
}
