// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef ENDLESSSERVER_H
#define ENDLESSSERVER_H

#include <QtCore/qthread.h>
#include <QtCore/qtimer.h>
#include <QtCore/qurl.h>

#include <atomic>

// Counts upwards for ever, as fast as the peer takes it, in a thread of its own. Each event's id is
// its number, and a stream begins behind the last event id of its request.
//
// It is made in the thread of those who read, and sends only so much in a turn of that one's event
// loop: what comes while the machine lets that thread wait is bounded by nobody.
class EndlessServer
{
public:
    EndlessServer();
    ~EndlessServer();
    Q_DISABLE_COPY_MOVE(EndlessServer)

    QUrl url() const { return m_url; }
    int requestCount() const { return m_requests; }
    int openStreams() const { return m_openStreams; }

private:
    QThread m_thread;
    QUrl m_url;
    QTimer m_turns;
    std::atomic_int m_turn = 0;
    std::atomic_int m_requests = 0;
    std::atomic_int m_openStreams = 0;
};

#endif // ENDLESSSERVER_H
