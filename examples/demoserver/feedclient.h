// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef FEEDCLIENT_H
#define FEEDCLIENT_H

#include "eventhistory.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

class ScriptedExchange;

// One stream of the feed: a place in the history that moves on as the client takes what it is sent.
// Replay and live events are the same to it. It lives as long as its exchange.
class FeedClient : public QObject
{
    Q_OBJECT

public:
    FeedClient(const EventHistory *history, ScriptedExchange *exchange);

    qint64 resumedAfter() const { return m_resumedAfter; } // the client's last id, -1 for none
    // How long it may live, 0 for no end: what it asks for itself goes first.
    std::chrono::milliseconds lifetime(std::chrono::milliseconds usual) const;
    void start();
    void sendPending();

    void finish();
    void cutInsideNextEvent();
    void reset();

private:
    QByteArray takePending();
    const EventHistory::Event *nextWanted();
    bool wants(const QByteArray &type) const;
    void send(const QByteArray &bytes);
    void sendKeepAlive();

    const EventHistory *const m_history;
    ScriptedExchange *const m_exchange;
    const qint64 m_resumedAfter;
    const QList<QByteArray> m_types; // all where empty
    qint64 m_nextId;
    QTimer m_quietTimer;
};

#endif
