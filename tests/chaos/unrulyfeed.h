// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef UNRULYFEED_H
#define UNRULYFEED_H

#include "dice.h"
#include "scriptedserver.h"

#include <QtCore/QObject>

class BlockWriter;
class Diary;

// A server that keeps all its events and lets nobody read them in peace: each answer ends in some
// trouble, at any byte. Once there was enough of that it serves the rest, and then answers 204.
class UnrulyFeed : public QObject
{
    Q_OBJECT

public:
    UnrulyFeed(quint64 seed, int cuts, Diary *diary);

    QUrl url() const { return m_server.url(); }
    int cuts() const { return m_cuts; }
    int lastNumber() const { return m_lastNumber; } // once it is calm

private:
    void answer(ScriptedExchange *exchange);
    void checkRequest(const HttpRequest &request);
    void makeTrouble(ScriptedExchange *exchange, int after);
    void answerCalmly(ScriptedExchange *exchange, int after);
    void redirect(ScriptedExchange *exchange);
    void stream(ScriptedExchange *exchange, int after);
    void refuse(ScriptedExchange *exchange);
    void breakHead(ScriptedExchange *exchange);
    void stopListening(ScriptedExchange *exchange);
    void resumeListening();

    QByteArray blocks(int after);
    void writeBetween(BlockWriter &writer, int number);
    Script head(QByteArray *body);
    void cutAnywhere(Script *script, const QByteArray &body);
    qsizetype placeToCut(const QByteArray &body);

    const quint64 m_seed;
    const int m_wantedCuts;
    Diary *const m_diary;
    Dice m_dice;
    ScriptedServer m_server;
    ScriptedServer m_elsewhere; // where redirects to another origin go
    int m_cuts = 0;
    int m_highest = 0;
    int m_lastNumber = 0;
};

#endif // UNRULYFEED_H
