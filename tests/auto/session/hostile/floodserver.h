// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef FLOODSERVER_H
#define FLOODSERVER_H

#include <QtCore/QByteArray>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtCore/QUrl>

#include <atomic>
#include <functional>

QT_FORWARD_DECLARE_CLASS(QTcpSocket)

// Answers one request after the other, in a thread of its own: with a head, and then with pieces,
// for as long as the client takes them.
class FloodServer : public QThread
{
    Q_OBJECT

public:
    using Source = std::function<QByteArray()>; // the next piece; empty is the end

    enum class Speed { Full, Paced };

    // Qt looks at its limits only when it has read all there is: at full speed, over loopback and
    // on a busy machine, that may be much. A paced server is as fast as a fast network.
    FloodServer(const QByteArray &head, Source source, Speed speed = Speed::Paced);
    ~FloodServer() override;

    QUrl url() const;
    qint64 bytesWritten() const { return m_bytesWritten; }
    // The client has taken nothing for so long that it can be said to hold the server.
    bool isHeld() const { return m_isHeld; }
    // Until the client holds the server, or has let it write so much.
    void waitUntilHeld(qint64 limit) const;

    static QByteArray streamHead(const QByteArray &contentEncoding = {});
    static Source repeating(const QByteArray &piece);
    static Source repeating(const QByteArray &beginning, const QByteArray &piece);

protected:
    void run() override;

private:
    void serve(QTcpSocket *socket);
    bool send(QTcpSocket *socket, const QByteArray &bytes);

    const QByteArray m_head;
    const Source m_source;
    const Speed m_speed;
    QSemaphore m_isListening;
    int m_port = 0;
    std::atomic<qint64> m_bytesWritten = 0;
    std::atomic<bool> m_isHeld = false;
    std::atomic<bool> m_isToStop = false;
};

#endif // FLOODSERVER_H
