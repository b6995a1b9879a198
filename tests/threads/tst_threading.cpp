// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "clientstreams.h"
#include "handover.h"
#include "replayfeed.h"
#include "sessionlog.h"
#include "streamthread.h"
#include "threadapplication.h"

#include <QtSse/QSseBackoffPolicy>

#include <QtCore/QFutureWatcher>
#include <QtCore/QLoggingCategory>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Loaded machines and race detectors are slow.
#define QTRY_COMPARE_LONG(expression, expected)                                                    \
    QTRY_COMPARE_WITH_TIMEOUT(expression, expected, 120000)

namespace {

std::shared_ptr<QSseReconnectPolicy> fastPolicy()
{
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(1ms);
    policy->setFactor(1);
    return policy;
}

// A session that comes to its end in whatever thread it then lives in.
class Stream
{
public:
    explicit Stream(const QUrl &url)
        : session(new QSseSession(QSseRequest(url)))
        , log(session)
    {
        session->setReconnectPolicy(fastPolicy());
    }
    ~Stream()
    {
        callIn(session, [this] { delete session; });
    }
    bool isClosed() const { return log.contains(u"closed"_s); }

    QSseSession *const session;
    SessionLog log;
};

// Events of some types, with data too long for anything to be kept in place.
QByteArray longTextOf(int id)
{
    return QByteArray::number(id).repeated(30);
}

QByteArray typeOf(int id)
{
    return "type" + QByteArray::number(id % 5);
}

Script longEvents(int first, int last)
{
    QByteArray bytes;
    for (int id = first; id <= last; ++id) {
        const QByteArray number = QByteArray::number(id);
        bytes += "event: " + typeOf(id) + "\nid: " + number + "\ndata: " + longTextOf(id) + "\n\n";
    }
    return Script().send(bytes).cut();
}

// So many events, with a cut now and then.
void serveLongEvents(ScriptedServer *server, int count, int perConnection)
{
    server->setHandler([=](ScriptedExchange *exchange) {
        const int first = exchange->request().header("Last-Event-ID").toInt() + 1;
        const int last = std::min(first + perConnection - 1, count);
        exchange->run(first > count ? Script().status(204) : longEvents(first, last));
    });
}

bool isLongEvent(const QSseEvent &event)
{
    const int id = event.id().toInt();
    return id > 0 && event.data() == longTextOf(id) && event.type().toLatin1() == typeOf(id)
           && !event.origin().isEmpty();
}

// Takes over events, keeps some of them for a while and lets go of one after the other.
int keepAndCheck(Handover<QSseEvent> *events)
{
    constexpr qsizetype most = 16;
    int right = 0;
    QList<QSseEvent> kept;
    while (const auto event = events->take()) {
        kept.append(*event);
        if (kept.size() == most)
            right += isLongEvent(kept.takeAt(kept.size() * 7 % most)) ? 1 : 0;
    }
    for (const QSseEvent &event : std::as_const(kept))
        right += isLongEvent(event) ? 1 : 0;
    return right;
}

} // namespace

class tst_Threading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void clientsInManyThreads();
    void moreStreamsThanOneManagerHas();
    void queuedToTheMainThread();
    void moveBeforeOpening();
    void moveToAndFro_data();
    void moveToAndFro();
    void eventsKeptInOtherThreads();
    void dataKeptInOtherThreads();
    void futuresAwaitedInAnotherThread();
    void continuationsInOtherThreads();
    void watchedFromAnotherThread();
    void tokensFromOtherThreads();
    void sharedSessionGoesInAnotherThread();
    void clientMovesWithItsTasks();
    void logRulesChangeMeanwhile();
};

void tst_Threading::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// All of them have the policy in common.
void tst_Threading::clientsInManyThreads()
{
    constexpr int streams = 3;
    constexpr int count = 60;
    ScriptedServer server;
    serveLongEvents(&server, count, 20);
    QStringList expected;
    for (int id = 1; id <= count; ++id)
        expected.append(QString::fromLatin1(longTextOf(id)));
    const auto policy = fastPolicy();
    std::array<StreamThread, 4> threads;
    std::array<std::unique_ptr<ClientStreams>, 4> clients;
    for (std::size_t index = 0; index < threads.size(); ++index) {
        clients.at(index) = threads.at(index).call(
                [&] { return std::make_unique<ClientStreams>(server.url(), policy, streams); });
    }
    for (const auto &client : clients)
        QTRY_COMPARE_LONG(client->closedStreams(), streams);

    for (std::size_t index = 0; index < threads.size(); ++index) {
        const auto texts = threads.at(index).call([&] {
            const auto all = clients.at(index)->texts();
            clients.at(index).reset();
            return all;
        });
        QCOMPARE(texts, std::vector<QStringList>(streams, expected));
    }
}

