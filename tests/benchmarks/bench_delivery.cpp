// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// What it costs to get events in other ways than by a slot of QSseSession::eventReceived(): all of
// them over loopback from a server in another process, in one run, as ratios to that slot. Then
// what keeping events costs, without a network. An URL as the argument names another server that
// answers GET /COUNT/SIZE. What an event costs, and the ratio, is the processor's time of all
// threads of this process, from the socket on. The exit code is 0 where a callback and
// tryReceiveAll() cost at most MostAdded more than the slot.
#include "measure.h"
#include "promises.h"
#include "serverprocess.h"

#include <QtSse/QSseClient>
#include <QtSse/QSseEventChannel>
#include <QtSse/QSseParser>
#include <QtSse/QSseSession>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>

#include <cstdio>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

static constexpr int Count = 1000000;
static constexpr int Size = 100;
static constexpr int Rounds = 15;
static constexpr double MostAdded = 0.1; // of what the slot costs

struct Tally
{
    void add(const QSseEvent &event)
    {
        ++events;
        bytes += event.data().size();
    }

    qint64 events = 0;
    qint64 bytes = 0;
};

// Sets up what takes the session's events and gives them to the tally.
using Receiver = std::function<void(QSseSession *session, Tally *tally)>;

static void check(const Tally &tally)
{
    if (tally.events != Count || tally.bytes != qint64(Count) * Size)
        qFatal("events were lost: %lld of %d", tally.events, Count);
}

static void run(const QUrl &url, const Receiver &receiver)
{
    QSseSession session{QSseRequest(url)};
    session.setReconnectMode(QSseSession::ReconnectMode::Never);
    Tally tally;
    QEventLoop loop;
    receiver(&session, &tally);
    QObject::connect(&session, &QSseSession::closed, &loop, &QEventLoop::quit,
                     Qt::QueuedConnection);
    session.open();
    loop.exec();
    QCoreApplication::processEvents(); // what is left in a channel
    check(tally);
}

static void runCallback(const QUrl &url)
{
    QSseClient client;
    client.setReconnectMode(QSseSession::ReconnectMode::Never);
    Tally tally;
    QEventLoop loop;
    const QSseSession *session =
            client.sse(url, &loop, [&tally](const QSseEvent &event) { tally.add(event); });
    QObject::connect(session, &QSseSession::closed, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    loop.exec();
    check(tally);
}

static void slot(QSseSession *session, Tally *tally)
{
    QObject::connect(session, &QSseSession::eventReceived,
                     [tally](const QSseEvent &event) { tally->add(event); });
}

static void takeAll(QSseSession *session, Tally *tally)
{
    QSseEventChannel *channel = session->incoming();
    QObject::connect(channel, &QSseEventChannel::readyReceive, [channel, tally] {
        const QList<QSseEvent> events = channel->tryReceiveAll();
        for (const QSseEvent &event : events)
            tally->add(event);
    });
}

static void takeEach(QSseSession *session, Tally *tally)
{
    QSseEventChannel *channel = session->incoming();
    QObject::connect(channel, &QSseEventChannel::readyReceive, [channel, tally] {
        while (const auto result = channel->tryReceive()) {
            if (!result->isSuccess())
                break;
            tally->add(result->event());
        }
    });
}

static void receiveNext(QSseEventChannel *channel, Tally *tally)
{
    channel->receive().then(channel, [channel, tally](const QSseReceiveResult &result) {
        if (!result.isSuccess())
            return;
        tally->add(result.event());
        receiveNext(channel, tally);
    });
}

static void receive(QSseSession *session, Tally *tally)
{
    receiveNext(session->incoming(), tally);
}

struct Way
{
    const char *name;
    std::function<void(const QUrl &url)> run;
    enum class Kind { Promised, Other } kind;
    std::vector<double> seconds = {};
    std::vector<double> work = {};
};

static std::function<void(const QUrl &url)> through(const Receiver &receiver)
{
    return [receiver](const QUrl &url) { run(url, receiver); };
}

// All ways take turns, so that what else the machine does meets each of them.
static void compareOverLoopback(const QUrl &server, Promises *promises)
{
    const QUrl url = server.resolved(QUrl(u"/%1/%2"_s.arg(Count).arg(Size)));
    std::vector<Way> ways = {
            {"slot of eventReceived()", through(slot), Way::Kind::Other},
            {"QSseClient::sse()", runCallback, Way::Kind::Promised},
            {"tryReceiveAll()", through(takeAll), Way::Kind::Promised},
            {"tryReceive()", through(takeEach), Way::Kind::Other},
            {"receive().then()", through(receive), Way::Kind::Other},
    };
    for (int round = 0; round < Rounds; ++round) {
        for (Way &way : ways)
            way.seconds.push_back(secondsOf([&] {
                way.work.push_back(secondsOf([&] { way.run(url); }, Clock::Processor));
            }));
    }
    const double baseline = median(ways.front().work);
    for (const Way &way : ways) {
        const double work = median(way.work);
        std::printf("%-26s %7.2f M events/s  %6.0f ns an event  ratio %.2f\n", way.name,
                    Count / median(way.seconds) / 1e6, work / Count * 1e9, baseline / work);
        if (way.kind == Way::Kind::Promised)
            promises->atLeast(1 / (1 + MostAdded), way.name, baseline / work);
    }
}

// The channel's way of keeping events, up to its capacity and then none, beside only looking.
static void compareKeeping()
{
    QByteArray stream;
    for (int i = 0; i < Count; ++i)
        stream += "id: " + QByteArray::number(i) + "\ndata: " + QByteArray(Size, 'x') + "\n\n";
    const auto parse = [&stream](const QSseParser::EventHandler &handler) {
        QSseParser parser;
        parser.setEventHandler(handler);
        for (qsizetype at = 0; at < stream.size(); at += 65536)
            parser.feed(
                    QByteArrayView(stream).sliced(at, qMin<qsizetype>(65536, stream.size() - at)));
    };
    Tally tally;
    const auto look = [&] { parse([&](const QSseEvent &event) { tally.add(event); }); };
    const auto keep = [&] {
        QList<QSseEvent> kept;
        parse([&](const QSseEvent &event) {
            kept.append(event);
            if (kept.size() < 64)
                return;
            for (const QSseEvent &each : std::as_const(kept))
                tally.add(each);
            kept = {};
            kept.reserve(64);
        });
    };
    const Comparison seconds = medianOf(look, keep, Rounds, Clock::Processor);
    std::printf("%-26s %6.0f ns an event\n%-26s %6.0f ns an event  ratio %.2f\n", "looked at",
                seconds.first / Count * 1e9, "kept, 64 at a time", seconds.second / Count * 1e9,
                seconds.first / seconds.second);
}

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (ServerProcess::isServer())
        return ServerProcess::serve();
    const QUrl other(QCoreApplication::arguments().value(1));
    std::optional<ServerProcess> own;
    const QUrl url = other.isEmpty() ? own.emplace().url() : other;
    std::printf("events of %d bytes over loopback; the ratio is to the slot\n", Size);
    const int result = Promises::exitCodeOf(
            [&url](Promises *promises) { compareOverLoopback(url, promises); });
    own.reset();
    std::printf("\nthe parser alone\n");
    compareKeeping();
    return result;
}
