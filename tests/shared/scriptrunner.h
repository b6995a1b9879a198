// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTRUNNER_H
#define SCRIPTRUNNER_H

#include "script.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

class ScriptedExchange;

// Plays a script on an exchange, one step in an event loop turn.
class ScriptRunner : public QObject
{
    Q_OBJECT

public:
    ScriptRunner(const Script &script, ScriptedExchange *exchange);
    void start();

private:
    void sendHead();
    void performNextStep();
    void perform(const Script::Send &step);
    void perform(const Script::Repeat &step);
    void perform(const Script::Wait &step);
    void perform(Script::End end);
    void fillSendQueue();

    const Script m_script;
    ScriptedExchange *const m_exchange;
    QTimer m_headTimer;
    QTimer m_stepTimer;
    qsizetype m_nextStep = 0;
    QByteArray m_repeated;
};

#endif
