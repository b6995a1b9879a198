// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENTCHANNEL_P_H
#define QSSEEVENTCHANNEL_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseeventchannel.h"

#include <QtCore/qpromise.h>

#include <deque>

QT_FORWARD_DECLARE_CLASS(QEvent)

// The events that nobody has taken yet, and the receives that wait for more.
//
// The user's code, be it a continuation or a slot, runs in serve() and nowhere else.
class QSseEventChannelPrivate
{
public:
    QSseEventChannelPrivate(QSseEventChannel *channel, QSseSessionPrivate *session, int capacity);
    ~QSseEventChannelPrivate();

    // From the session
    void append(const QSseEvent &event);
    bool isFull() const { return m_events.size() >= capacity; }
    void end(const QSseError &cause);
    void serve();

    // From the user
    QFuture<QSseReceiveResult> receive();
    std::optional<QSseReceiveResult> tryReceive();
    QList<QSseEvent> tryReceiveAll();
    void close();
    void scheduleTurn();

    qsizetype size() const { return m_events.size(); }
    bool isClosed() const { return m_events.isEmpty() && m_end != End::None; }

    const int capacity;
    QSseError error;

private:
    // What follows the last event.
    enum class End { None, Failure, Closed };
    using Receives = std::deque<QPromise<QSseReceiveResult>>;

    bool hasResult() const { return !m_events.isEmpty() || m_end != End::None; }
    QSseReceiveResult nextResult() const;
    void dropNextResult();

    void takeTurn();
    Receives takeCancelled();
    bool serveReceives();
    bool giveNotice();
    void holdOrRelease();
    void leaveSession();
    void abandonReceives();

    QSseEventChannel *const q;
    QSseSessionPrivate *m_session; // null from the end on
    QList<QSseEvent> m_events;
    Receives m_receives;
    End m_end = End::None;
    bool m_owesNotice = true; // readyReceive() is due for what is there next
    bool m_turnIsPosted = false;
};

#endif // QSSEEVENTCHANNEL_P_H
