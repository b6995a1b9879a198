// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "parserlog.h"

using namespace Qt::StringLiterals;

Block blockOf(const QSseEvent &event)
{
    return {event.data(),  event.type(),     event.lastEventId(), event.id(),
            event.retry(), event.comments(), event.isMessage()};
}

static QByteArray quoted(const QString &string)
{
    return string.isNull() ? "none"_ba : '"' + string.toUtf8() + '"';
}

QByteArray line(const Block &block)
{
    QByteArray result = block.isMessage ? "message"_ba : "no message"_ba;
    result += " data=\"" + block.data + '"';
    if (block.isMessage)
        result += " type=" + quoted(block.type);
    result += " lastEventId=\"" + block.lastEventId.toUtf8() + '"';
    result += " id=" + quoted(block.id);
    result += " retry="
              + (block.retry ? QByteArray::number(qint64(block.retry->count())) : "none"_ba);
    result += " comments=" + quoted(block.comments);
    return result;
}

QByteArray commentLine(QByteArrayView comment)
{
    return "comment \"" + comment.toByteArray() + '"';
}

QByteArray retryLine(std::chrono::milliseconds retry)
{
    return "retry " + QByteArray::number(qint64(retry.count()));
}

QByteArray message(const QByteArray &data, const QString &type)
{
    return line({data, type});
}

QByteArray messageWithId(const QString &id, const QByteArray &data, const QString &type)
{
    return line({data, type, id, id});
}

QByteArray messageAfterId(const QString &lastEventId, const QByteArray &data)
{
    return line({data, u"message"_s, lastEventId});
}

QByteArray messageWithRetry(std::chrono::milliseconds retry, const QByteArray &data)
{
    Block block{data};
    block.retry = retry;
    return line(block);
}

RecordingParser::RecordingParser()
{
    parser.setEventHandler([this](const QSseEvent &event) {
        texts.append(event.text());
        note(line(blockOf(event)));
    });
    parser.setCommentHandler([this](QByteArrayView comment) { note(commentLine(comment)); });
    parser.setRetryHandler([this](std::chrono::milliseconds retry) { note(retryLine(retry)); });
}

void RecordingParser::note(const QByteArray &entry)
{
    log.append(m_stopped ? "after stop(): " + entry : entry);
    if (stopAt != Always && log.size() != stopAt)
        return;
    m_stopped = true;
    parser.stop();
}

void RecordingParser::feed(QByteArrayView chunk)
{
    do {
        m_stopped = false;
        const qsizetype consumed = parser.feed(chunk);
        if (parser.error() != QSseParser::Error::None)
            return;
        if (consumed < 0 || consumed > chunk.size() || (consumed < chunk.size() && !m_stopped)) {
            log.append("feed() returned " + QByteArray::number(qint64(consumed)) + " of "
                       + QByteArray::number(qint64(chunk.size())));
            return;
        }
        chunk = chunk.sliced(consumed);
    } while (!chunk.isEmpty());
}

void RecordingParser::feedAll(const QByteArrayList &chunks)
{
    for (const QByteArray &chunk : chunks)
        feed(chunk);
}

QByteArrayList bytesOf(const QByteArray &stream)
{
    QByteArrayList bytes;
    bytes.reserve(stream.size());
    for (char byte : stream)
        bytes.append(QByteArray(1, byte));
    return bytes;
}
