// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// What a session's memory grows to while a server sends as fast as it can: the session reads on, is
// paused, or has a slot that blocks the thread. Each case has a process of its own. An argument is
// for how many seconds, 30 without.
#include "floodserver.h"

#include <QtSse/QSseSession>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qfile.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtimer.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;

// By default streams are asked for plain.
static QSseRequest listingCodings(const QUrl &url)
{
    QSseRequest request(url);
    request.setHeader("Accept-Encoding"_ba, "gzip, br"_ba);
    return request;
}

enum class Reader { Reads, Pauses, Blocks };

struct Case
{
    const char *name;
    Reader reader;
    QByteArray header; // of the answer, that says how it is framed or encoded
    FloodServer::Source source;
};

static double mebibytes(qint64 bytes)
{
    return double(bytes) / (1024 * 1024);
}

// Pages, the second number (proc(5)); 0 where there is no such file.
static qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096
                                          : 0;
}

static QByteArray data(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA) + u"/compression/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return file.readAll();
}

static FloodServer::Source compressed(const QString &name)
{
    return FloodServer::repeating(data(name + u".beginning"_s), data(name + u".repeated"_s));
}

static FloodServer::Source numbered(const QByteArray &before, const QByteArray &after)
{
    return [=, number = 0]() mutable {
        QByteArray pieces;
        for (int i = 0; i < 5000; ++i)
            pieces += before + QByteArray::number(number++) + after;
        return pieces;
    };
}

static QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

static std::vector<Case> cases()
{
    const QByteArray event = "data: " + QByteArray(1000, 'x') + "\n\n";
    const QByteArray close = "Connection: close"_ba;
    const QByteArray chunked = "Transfer-Encoding: chunked"_ba;
    const QByteArray gzip = "Content-Encoding: gzip"_ba;
    const QByteArray br = "Content-Encoding: br"_ba;
    const auto events = [&] { return FloodServer::repeating(event); };
    const auto chunks = [&] { return FloodServer::repeating(chunk(event)); };
    const auto smallChunks = [] { return FloodServer::repeating(chunk("data: x\n\n")); };
    return {
            {"paused, events", Reader::Pauses, close, events()},
            {"paused, chunks", Reader::Pauses, chunked, chunks()},
            {"paused, small chunks", Reader::Pauses, chunked, smallChunks()},
            {"paused, gzip", Reader::Pauses, gzip, compressed(u"events.gzip"_s)},
            {"paused, br", Reader::Pauses, br, compressed(u"events.br"_s)},
            {"blocked, events", Reader::Blocks, close, events()},
            {"blocked, chunks", Reader::Blocks, chunked, chunks()},
            {"blocked, small chunks", Reader::Blocks, chunked, smallChunks()},
            {"events", Reader::Reads, close, events()},
            {"chunks", Reader::Reads, chunked, chunks()},
            {"small chunks", Reader::Reads, chunked, smallChunks()},
            {"comments", Reader::Reads, close, FloodServer::repeating(": comment\n")},
            {"retries", Reader::Reads, close, numbered("retry: ", "\n")},
            {"ids", Reader::Reads, close, numbered("data\nid: ", "\n\n")},
            {"types", Reader::Reads, close, numbered("data\nevent: ", "\n\n")},
            {"endless line", Reader::Reads, close, FloodServer::repeating("data: ", "x")},
            {"gzip at 125:1", Reader::Reads, gzip, compressed(u"events.gzip"_s)},
            {"br at 2307:1", Reader::Reads, br, compressed(u"events.br"_s)},
            {"gzip bomb at 1012:1", Reader::Reads, gzip, compressed(u"line.gzip"_s)},
            {"br bomb at 74898:1", Reader::Reads, br, compressed(u"line.br"_s)},
    };
}

// What Qt loads and starts with the first request is not the stream's.
static void warmUp()
{
    const FloodServer server(FloodServer::streamHead(), [left = "data: x\n\n"_ba]() mutable {
        return std::exchange(left, {});
    });
    QSseSession session{listingCodings(server.url())};
    session.setReconnectMode(QSseSession::ReconnectMode::Never);
    QObject::connect(&session, &QSseSession::closed, qApp, &QCoreApplication::quit);
    session.open();
    QCoreApplication::exec();
}

static void run(const Case &subject, int seconds)
{
    warmUp();
    const FloodServer server("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                     + subject.header + "\r\n\r\n",
                             subject.source, FloodServer::Speed::Full);
    QSseSession session{listingCodings(server.url())};
    session.setReconnectMode(QSseSession::ReconnectMode::Never);
    QObject::connect(&session, &QSseSession::eventReceived, &session, [&] {
        if (subject.reader == Reader::Pauses)
            session.pause();
        else if (subject.reader == Reader::Blocks)
            QThread::sleep(ulong(seconds));
    });
    QObject::connect(&session, &QSseSession::closed, qApp, &QCoreApplication::quit);
    const qint64 before = residentBytes();
    qint64 peak = 0;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout,
                     [&] { peak = std::max(peak, residentBytes() - before); });
    look.start(20);
    QTimer::singleShot(seconds * 1000, qApp, &QCoreApplication::quit);
    session.open();
    QCoreApplication::exec();
    peak = std::max(peak, residentBytes() - before);
    std::printf("%-22s %9.1f %9.1f %9.1f  %s\n", subject.name, mebibytes(server.bytesWritten()),
                mebibytes(session.statistics().bytes()), mebibytes(peak),
                session.error() ? qPrintable(QDebug::toString(session.error().kind())) : "");
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int seconds = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 30;
    const std::vector<Case> all = cases();
    if (argc > 2) {
        run(all.at(QString::fromLocal8Bit(argv[2]).toUInt()), seconds);
        return 0;
    }
    std::printf("MiB that the server wrote, that were read and decoded, and that the process grew "
                "by, in %d s\n",
                seconds);
    for (size_t i = 0; i < all.size(); ++i) {
        std::fflush(stdout);
        QProcess::execute(QCoreApplication::applicationFilePath(),
                          {QString::number(seconds), QString::number(i)});
    }
    return 0;
}
