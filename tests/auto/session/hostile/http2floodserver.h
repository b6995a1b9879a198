// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef HTTP2FLOODSERVER_H
#define HTTP2FLOODSERVER_H

#include "floodserver.h"

#include <QtCore/QByteArray>
#include <QtCore/QThread>
#include <QtCore/QUrl>

#include <atomic>
#include <limits>

// Answers each request with the same event over and over, as far as the windows and the socket take
// it, in a thread of its own: HTTP/2 without TLS, for a client that knows beforehand
// (QNetworkRequest::Http2DirectAttribute).
class Http2FloodServer
{
public:
    static constexpr qint64 Endless = std::numeric_limits<qint64>::max();

    // Of the stream's bytes there are so many in a DATA frame, 16 KiB at most. When it has written
    // all it is silent, and the stream stays open.
    Http2FloodServer(const QByteArray &event, qsizetype frameSize,
                     FloodServer::Speed speed = FloodServer::Speed::Paced, qint64 all = Endless);
    ~Http2FloodServer();
    Q_DISABLE_COPY_MOVE(Http2FloodServer)

    QUrl url() const;
    qint64 bytesWritten() const { return m_bytesWritten; }
    int openStreams() const { return m_openStreams; }

private:
    class Peer;

    QThread m_thread;
    const QByteArray m_text; // whole events
    const qsizetype m_frameSize;
    const FloodServer::Speed m_speed;
    const qint64 m_all;
    int m_port = 0;
    std::atomic<qint64> m_bytesWritten = 0;
    std::atomic_int m_openStreams = 0;
};

#endif // HTTP2FLOODSERVER_H
