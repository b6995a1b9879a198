// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EMBEDDEDENDPOINT_H
#define EMBEDDEDENDPOINT_H

#include "scriptedserver.h"

#include <QtCore/QObject>

// A chat endpoint inside the process, reachable from this machine only, that answers from a script.
class EmbeddedEndpoint : public QObject
{
    Q_OBJECT

public:
    explicit EmbeddedEndpoint(QObject *parent = nullptr);

    QUrl url() const;
    void setHurried(bool hurried) { m_isHurried = hurried; } // answers without waits

private:
    void answer(ScriptedExchange *exchange);

    ScriptedServer m_server;
    bool m_isHurried = false;
};

#endif
