// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef PARSERLOG_H
#define PARSERLOG_H

#include <QtSse/QSseParser>

#include <QtCore/qbytearraylist.h>
#include <QtCore/qstringlist.h>

#include <chrono>
#include <optional>

// What a parser told its handlers, in order, one readable line for each call.
using ParserLog = QByteArrayList;

inline const QByteArray ByteOrderMark = QByteArrayLiteral("\xef\xbb\xbf");

struct Block
{
    QByteArray data = {};
    QString type = QStringLiteral("message");
    QString lastEventId = {};
    QString id = {};
    std::optional<std::chrono::milliseconds> retry = {};
    QString comments = {};
    bool isMessage = true;
};

Block blockOf(const QSseEvent &event);
QByteArray line(const Block &block);
QByteArray commentLine(QByteArrayView comment);
QByteArray retryLine(std::chrono::milliseconds retry);

// The lines of messages as a test expects them.
QByteArray message(const QByteArray &data, const QString &type = QStringLiteral("message"));
QByteArray messageWithId(const QString &id, const QByteArray &data,
                         const QString &type = QStringLiteral("message"));
QByteArray messageAfterId(const QString &lastEventId, const QByteArray &data);
QByteArray messageWithRetry(std::chrono::milliseconds retry, const QByteArray &data);

// A parser whose handlers write the log, and which stops itself in the handlers asked for.
class RecordingParser
{
public:
    static constexpr int Never = 0;
    static constexpr int Always = -1;

    RecordingParser();
    Q_DISABLE_COPY_MOVE(RecordingParser)

    void feed(QByteArrayView chunk);
    void feedAll(const QByteArrayList &chunks);

    QSseParser parser;
    ParserLog log;
    QStringList texts;
    int stopAt = Never; // the number of the call, counted from 1

private:
    void note(const QByteArray &entry);

    bool m_stopped = false;
};

QByteArrayList bytesOf(const QByteArray &stream);

#endif // PARSERLOG_H
