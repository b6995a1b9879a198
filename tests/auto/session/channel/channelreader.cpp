// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "channelreader.h"

#include <QtCore/QMetaEnum>
#include <QtCore/QPointer>

using namespace Qt::StringLiterals;

QString described(const QSseReceiveResult &result)
{
    if (result.isSuccess())
        return result.event().text();
    if (result.isClosed())
        return u"closed"_s;
    const auto kinds = QMetaEnum::fromType<QSseError::Kind>();
    return u"failure "_s + QString::fromLatin1(kinds.valueToKey(int(result.error().kind())));
}

QString described(const std::optional<QSseReceiveResult> &result)
{
    return result ? described(*result) : u"nothing"_s;
}

QString described(const QFuture<QSseReceiveResult> &future)
{
    if (!future.isFinished())
        return u"waiting"_s;
    return future.resultCount() > 0 ? described(future.result()) : u"cancelled"_s;
}

QByteArray numberedEvents(int first, int last)
{
    QByteArray bytes;
    for (int number = first; number <= last; ++number) {
        const QByteArray text = QByteArray::number(number);
        bytes += "id: " + text + "\ndata: " + text + "\n\n";
    }
    return bytes;
}

QStringList numbers(int first, int last)
{
    QStringList texts;
    for (int number = first; number <= last; ++number)
        texts.append(QString::number(number));
    return texts;
}

ChannelReader::ChannelReader(QSseEventChannel *channel, Way way, Action action)
    : m_log(std::make_shared<Log>(std::move(action)))
{
    const auto take = [channel, way, log = m_log] {
        if (way == Way::TryReceiveAll)
            tryReceiveAll(channel, log.get());
        else
            tryReceive(channel, log.get(), way == Way::TryReceive);
    };
    if (way == Way::Receive)
        receiveNext(channel, m_log);
    else
        QObject::connect(channel, &QSseEventChannel::readyReceive, channel, take);
}

void ChannelReader::receiveNext(QSseEventChannel *channel, const LogPointer &log)
{
    channel->receive().then([log, channel = QPointer(channel)](const QSseReceiveResult &result) {
        log->keep(described(result));
        if (channel && result.isSuccess())
            receiveNext(channel, log);
        log->act(); // last, for it may move the channel to another thread
    });
}

void ChannelReader::tryReceive(QSseEventChannel *channel, Log *log, bool all)
{
    const QPointer<QSseEventChannel> guard(channel);
    do {
        const auto result = channel->tryReceive();
        if (result)
            log->add(described(*result));
        if (!result || !result->isSuccess())
            return;
    } while (guard && all);
}

void ChannelReader::tryReceiveAll(QSseEventChannel *channel, Log *log)
{
    const QList<QSseEvent> events = channel->tryReceiveAll();
    const bool isClosed = channel->isClosed();
    const QSseError error = channel->error();
    for (const QSseEvent &event : events)
        log->add(event.text());
    if (isClosed)
        log->add(error ? described(QSseReceiveResult(error)) : u"closed"_s);
}

bool ChannelReader::isAtEnd() const
{
    const QStringList all = results();
    return !all.isEmpty()
           && (all.constLast() == u"closed" || all.constLast().startsWith(u"failure"));
}

void ChannelReader::Log::add(const QString &result)
{
    keep(result);
    act();
}

void ChannelReader::Log::keep(const QString &result)
{
    const QMutexLocker lock(&m_mutex);
    m_results.append(result);
}

void ChannelReader::Log::act() const
{
    if (m_action)
        m_action();
}

QStringList ChannelReader::Log::results() const
{
    const QMutexLocker lock(&m_mutex);
    return m_results;
}
