// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "endlessserver.h"

#include "scriptedserver.h"

#include <utility>

static constexpr qint64 QueueSize = 256 * 1024;
static constexpr qint64 MostInTurn = 1024 * 1024;
static constexpr int DataSize = 1000;

namespace {

class EndlessStream : public QObject
{
public:
    EndlessStream(ScriptedExchange *exchange, const std::atomic_int &readersTurn)
        : QObject(exchange)
        , m_exchange(exchange)
        , m_readersTurn(readersTurn)
        , m_number(exchange->request().header("Last-Event-ID").toLongLong())
    {}

    void fill()
    {
        const int turn = m_readersTurn;
        if (std::exchange(m_turn, turn) != turn)
            m_sentInTurn = 0;
        while (m_exchange->isOpen() && m_exchange->bytesToWrite() < QueueSize
               && m_sentInTurn < MostInTurn) {
            const QByteArray event = nextEvent();
            m_sentInTurn += event.size();
            m_exchange->queue(event);
        }
    }

private:
    QByteArray nextEvent()
    {
        static const QByteArray data(DataSize, 'x');
        return "id: " + QByteArray::number(++m_number) + "\ndata: " + data + "\n\n";
    }

    ScriptedExchange *const m_exchange;
    const std::atomic_int &m_readersTurn;
    int m_turn = 0;
    qint64 m_sentInTurn = 0;
    qint64 m_number;
};

} // namespace

// The server is made in the thread that it is to live in.
EndlessServer::EndlessServer()
{
    QObject::connect(&m_turns, &QTimer::timeout, &m_turns, [this] { ++m_turn; });
    m_turns.start(std::chrono::milliseconds(1));
    m_thread.start();
    auto *inThread = new QObject;
    inThread->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, inThread, &QObject::deleteLater);
    const auto listen = [this, inThread] {
        auto *server = new ScriptedServer(inThread);
        server->setKeepRequests(false);
        server->setHandler([this](ScriptedExchange *exchange) {
            ++m_requests;
            ++m_openStreams;
            exchange->respond();
            auto *stream = new EndlessStream(exchange, m_turn);
            QObject::connect(exchange, &ScriptedExchange::bytesWritten, stream,
                             &EndlessStream::fill);
            QObject::connect(&m_turns, &QTimer::timeout, stream, &EndlessStream::fill);
            stream->fill();
        });
        QObject::connect(server, &ScriptedServer::exchangeClosed, server,
                         [this] { --m_openStreams; });
        m_url = server->url(QString());
    };
    QMetaObject::invokeMethod(inThread, listen, Qt::BlockingQueuedConnection);
}

EndlessServer::~EndlessServer()
{
    m_thread.quit();
    m_thread.wait();
}