void tst_Threading::moreStreamsThanOneManagerHas()
{
    constexpr int streams = 15;
    ReplayFeed feed(10, 10);
    const auto policy = fastPolicy();
    std::array<StreamThread, 2> threads;
    std::array<std::unique_ptr<ClientStreams>, 2> clients;
    for (std::size_t index = 0; index < threads.size(); ++index) {
        clients.at(index) = threads.at(index).call(
                [&] { return std::make_unique<ClientStreams>(feed.url(), policy, streams); });
    }
    for (const auto &client : clients)
        QTRY_COMPARE_LONG(client->closedStreams(), streams);
    for (std::size_t index = 0; index < threads.size(); ++index)
        threads.at(index).call([&] { clients.at(index).reset(); });
}

// The slots take values: what they get is a copy of the queue's.
void tst_Threading::queuedToTheMainThread()
{
    ReplayFeed feed(2000, 500);
    std::array<StreamThread, 3> threads;
    std::array<QStringList, 3> texts;
    std::vector<std::unique_ptr<Stream>> streams;
    for (std::size_t index = 0; index < threads.size(); ++index) {
        const auto &stream = streams.emplace_back(std::make_unique<Stream>(feed.url()));
        QStringList *const received = &texts.at(index);
        connect(stream->session, &QSseSession::eventReceived, this,
                [received](QSseEvent event) { received->append(event.text()); });
        stream->session->moveToThread(&threads.at(index));
        callIn(stream->session, [&stream] { stream->session->open(); });
    }
    for (const QStringList &received : texts)
        QTRY_COMPARE_LONG(received.size(), 2000);
    for (const QStringList &received : texts)
        QCOMPARE(received, feed.events());
    for (const auto &stream : streams)
        QTRY_COMPARE_LONG(stream->isClosed(), true);
}

void tst_Threading::moveBeforeOpening()
{
    ReplayFeed feed(40, 20);
    StreamThread thread;
    Stream configured(feed.url());
    Stream opened(feed.url());
    configured.session->setIdleTimeout(1h);
    configured.session->setLastEventId(u"10"_s);

    opened.session->open(); // connects in the next turn, which is the other thread's
    for (Stream *stream : {&configured, &opened})
        stream->session->moveToThread(&thread);
    callIn(configured.session, [&] { configured.session->open(); });

    QTRY_COMPARE_LONG(configured.isClosed() && opened.isClosed(), true);
    QCOMPARE(configured.log.events(), feed.events().mid(10));
    QCOMPARE(opened.log.events(), feed.events());
}

void tst_Threading::moveToAndFro_data()
{
    QTest::addColumn<bool>("hasChannel");
    QTest::newRow("signals") << false;
    QTest::newRow("signals and a channel") << true;
}

// Each connection gives 10 events, each seventh moves the session: from within its slot, or, each
// other time, by a call from outside.
void tst_Threading::moveToAndFro()
{
    QFETCH(bool, hasChannel);
    ReplayFeed feed(400, 10);
    std::array<StreamThread, 3> threads;
    Stream stream(feed.url());
    QSseSession *const session = stream.session;
    QStringList pulled;
    int moves = 0;
    const auto move = [&] { session->moveToThread(&threads.at(std::size_t(++moves) % 3)); };
    connect(session, &QSseSession::eventReceived, [&](const QSseEvent &event) {
        const int number = event.text().toInt();
        if (number % 14 == 0)
            move();
        else if (number % 7 == 0)
            QMetaObject::invokeMethod(session, move, Qt::QueuedConnection);
    });
    if (hasChannel) {
        QSseEventChannel *const channel = session->incoming(4);
        connect(channel, &QSseEventChannel::readyReceive, [&pulled, channel] {
            const QList<QSseEvent> events = channel->tryReceiveAll();
            for (const QSseEvent &event : events)
                pulled.append(event.text());
        });
    }
    session->open();

    QTRY_COMPARE_LONG(stream.isClosed(), true);
    QCOMPARE(stream.log.events(), feed.events());
    QCOMPARE(callIn(session, [&] { return moves; }), 400 / 7);
    if (hasChannel)
        QTRY_COMPARE_LONG(callIn(session, [&] { return pulled; }), feed.events());
    QTRY_COMPARE_LONG(feed.openExchanges(), 0);
}

