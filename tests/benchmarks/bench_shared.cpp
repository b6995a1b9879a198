// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// What one more consumer of a stream costs: a shared session with a hundred consumers, which reads
// and parses once, beside one with a single consumer and beside sessions of their own. The exit
// code is 0 where one more consumer costs at most MostOfParsing of what parsing for it would.
#include "loadserver.h"
#include "measure.h"
#include "promises.h"

#include <QtSse/QSseClient>
#include <QtSse/QSseParser>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>

#include <cstdio>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

static constexpr int EventCount = 200000;
static constexpr int OwnEventCount = 20000;
static constexpr int Consumers = 100;
static constexpr int Size = 100;
static constexpr double MostOfParsing = 0.5;

static void check(qint64 seen, qint64 expected)
{
    if (seen != expected)
        qFatal("events were lost: %lld of %lld", seen, expected);
}

static void runShared(const QUrl &url, int consumers)
{
    QSseClient client;
    client.setReconnectMode(QSseSession::ReconnectMode::Never);
    std::vector<std::shared_ptr<QSseSession>> sessions;
    qint64 seen = 0;
    QEventLoop loop;
    for (int i = 0; i < consumers; ++i) {
        sessions.push_back(client.sharedSession(url));
        QObject::connect(sessions.back().get(), &QSseSession::eventReceived,
                         [&](const QSseEvent &) { ++seen; });
    }
    QObject::connect(sessions.front().get(), &QSseSession::closed, &loop, &QEventLoop::quit);
    loop.exec();
    check(seen, qint64(EventCount) * consumers);
}

static void runOwn(const QUrl &url, int consumers)
{
    QSseClient client;
    client.setReconnectMode(QSseSession::ReconnectMode::Never);
    qint64 seen = 0;
    int open = consumers;
    QEventLoop loop;
    for (int i = 0; i < consumers; ++i) {
        QSseSession *session = client.session(url);
        QObject::connect(session, &QSseSession::eventReceived, [&](const QSseEvent &) { ++seen; });
        QObject::connect(session, &QSseSession::closed, &loop, [&] {
            if (--open == 0)
                loop.quit();
        });
    }
    loop.exec();
    check(seen, qint64(OwnEventCount) * consumers);
}

// The least that a consumer costs which reads the stream for itself.
static void parse(const QByteArray &stream)
{
    QSseParser parser;
    qint64 seen = 0;
    parser.setEventHandler([&](const QSseEvent &) { ++seen; });
    parser.feed(stream);
    check(seen, EventCount);
}

static QByteArray makeStream()
{
    QByteArray stream;
    for (int i = 0; i < EventCount; ++i)
        stream += "id: " + QByteArray::number(i) + "\ndata: " + QByteArray(Size, 'x') + "\n\n";
    return stream;
}

static void compareShared(const QUrl &url, const QByteArray &stream, Promises *promises)
{
    const Comparison shared =
            medianOf([&] { runShared(url, 1); }, [&] { runShared(url, Consumers); }, 7);
    const double parsing = medianOf([&] { parse(stream); }, [] {}, 7).first;
    const double oneMore = (shared.second - shared.first) / (Consumers - 1);
    const double perEvent = 1e9 / EventCount;
    std::printf("one stream of %d B events over loopback\n", Size);
    std::printf("  1 consumer                   %8.0f ns an event\n", shared.first * perEvent);
    std::printf("  %d consumers, shared        %8.0f ns an event, ratio %.1f\n", Consumers,
                shared.second * perEvent, shared.second / shared.first);
    std::printf("  one more consumer            %8.1f ns an event, ratio to parsing %.2f\n",
                oneMore * perEvent, oneMore / parsing);
    std::printf("  parsing alone                %8.1f ns an event\n", parsing * perEvent);
    promises->atMost(MostOfParsing, "one more consumer, as a part of parsing", oneMore / parsing);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const LoadServer server;
    const QUrl url = server.url().resolved(QUrl(u"/%1/%2"_s.arg(EventCount).arg(Size)));
    const QUrl ownUrl = server.url().resolved(QUrl(u"/%1/%2"_s.arg(OwnEventCount).arg(Size)));
    const QByteArray stream = makeStream();

    const int result =
            Promises::exitCodeOf([&](Promises *promises) { compareShared(url, stream, promises); });
    const double own = medianOf([&] { runOwn(ownUrl, Consumers); }, [] {}, 3).first;
    std::printf("  %d sessions of their own    %8.0f ns an event for all\n", Consumers,
                own * 1e9 / OwnEventCount);
    return result;
}
