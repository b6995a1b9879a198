// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "testserver.h"

using namespace Qt::StringLiterals;

static Script toScript(const QVariantMap &described)
{
    Script script;
    if (described.contains(u"status"_s))
        script.status(described.value(u"status"_s).toInt());
    const QVariantMap headers = described.value(u"headers"_s).toMap();
    for (auto it = headers.cbegin(); it != headers.cend(); ++it)
        script.header(it.key().toUtf8(), it.value().toByteArray());
    if (described.value(u"silent"_s).toBool())
        script.silent();
    if (described.contains(u"send"_s))
        script.send(described.value(u"send"_s).toByteArray());
    if (described.contains(u"repeat"_s))
        script.repeat(described.value(u"repeat"_s).toByteArray());
    const QString end = described.value(u"end"_s).toString();
    if (end == "finish"_L1)
        script.finish();
    else if (end == "cut"_L1)
        script.cut();
    return script;
}

TestServer::TestServer(QObject *parent)
    : QObject(parent)
    , m_server(this)
{
    connect(&m_server, &ScriptedServer::requestReceived, this, &TestServer::requestReceived);
}

QString TestServer::url(const QString &pathAndQuery) const
{
    return m_server.url(pathAndQuery).toString(QUrl::FullyEncoded);
}

void TestServer::setScript(const QVariantMap &script)
{
    m_server.setDefaultScript(toScript(script));
}

void TestServer::enqueue(const QVariantMap &script)
{
    m_server.enqueue(toScript(script));
}

void TestServer::send(const QString &text)
{
    m_server.lastExchange()->send(text.toUtf8());
}

void TestServer::cut()
{
    m_server.lastExchange()->cut();
}

QString TestServer::method(int request) const
{
    return QString::fromUtf8(m_server.requests().value(request).method);
}

QString TestServer::target(int request) const
{
    return QString::fromUtf8(m_server.requests().value(request).target);
}

QString TestServer::body(int request) const
{
    return QString::fromUtf8(m_server.requests().value(request).body);
}

QString TestServer::header(int request, const QString &name) const
{
    return QString::fromUtf8(m_server.requests().value(request).header(name.toUtf8()));
}

QString TestServer::temporaryFile(const QString &name) const
{
    return m_dir.filePath(name);
}