// The session goes on and recycles the blocks that nobody keeps.
void tst_Threading::eventsKeptInOtherThreads()
{
    constexpr int count = 3000;
    ScriptedServer server;
    serveLongEvents(&server, count, 1000);
    Handover<QSseEvent> handover;
    std::array<std::future<int>, 3> keepers;
    for (auto &keeper : keepers)
        keeper = inBackground([&handover] { return keepAndCheck(&handover); });
    StreamThread thread;
    Stream stream(server.url());
    connect(stream.session, &QSseSession::eventReceived, [&](const QSseEvent &event) {
        handover.put(event);
        const QSseEvent onlySeen = event;
        Q_UNUSED(onlySeen);
    });
    stream.session->moveToThread(&thread);
    callIn(stream.session, [&] { stream.session->open(); });

    QTRY_COMPARE_LONG(stream.isClosed(), true);
    handover.close();
    int right = 0;
    for (auto &keeper : keepers)
        right += keeper.get();
    QCOMPARE(right, count);
}

// What the accessors give lives on without its event.
void tst_Threading::dataKeptInOtherThreads()
{
    constexpr int count = 3000;
    ScriptedServer server;
    serveLongEvents(&server, count, 1000);
    Handover<QByteArray> handover;
    auto keeper = inBackground([&handover] {
        int right = 0;
        for (int id = 1; const auto data = handover.take(); ++id)
            right += *data == longTextOf(id) ? 1 : 0;
        return right;
    });
    StreamThread thread;
    Stream stream(server.url());
    connect(stream.session, &QSseSession::eventReceived,
            [&](const QSseEvent &event) { handover.put(event.data()); });
    stream.session->moveToThread(&thread);
    callIn(stream.session, [&] { stream.session->open(); });

    QTRY_COMPARE_LONG(stream.isClosed(), true);
    handover.close();
    QCOMPARE(keeper.get(), count);
}

void tst_Threading::futuresAwaitedInAnotherThread()
{
    ReplayFeed feed(200, 50);
    StreamThread thread;
    Stream stream(feed.url());
    QSseSession *const session = stream.session;
    session->moveToThread(&thread);
    QSseEventChannel *const channel = callIn(session, [session] {
        session->open();
        return session->incoming(8);
    });
    auto texts = inBackground([channel] {
        QStringList received;
        const auto next = [channel] {
            return callIn(channel, [channel] { return channel->receive(); }).result();
        };
        for (QSseReceiveResult result = next(); result.isSuccess(); result = next())
            received.append(result.event().text());
        return received;
    });
    const auto isDone = [&texts] { return texts.wait_for(0s) == std::future_status::ready; };
    QTRY_COMPARE_LONG(isDone(), true);
    QCOMPARE(texts.get(), feed.events());
}

namespace {

// Asks for the next event from a thread of its own: the channel lives in another one.
class FarReader : public QObject
{
public:
    explicit FarReader(QSseEventChannel *channel)
        : m_channel(channel)
    {}

    void readNext()
    {
        const QFuture<QSseReceiveResult> future =
                callIn(m_channel, [this] { return m_channel->receive(); });
        QFuture<QSseReceiveResult>(future).then(this, [this](QSseReceiveResult result) {
            if (result.isSuccess()) {
                m_texts.append(result.event().text());
                readNext();
            } else {
                m_isDone = true;
            }
        });
    }

    bool isDone() const { return m_isDone; } // from any thread
    QStringList texts() const { return m_texts; }

private:
    QSseEventChannel *const m_channel;
    QStringList m_texts;
    std::atomic<bool> m_isDone = false;
};

} // namespace

void tst_Threading::continuationsInOtherThreads()
{
    ReplayFeed feed(200, 50);
    StreamThread streaming;
    StreamThread reading;
    Stream stream(feed.url());
    QSseSession *const session = stream.session;
    session->moveToThread(&streaming);
    QSseEventChannel *const channel = callIn(session, [session] {
        session->open();
        return session->incoming(8);
    });
    auto reader = std::make_unique<FarReader>(channel);
    reader->moveToThread(&reading);
    reading.call([&] { reader->readNext(); });

    QTRY_COMPARE_LONG(reader->isDone(), true);
    QCOMPARE(reading.call([&] {
        const QStringList texts = reader->texts();
        reader.reset();
        return texts;
    }),
             feed.events());
}

