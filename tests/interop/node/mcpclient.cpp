// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "mcpclient.h"

#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

using namespace Qt::StringLiterals;

namespace {

const auto version = u"2025-11-25"_s;

} // namespace

McpClient::McpClient(const QUrl &endpoint)
    : m_request(endpoint)
{}

void McpClient::setSessionId(const QByteArray &id)
{
    m_request.setHeader("Mcp-Session-Id"_ba, id);
    m_request.setHeader("Mcp-Protocol-Version"_ba, version.toLatin1());
}

QSseRequest McpClient::listen() const
{
    return m_request;
}

QSseRequest McpClient::initialize()
{
    return call(u"initialize"_s, {{u"protocolVersion"_s, version},
                                  {u"capabilities"_s, QVariantMap()},
                                  {u"clientInfo"_s, QVariantMap{{u"name"_s, u"tst_mcp"_s},
                                                                {u"version"_s, u"1"_s}}}});
}

QSseRequest McpClient::call(const QString &method, const QVariantMap &parameters)
{
    const QVariantMap message{{u"jsonrpc"_s, u"2.0"_s},
                              {u"id"_s, ++m_lastId},
                              {u"method"_s, method},
                              {u"params"_s, parameters}};
    QSseRequest request = m_request;
    request.setMethod("POST"_ba);
    request.setHeader("Accept"_ba, "application/json, text/event-stream"_ba);
    request.setBody(QJsonDocument(QJsonObject::fromVariantMap(message)).toJson(),
                    "application/json"_ba);
    return request;
}
