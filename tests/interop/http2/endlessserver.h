// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef ENDLESSSERVER_H
#define ENDLESSSERVER_H

#include <QtCore/qthread.h>
#include <QtCore/qurl.h>

#include <atomic>

// Counts upwards for ever, as fast as the peer takes it, in a thread of its own. Each event's id is
// its number, and a stream begins behind the last event id of its request.
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
    std::atomic_int m_requests = 0;
    std::atomic_int m_openStreams = 0;
};

#endif // ENDLESSSERVER_H