void tst_Threading::watchedFromAnotherThread()
{
    ReplayFeed feed(50, 25);
    StreamThread thread;
    Stream stream(feed.url());
    QSseSession *const session = stream.session;
    session->moveToThread(&thread);
    QSseEventChannel *const channel = callIn(session, [session] {
        session->open();
        return session->incoming(8);
    });
    QStringList texts;
    QFutureWatcher<QSseReceiveResult> watcher;
    const auto watchNext = [&] {
        watcher.setFuture(callIn(channel, [channel] { return channel->receive(); }));
    };
    connect(&watcher, &QFutureWatcherBase::finished, this, [&] {
        const QSseReceiveResult result = watcher.result();
        texts.append(result.isSuccess() ? result.event().text() : u"end"_s);
        if (result.isSuccess())
            watchNext();
    });
    watchNext();
    QTRY_COMPARE_LONG(texts, feed.events() << u"end"_s);
}

void tst_Threading::tokensFromOtherThreads()
{
    ReplayFeed feed(30, 3);
    std::array<StreamThread, 2> threads;
    std::vector<std::unique_ptr<Stream>> streams;
    for (StreamThread &thread : threads) {
        QSseSession *const session =
                streams.emplace_back(std::make_unique<Stream>(feed.url()))->session;
        session->setTokenProvider([] {
            auto promise = std::make_shared<QPromise<QString>>();
            promise->start();
            inBackground([promise] {
                promise->addResult(u"token"_s);
                promise->finish();
            });
            return promise->future();
        });
        session->moveToThread(&thread);
        callIn(session, [session] { session->open(); });
    }
    for (const auto &stream : streams) {
        QTRY_COMPARE_LONG(stream->isClosed(), true);
        QCOMPARE(stream->log.events(), feed.events());
    }
    QCOMPARE(feed.requests().last().header("Authorization"), "Bearer token");
}

void tst_Threading::sharedSessionGoesInAnotherThread()
{
    ScriptedServer server;
    server.setDefaultScript(Script().repeat("data: 1\n\n"));
    StreamThread thread;
    auto client = thread.call([] { return std::make_unique<QSseClient>(); });
    auto session = thread.call([&] { return client->sharedSession(server.url()); });
    QTRY_COMPARE_LONG(server.openExchanges(), 1);

    inBackground([session = std::move(session)]() mutable { session.reset(); }).get();

    QTRY_COMPARE_LONG(server.openExchanges(), 0);
    thread.call([&] { client.reset(); });
}

// Its first thread is no more when the future is cancelled.
void tst_Threading::clientMovesWithItsTasks()
{
    ScriptedServer server;
    server.setDefaultScript(Script().repeat("data: 1\n\n"));
    auto first = std::make_unique<StreamThread>();
    StreamThread second;
    QObject *context = nullptr;
    QSseClient *client = nullptr;
    QFuture<QString> future = first->call([&] {
        client = new QSseClient;
        context = new QObject(client);
        return client->sseWithRetry<QString>(
                server.url(), context, [](const QSseEvent &) { return std::optional<QString>(); });
    });
    QTRY_COMPARE_LONG(server.openExchanges(), 1);
    first->call([&] { client->moveToThread(&second); });
    first.reset();
    QTRY_COMPARE_LONG(server.requestCount(), 2);
    // The server may see the first one's end after the second one.
    QTRY_COMPARE_LONG(server.openExchanges(), 1);

    future.cancel();

    QTRY_COMPARE_LONG(server.openExchanges(), 0);
    second.call([&] { delete client; });
}

void tst_Threading::logRulesChangeMeanwhile()
{
    ReplayFeed feed(50, 5);
    const auto policy = fastPolicy();
    std::array<StreamThread, 2> threads;
    std::array<std::unique_ptr<ClientStreams>, 2> clients;
    for (std::size_t index = 0; index < threads.size(); ++index) {
        clients.at(index) = threads.at(index).call(
                [&] { return std::make_unique<ClientStreams>(feed.url(), policy, 2); });
    }
    const auto isDone = [&clients] {
        static bool isOn = false;
        QLoggingCategory::setFilterRules(std::exchange(isOn, !isOn) ? u"qt.sse=true"_s : QString());
        return clients[0]->closedStreams() + clients[1]->closedStreams() == 4;
    };
    QTRY_COMPARE_LONG(isDone(), true);
    QLoggingCategory::setFilterRules({});
    for (std::size_t index = 0; index < threads.size(); ++index)
        threads.at(index).call([&] { clients.at(index).reset(); });
}

int main(int argc, char **argv)
{
    ThreadApplication application(argc, argv);
    tst_Threading test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_threading.moc"
