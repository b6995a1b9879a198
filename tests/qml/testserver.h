// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef TESTSERVER_H
#define TESTSERVER_H

#include "scriptedserver.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QVariant>
#include <QtQml/qqml.h>

// The scripted server for tests in QML. A script is an object: status, headers, send (a text),
// repeat (a text), silent, and end: "finish", "cut" or none.
class TestServer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int requestCount READ requestCount NOTIFY requestReceived FINAL)
    QML_ELEMENT

public:
    explicit TestServer(QObject *parent = nullptr);

    int requestCount() const { return m_server.requestCount(); }
    Q_INVOKABLE QString url(const QString &pathAndQuery = QStringLiteral("/events")) const;

    Q_INVOKABLE void setScript(const QVariantMap &script);
    Q_INVOKABLE void enqueue(const QVariantMap &script);
    Q_INVOKABLE void send(const QString &text); // with the last exchange
    Q_INVOKABLE void cut();                     // the last exchange
    Q_INVOKABLE int openExchanges() const { return m_server.openExchanges(); }

    Q_INVOKABLE QString method(int request) const;
    Q_INVOKABLE QString target(int request) const;
    Q_INVOKABLE QString body(int request) const;
    Q_INVOKABLE QString header(int request, const QString &name) const;

    Q_INVOKABLE void destroyNow(QObject *object) const { delete object; }
    Q_INVOKABLE QString temporaryFile(const QString &name) const;

Q_SIGNALS:
    void requestReceived();

private:
    ScriptedServer m_server;
    QTemporaryDir m_dir;
};

#endif
