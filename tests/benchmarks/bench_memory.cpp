// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// What a session's memory grows to while a server sends as fast as it can: the session reads on, is
// paused, has a slot that takes its time, or one that blocks the thread. Each case has a process of
// its own, since the allocator keeps what it once had. The exit code is 0 where no process grew by
// more than MostGrowth whose session is paused, or blocked on HTTP/1.1: the rest is promised
// nothing, nor is what the server compresses.
#include "floodserver.h"
#include "http2floodserver.h"

#include <QtSse/QSseSession>

#include <QtCore/qcommandlineparser.h>
#include <QtCore/qcoreapplication.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qfile.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtimer.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

static constexpr qint64 ReadBuffer = 1024 * 1024; // the default
static constexpr qint64 MostGrowth = ReadBuffer + 4 * 1024 * 1024;

enum class Reader { Reads, Pauses, Dawdles, Blocks };

struct Case
{
    const char *name;
    Reader reader;
    QByteArray header; // of the answer, that says how it is framed or encoded
    FloodServer::Source source;
    qsizetype frameSize = 0; // over HTTP/2, which has no such header
};

static bool isPromised(const Case &subject)
{
    switch (subject.reader) {
    case Reader::Pauses:
        return !subject.header.startsWith("Content-Encoding");
    case Reader::Blocks:
        return subject.frameSize == 0;
    case Reader::Reads:
    case Reader::Dawdles:
        break;
    }
    return false;
}

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

static QByteArray event()
{
    return "data: " + QByteArray(1000, 'x') + "\n\n";
}

static std::vector<Case> heldCases(const char *const (&names)[5], Reader reader)
{
    const QByteArray close = "Connection: close"_ba;
    const QByteArray chunked = "Transfer-Encoding: chunked"_ba;
    QByteArray bytes; // an event, each byte a chunk
    for (const char byte : "data: x\n\n"_ba)
        bytes += chunk(QByteArray(1, byte));
    return {
            {names[0], reader, close, FloodServer::repeating(event())},
            {names[1], reader, chunked, FloodServer::repeating(chunk(event()))},
            {names[2], reader, chunked, FloodServer::repeating(chunk("data: x\n\n"))},
            {names[3], reader, chunked, FloodServer::repeating(bytes)},
            {names[4], reader, {}, {}, 16 * 1024},
    };
}

static std::vector<Case> readCases()
{
    const QByteArray close = "Connection: close"_ba;
    return {
            {"comments", Reader::Reads, close, FloodServer::repeating(": comment\n")},
            {"retries", Reader::Reads, close, numbered("retry: ", "\n")},
            {"ids", Reader::Reads, close, numbered("data\nid: ", "\n\n")},
            {"types", Reader::Reads, close, numbered("data\nevent: ", "\n\n")},
            {"endless line", Reader::Reads, close, FloodServer::repeating("data: ", "x")},
    };
}

static std::vector<Case> compressedCases()
{
    const QByteArray gzip = "Content-Encoding: gzip"_ba;
    const QByteArray br = "Content-Encoding: br"_ba;
    return {
            {"paused, gzip", Reader::Pauses, gzip, compressed(u"events.gzip"_s)},
            {"paused, br", Reader::Pauses, br, compressed(u"events.br"_s)},
            {"gzip at 125:1", Reader::Reads, gzip, compressed(u"events.gzip"_s)},
            {"br at 2307:1", Reader::Reads, br, compressed(u"events.br"_s)},
            {"gzip bomb at 1012:1", Reader::Reads, gzip, compressed(u"line.gzip"_s)},
            {"br bomb at 74898:1", Reader::Reads, br, compressed(u"line.br"_s)},
    };
}

static std::vector<Case> cases()
{
    const auto parts = {
            heldCases({"paused, events", "paused, chunks", "paused, small chunks", "paused, bytes",
                       "paused, HTTP/2"},
                      Reader::Pauses),
            heldCases({"blocked, events", "blocked, chunks", "blocked, small chunks",
                       "blocked, bytes", "blocked, HTTP/2"},
                      Reader::Blocks),
            heldCases({"slow, events", "slow, chunks", "slow, small chunks", "slow, bytes",
                       "slow, HTTP/2"},
                      Reader::Dawdles),
            heldCases({"events", "chunks", "small chunks", "bytes", "HTTP/2"}, Reader::Reads),
            {{"paused, HTTP/2 bytes", Reader::Pauses, {}, {}, 1},
             {"slow, HTTP/2 bytes", Reader::Dawdles, {}, {}, 1},
             {"HTTP/2 bytes", Reader::Reads, {}, {}, 1}},
            readCases(),
            compressedCases(),
    };
    std::vector<Case> all;
    for (const std::vector<Case> &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

// By default streams are asked for plain.
static QSseRequest requestFor(const QUrl &url, const Case &subject)
{
    QNetworkRequest request(url);
    const bool isHttp2 = subject.frameSize > 0;
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, isHttp2);
    request.setAttribute(QNetworkRequest::Http2DirectAttribute, isHttp2);
    if (subject.header.startsWith("Content-Encoding"))
        request.setRawHeader("Accept-Encoding"_ba, "gzip, br"_ba);
    return QSseRequest(request);
}

// What Qt loads and starts with the first request is not the stream's.
static void warmUp()
{
    const FloodServer server(FloodServer::streamHead(), [left = "data: x\n\n"_ba]() mutable {
        return std::exchange(left, {});
    });
    QSseSession session{QSseRequest(server.url())};
    session.setReconnectMode(QSseSession::ReconnectMode::Never);
    QObject::connect(&session, &QSseSession::closed, qApp, &QCoreApplication::quit);
    session.open();
    QCoreApplication::exec();
}

namespace {

// Looks from a thread of its own, whatever the others do.
class PeakMeter
{
public:
    PeakMeter() = default;
    ~PeakMeter() { stop(); }
    Q_DISABLE_COPY_MOVE(PeakMeter)

    qint64 stop()
    {
        m_isToStop = true;
        if (m_thread.joinable())
            m_thread.join();
        return m_peak;
    }

private:
    void look()
    {
        while (!m_isToStop) {
            m_peak = std::max(m_peak, residentBytes() - m_before);
            QThread::msleep(5);
        }
    }

    const qint64 m_before = residentBytes();
    qint64 m_peak = 0;
    std::atomic_bool m_isToStop = false;
    std::thread m_thread{[this] { look(); }};
};

} // namespace

static void busy(std::chrono::nanoseconds time)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.nsecsElapsed() < time.count()) {
    }
}

