// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef PAGE_H
#define PAGE_H

#include "scriptedserver.h"

#include <QtSse/QSseEventSource>
#include <QtSse/QSseSession>

#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtQml/QJSEngine>

#include <chrono>
#include <memory>

// What a page is to a script: an engine with EventSource, a server that relative URLs lead to, and
// log(), whose lines are kept.
class Page : public QObject
{
    Q_OBJECT

public:
    Page();
    ~Page() override;

    ScriptedServer &server() { return m_server; }
    QJSEngine *engine() { return m_engine.get(); }
    void destroyEngine() { m_engine.reset(); }

    // The options that a page installs: reconnects come after a millisecond.
    QSse::EventSourceOptions fastOptions();
    QSse::EventSourceOptions patientOptions(); // those of an application that sets nothing

    // What the script's last expression is, as a string; where it throws, the error's name.
    QString run(const QString &script);

    // What was logged up to now.
    QStringList lines() const { return m_lines; }

    // For scripts.
    Q_INVOKABLE void log(const QString &line) { m_lines.append(line); }
    Q_INVOKABLE void spinOnce(); // an event loop that other sources take their turn in
    Q_INVOKABLE void destroyEngineLater();

    // Of the newest source, while it is not closed.
    QSseSession *session() const { return m_session; }
    // Of the reconnects that were scheduled.
    QList<std::chrono::milliseconds> delays() const { return m_delays; }
    // How many sessions of sources there are.
    int sessionCount() const { return m_sessionCount; }

private:
    void watch(QSseSession *session);

    ScriptedServer m_server;
    QStringList m_lines;
    QPointer<QSseSession> m_session;
    QList<std::chrono::milliseconds> m_delays;
    int m_sessionCount = 0;
    std::unique_ptr<QJSEngine> m_engine;
};

#endif
