// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef CHANNELREADER_H
#define CHANNELREADER_H

#include <QtSse/QSseEventChannel>

#include <QtCore/QMutex>
#include <QtCore/QStringList>

#include <functional>
#include <memory>

// What a result says: the event's text, "failure Network", "closed", or "nothing".
QString described(const QSseReceiveResult &result);
QString described(const std::optional<QSseReceiveResult> &result);
// A future's, which may still wait or be cancelled.
QString described(const QFuture<QSseReceiveResult> &future);

// "data: 1", "data: 2" and so on with their ids, and the texts of the same.
QByteArray numberedEvents(int first, int last);
QStringList numbers(int first, int last);

// Takes all that a channel gives, in one of the ways there are, and keeps its descriptions.
class ChannelReader
{
public:
    enum class Way { Receive, TryReceive, OneEachTime, TryReceiveAll };

    // Runs in the continuation or slot for each result, once it is kept.
    using Action = std::function<void()>;

    ChannelReader(QSseEventChannel *channel, Way way, Action action = {});

    QStringList results() const { return m_log->results(); }
    bool isAtEnd() const;

private:
    // A continuation may come when the reader is gone.
    class Log
    {
    public:
        explicit Log(Action action)
            : m_action(std::move(action))
        {}
        void add(const QString &result);
        void keep(const QString &result);
        void act() const;
        QStringList results() const;

    private:
        mutable QMutex m_mutex;
        QStringList m_results;
        Action m_action;
    };
    using LogPointer = std::shared_ptr<Log>;

    static void receiveNext(QSseEventChannel *channel, const LogPointer &log);
    static void tryReceive(QSseEventChannel *channel, Log *log, bool all);
    static void tryReceiveAll(QSseEventChannel *channel, Log *log);

    LogPointer m_log;
};

#endif