static void readAs(Reader reader, QSseSession *session, int seconds)
{
    using namespace std::chrono_literals;
    switch (reader) {
    case Reader::Reads:
        break;
    case Reader::Pauses:
        session->pause();
        break;
    case Reader::Dawdles:
        busy(100us);
        break;
    case Reader::Blocks:
        QThread::sleep(ulong(seconds));
        break;
    }
}

// Whether memory has stayed where it has to.
template <typename Server> static bool run(const Case &subject, int seconds, const Server &server)
{
    QSseSession session{requestFor(server.url(), subject)};
    if (subject.frameSize == 0)
        session.setReconnectMode(QSseSession::ReconnectMode::Never);
    QObject::connect(&session, &QSseSession::eventReceived, &session,
                     [&] { readAs(subject.reader, &session, seconds); });
    QObject::connect(&session, &QSseSession::closed, qApp, &QCoreApplication::quit);
    QTimer::singleShot(seconds * 1000, qApp, &QCoreApplication::quit);
    PeakMeter meter;
    session.open();
    QCoreApplication::exec();
    const qint64 peak = meter.stop();
    std::printf("%-22s %9.1f %9.1f %9.1f %6lld  %s\n", subject.name,
                mebibytes(server.bytesWritten()), mebibytes(session.statistics().bytes()),
                mebibytes(peak), qlonglong(session.statistics().connections()),
                session.error() ? qPrintable(QDebug::toString(session.error().kind())) : "");
    if (!isPromised(subject) || peak <= MostGrowth)
        return true;
    std::fflush(stdout);
    std::fprintf(stderr, "MISSED: %s has grown by %.1f MiB, promised is at most %.1f\n",
                 subject.name, mebibytes(peak), mebibytes(MostGrowth));
    return false;
}

static bool run(const Case &subject, int seconds)
{
    warmUp();
    if (subject.frameSize > 0)
        return run(subject, seconds,
                   Http2FloodServer(event(), subject.frameSize, FloodServer::Speed::Full));
    const QByteArray head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + subject.header + "\r\n\r\n";
    return run(subject, seconds, FloodServer(head, subject.source, FloodServer::Speed::Full));
}

static bool runApart(const Case &subject, const QString &seconds)
{
    std::fflush(stdout);
    return QProcess::execute(
                   QCoreApplication::applicationFilePath(),
                   {u"--here"_s, u"--seconds"_s, seconds, QString::fromLatin1(subject.name)})
           == 0;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
            u"Tells what a session's memory grows to while a server sends as fast as it can."_s);
    parser.addHelpOption();
    const QCommandLineOption duration({u"s"_s, u"seconds"_s}, u"How long each case runs."_s,
                                      u"number"_s, u"30"_s);
    const QCommandLineOption list(u"list"_s, u"Tells the names of the cases."_s);
    QCommandLineOption here(u"here"_s);
    here.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({duration, list, here});
    parser.addPositionalArgument(u"cases"_s, u"Names, or parts of names; all without."_s,
                                 u"[case...]"_s);
    parser.process(app);
    const QStringList wanted = parser.positionalArguments();
    const auto isWanted = [&](const QString &name) {
        return wanted.isEmpty()
               || std::any_of(wanted.begin(), wanted.end(),
                              [&](const QString &part) { return name.contains(part); });
    };
    if (!parser.isSet(list) && !parser.isSet(here))
        std::printf("MiB that the server wrote, that were read and decoded, and that the process "
                    "grew by; connections\n");
    bool isKept = true;
    for (const Case &subject : cases()) {
        const QString name = QString::fromLatin1(subject.name);
        if (parser.isSet(list))
            std::printf("%s\n", subject.name);
        else if (parser.isSet(here) && wanted.contains(name))
            isKept &= run(subject, parser.value(duration).toInt());
        else if (!parser.isSet(here) && isWanted(name))
            isKept &= runApart(subject, parser.value(duration));
    }
    return isKept ? 0 : 1;
}
