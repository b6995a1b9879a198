// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef MCPCLIENT_H
#define MCPCLIENT_H

#include <QtSse/QSseRequest>

#include <QtCore/qvariant.h>

// The requests of a client of the Model Context Protocol, over its "streamable HTTP".
class McpClient
{
public:
    explicit McpClient(const QUrl &endpoint);

    // The server gives it in its answer to "initialize"; all later requests have it.
    void setSessionId(const QByteArray &id);

    // Asks for what the server has to say by itself; for the rest of an earlier answer, where the
    // session has a last event id from there.
    QSseRequest listen() const;
    QSseRequest initialize();
    QSseRequest call(const QString &method, const QVariantMap &parameters = {});

private:
    QSseRequest m_request;
    int m_lastId = 0;
};

#endif // MCPCLIENT_H
