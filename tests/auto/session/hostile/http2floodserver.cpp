// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "http2floodserver.h"

#include <QtCore/QTimer>
#include <QtCore/QtEndian>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

// RFC 9113, 4.1 and 6
static constexpr qsizetype HeadSize = 9;
static constexpr qint64 FirstWindow = 65535;

enum class Type : quint8 {
    Data = 0,
    Headers = 1,
    ResetStream = 3,
    Settings = 4,
    Ping = 6,
    WindowUpdate = 8,
};

enum Flag : quint8 { None = 0, Ack = 1, EndHeaders = 4 };

static QByteArray frame(Type type, quint8 flags, quint32 stream, const QByteArray &payload)
{
    QByteArray head(HeadSize, '\0');
    qToBigEndian<quint32>(quint32(payload.size()) << 8, head.data());
    head[3] = char(type);
    head[4] = char(flags);
    qToBigEndian<quint32>(stream, head.data() + 5);
    return head + payload;
}

static QByteArray answerHead(quint32 stream)
{
    // RFC 7541: status 200 by its index, content-type as a literal with an indexed name
    return frame(Type::Headers, EndHeaders, stream, "\x88\x0f\x10\x11text/event-stream"_ba);
}

// One connection, with the one stream that is wanted at a time.
class Http2FloodServer::Peer : public QObject
{
public:
    Peer(QTcpSocket *socket, Http2FloodServer *server)
        : QObject(socket)
        , m_socket(socket)
        , m_server(server)
    {
        connect(socket, &QTcpSocket::readyRead, this, &Peer::read);
        if (server->m_speed == FloodServer::Speed::Full)
            connect(socket, &QTcpSocket::bytesWritten, this, &Peer::flood);
        else
            paceEach(1);
        connect(socket, &QTcpSocket::disconnected, this, [this] {
            enter(0);
            m_socket->deleteLater();
        });
        socket->setSocketOption(QTcpSocket::LowDelayOption, 1);
        socket->write(frame(Type::Settings, None, 0, {}));
    }

private:
    void paceEach(int milliseconds)
    {
        auto *clock = new QTimer(this);
        clock->setTimerType(Qt::PreciseTimer);
        connect(clock, &QTimer::timeout, this, &Peer::flood);
        clock->start(milliseconds);
    }

    void read()
    {
        static const QByteArray preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba;
        m_input += m_socket->readAll();
        if (!m_hasPreface && m_input.size() >= preface.size()) {
            m_hasPreface = true;
            m_input.remove(0, preface.size());
        }
        while (m_hasPreface && m_input.size() >= HeadSize) {
            const auto size = qsizetype(qFromBigEndian<quint32>(m_input.constData()) >> 8);
            if (m_input.size() < HeadSize + size)
                break;
            const QByteArray whole = m_input.first(HeadSize + size);
            m_input.remove(0, whole.size());
            take(Type(whole[3]), quint8(whole[4]), qFromBigEndian<quint32>(whole.constData() + 5),
                 whole.sliced(HeadSize));
        }
        if (m_server->m_speed == FloodServer::Speed::Full)
            flood();
    }

    void take(Type type, quint8 flags, quint32 stream, const QByteArray &payload)
    {
        if (type == Type::Headers) {
            enter(stream);
            m_window = m_firstWindow;
            m_socket->write(answerHead(stream));
        } else if (type == Type::ResetStream && stream == m_stream) {
            enter(0);
        } else if (type == Type::WindowUpdate) {
            const qint64 more = qFromBigEndian<quint32>(payload.constData());
            if (stream == 0)
                m_connectionWindow += more;
            else if (stream == m_stream)
                m_window += more;
        } else if (type == Type::Settings && flags != Ack) {
            takeSettings(payload);
        } else if (type == Type::Ping && flags != Ack) {
            m_socket->write(frame(Type::Ping, Ack, 0, payload));
        }
    }

    void enter(quint32 stream)
    {
        m_server->m_openStreams += int(stream != 0) - int(m_stream != 0);
        m_stream = stream;
    }

    void takeSettings(const QByteArray &payload)
    {
        constexpr quint16 InitialWindowSize = 4;
        for (qsizetype at = 0; at + 6 <= payload.size(); at += 6) {
            if (qFromBigEndian<quint16>(payload.constData() + at) == InitialWindowSize)
                m_firstWindow = qFromBigEndian<quint32>(payload.constData() + at + 2);
        }
        m_socket->write(frame(Type::Settings, Ack, 0, {}));
    }

    void flood()
    {
        constexpr qint64 Queue = 64 * 1024;
        while (m_stream != 0 && m_socket->bytesToWrite() < Queue) {
            const QByteArray piece = nextFrame();
            if (piece.isEmpty())
                return;
            m_socket->write(piece);
        }
    }

    QByteArray nextFrame()
    {
        const qint64 room = std::min({m_window, m_connectionWindow, qint64(m_server->m_frameSize),
                                      m_server->m_all - m_server->m_bytesWritten});
        if (room <= 0)
            return {};
        const QByteArray &text = m_server->m_text;
        const qsizetype size = std::min<qsizetype>(room, text.size() - m_at);
        const QByteArray piece = frame(Type::Data, None, m_stream, text.sliced(m_at, size));
        m_at = (m_at + size) % text.size();
        m_window -= size;
        m_connectionWindow -= size;
        m_server->m_bytesWritten += size;
        return piece;
    }

    QTcpSocket *m_socket;
    Http2FloodServer *m_server;
    QByteArray m_input;
    qint64 m_firstWindow = FirstWindow;
    qint64 m_window = 0;
    qint64 m_connectionWindow = FirstWindow;
    qsizetype m_at = 0;
    quint32 m_stream = 0; // 0 is none
    bool m_hasPreface = false;
};

// The listener is made in the thread that it is to live in.
Http2FloodServer::Http2FloodServer(const QByteArray &event, qsizetype frameSize,
                                   FloodServer::Speed speed, qint64 all)
    : m_text(event.repeated(1 + 64 * 1024 / event.size()))
    , m_frameSize(frameSize)
    , m_speed(speed)
    , m_all(all)
{
    m_thread.start();
    auto *inThread = new QObject;
    inThread->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, inThread, &QObject::deleteLater);
    const auto listen = [this, inThread] {
        auto *listener = new QTcpServer(inThread);
        QObject::connect(listener, &QTcpServer::newConnection, listener, [this, listener] {
            while (QTcpSocket *socket = listener->nextPendingConnection())
                new Peer(socket, this);
        });
        listener->listen(QHostAddress(QHostAddress::LocalHost));
        m_port = listener->serverPort();
    };
    QMetaObject::invokeMethod(inThread, listen, Qt::BlockingQueuedConnection);
}

Http2FloodServer::~Http2FloodServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl Http2FloodServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/events"_s.arg(m_port));
}
