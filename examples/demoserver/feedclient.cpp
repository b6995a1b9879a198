// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "feedclient.h"

#include "scriptedexchange.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto longestQuiet = 15s;
constexpr qint64 sendQueueLimit = 64 * 1024;

qint64 lastEventId(const HttpRequest &request, qint64 newestId)
{
    bool isNumber = false;
    const qint64 id = request.header("Last-Event-ID").toLongLong(&isNumber);
    // An id from the future is one of a feed that ran before this one.
    return isNumber && id >= 0 && id <= newestId ? id : -1;
}

QList<QByteArray> requestedTypes(const HttpRequest &request)
{
    const QString types = request.query().queryItemValue(u"types"_s, QUrl::FullyDecoded);
    return types.isEmpty() ? QList<QByteArray>() : types.toUtf8().split(',');
}
} // namespace

FeedClient::FeedClient(const EventHistory *history, ScriptedExchange *exchange)
    : QObject(exchange)
    , m_history(history)
    , m_exchange(exchange)
    , m_resumedAfter(lastEventId(exchange->request(), history->lastId()))
    , m_types(requestedTypes(exchange->request()))
    , m_nextId((m_resumedAfter < 0 ? history->lastId() : m_resumedAfter) + 1)
{
    m_quietTimer.setInterval(longestQuiet);
    connect(&m_quietTimer, &QTimer::timeout, this, &FeedClient::sendKeepAlive);
    connect(m_exchange, &ScriptedExchange::bytesWritten, this, &FeedClient::sendPending,
            Qt::QueuedConnection); // a flush inside bytesWritten() would report to nobody
}

std::chrono::milliseconds FeedClient::lifetime(std::chrono::milliseconds usual) const
{
    bool isNumber = false;
    const int asked = m_exchange->request().query().queryItemValue(u"cut"_s).toInt(&isNumber);
    return isNumber && asked >= 0 ? std::chrono::milliseconds(asked) : usual;
}

void FeedClient::start()
{
    m_exchange->respond();
    send("retry: 1000\n\n");
    sendPending();
}

void FeedClient::sendPending()
{
    if (!m_exchange->isOpen() || m_exchange->bytesToWrite() >= sendQueueLimit)
        return;
    const QByteArray pending = takePending();
    if (!pending.isEmpty())
        send(pending);
}

void FeedClient::finish()
{
    m_exchange->finish();
}

void FeedClient::cutInsideNextEvent()
{
    if (const EventHistory::Event *event = nextWanted())
        send(event->block.first(event->block.size() / 2));
    m_exchange->cut();
}

void FeedClient::reset()
{
    m_exchange->reset();
}

QByteArray FeedClient::takePending()
{
    QByteArray pending;
    while (pending.size() < sendQueueLimit) {
        const EventHistory::Event *event = nextWanted();
        if (!event)
            break;
        pending += event->block;
        ++m_nextId;
    }
    return pending;
}

// Moves on to it; null where it is yet to come.
const EventHistory::Event *FeedClient::nextWanted()
{
    m_nextId = std::max(m_nextId, m_history->firstId()); // too late for what is no longer kept
    for (; m_nextId <= m_history->lastId(); ++m_nextId) {
        const EventHistory::Event &event = m_history->at(m_nextId);
        if (wants(event.type))
            return &event;
    }
    return nullptr;
}

bool FeedClient::wants(const QByteArray &type) const
{
    return m_types.isEmpty() || m_types.contains(type);
}

void FeedClient::send(const QByteArray &bytes)
{
    m_quietTimer.start();
    m_exchange->send(bytes);
}

void FeedClient::sendKeepAlive()
{
    send(": keep-alive\n\n");
}
