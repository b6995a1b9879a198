// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef SESSIONLOG_H
#define SESSIONLOG_H

#include <QtSse/QSseSession>

#include <QtCore/QMutex>
#include <QtCore/QStringList>

#include <functional>

// The signals of a session in the order they came, in whatever thread: "state Open", "opened",
// "comment hi", "retry 5", "event text", "id 7", "error Network", "reconnect 1", "closed".
class SessionLog
{
public:
    explicit SessionLog(QSseSession *session);

    // Runs the action in the slot of the first signal of this kind: "event", or "state Open".
    void atFirst(const QString &kind, std::function<void()> action);

    QStringList entries() const;
    QStringList entriesSince(qsizetype index) const;
    QStringList events() const;
    qsizetype size() const;
    qsizetype count(const QString &kind) const;
    bool contains(const QString &kind) const { return count(kind) > 0; }

private:
    void add(const QString &entry);

    mutable QMutex m_mutex;
    QStringList m_entries;
    QString m_kind;
    std::function<void()> m_action;
};

// Without the entries of one kind.
QStringList without(const QString &kind, const QStringList &entries);

// Reconnects after a millisecond, as often as it takes.
void useFastReconnects(QSseSession *session);

// Waits for ever once a connection is lost, whatever the server says.
void useEndlessWaits(QSseSession *session);

// A whole request and its answer, some times over: all that was under way has had its turn.
void roundTrips(int count = 3);

#endif
