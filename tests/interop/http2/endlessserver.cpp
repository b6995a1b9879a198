// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "endlessserver.h"

#include "scriptedserver.h"

#include <memory>

static constexpr qint64 QueueSize = 256 * 1024;
static constexpr int DataSize = 1000;

static void fill(ScriptedExchange *exchange, qint64 *number)
{
    static const QByteArray data(DataSize, 'x');
    while (exchange->isOpen() && exchange->bytesToWrite() < QueueSize)
        exchange->queue("id: " + QByteArray::number(++*number) + "\ndata: " + data + "\n\n");
}

static void countUpwards(ScriptedExchange *exchange)
{
    const auto number =
            std::make_shared<qint64>(exchange->request().header("Last-Event-ID").toLongLong());
    exchange->respond();
    QObject::connect(exchange, &ScriptedExchange::bytesWritten, exchange,
                     [exchange, number] { fill(exchange, number.get()); });
    fill(exchange, number.get());
}

// The server is made in the thread that it is to live in.
EndlessServer::EndlessServer()
{
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
            countUpwards(exchange);
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
