// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// How a channel holds its session and lets it go, when it says that there is something, and how it
// moves between threads.
#include "channelreader.h"
#include "replayfeed.h"
#include "sessionlog.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = QSseSession::State;
using Way = ChannelReader::Way;

namespace {

struct Stream
{
    Stream(const Script &script, int capacity)
        : channel(session.incoming(capacity))
    {
        server.setDefaultScript(Script().status(204));
        server.enqueue(script);
        session.setUrl(server.url());
        useFastReconnects(&session);
    }

    QStringList take(int count)
    {
        QStringList texts;
        for (int index = 0; index < count; ++index)
            texts.append(described(channel->tryReceive()));
        return texts;
    }

    ScriptedServer server;
    QSseSession session;
    QSseEventChannel *channel;
};

// Ends with the test, also where that fails.
class Worker : public QThread
{
public:
    Worker() { start(); }
    ~Worker() override
    {
        quit();
        wait();
    }
};

template <typename Function> void runWhereItLives(QObject *object, Function function)
{
    const bool isHere = object->thread() == QThread::currentThread();
    QMetaObject::invokeMethod(object, function,
                              isHere ? Qt::DirectConnection : Qt::BlockingQueuedConnection);
}

} // namespace

class tst_ChannelFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void fullChannelHoldsTheSession();
    void neverAboveItsCapacity_data();
    void neverAboveItsCapacity();
    void releasedAtHalf();
    void releasedByTakingAll();
    void serverIsHeld();
    void heldAndPaused();
    void heldSessionIsNotIdle();
    void endWaitsForRoom();
    void heldAcrossReconnects();
    void fastReceiverIsNotHeld();

    void noticeForTheFirstOnly();
    void noticeOfWhatIsLeft();
    void noNoticeWhereNothingIsTaken();
    void noticeAfterWaitingReceives();
    void longChainLeavesOthersTheirTurn();

    void moveWhileReceiving_data();
    void moveWhileReceiving();
    void moveWhileFull();
    void moveInASlot_data();
    void moveInASlot();
    void moveInAContinuation();
    void threadEndsWithWaitingReceives();
    void continuationOfADeadContext();
};

void tst_ChannelFlow::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_ChannelFlow::fullChannelHoldsTheSession()
{
    Stream stream(Script().send(numberedEvents(1, 20)), 8);
    SessionLog log(&stream.session);
    stream.session.open();
    QTRY_COMPARE(stream.channel->size(), 8);
    roundTrips();
    QCOMPARE(stream.channel->size(), 8);
    QCOMPARE(log.events(), numbers(1, 8));
    QCOMPARE(stream.session.lastEventId(), u"8"_s);
    QVERIFY(!stream.session.isPaused());
    QCOMPARE(stream.session.state(), State::Open);

    QCOMPARE(stream.take(8), numbers(1, 8));
    QTRY_COMPARE(stream.channel->size(), 8);
    QCOMPARE(stream.take(8), numbers(9, 16));
    QTRY_COMPARE(stream.channel->size(), 4);
    QCOMPARE(stream.take(5), numbers(17, 20) + QStringList{u"nothing"_s});
}

void tst_ChannelFlow::neverAboveItsCapacity_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<Way>("way");
    for (const int capacity : {1, 2, 7, 64}) {
        QTest::addRow("%d, receive", capacity) << capacity << Way::Receive;
        QTest::addRow("%d, one each time", capacity) << capacity << Way::OneEachTime;
        QTest::addRow("%d, tryReceiveAll", capacity) << capacity << Way::TryReceiveAll;
    }
}

void tst_ChannelFlow::neverAboveItsCapacity()
{
    QFETCH(int, capacity);
    QFETCH(Way, way);
    ReplayFeed feed(1000, 400);
    QSseSession session{QSseRequest(feed.url())};
    useFastReconnects(&session);
    QSseEventChannel *channel = session.incoming(capacity);
    int most = 0;
    const auto look = [&] { most = std::max(most, channel->size()); };
    connect(&session, &QSseSession::eventReceived, this, look);
    ChannelReader reader(channel, way, look);
    session.open();
    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), numbers(1, 1000) + QStringList{u"closed"_s});
    QCOMPARE_LE(most, capacity);
}

void tst_ChannelFlow::releasedAtHalf()
{
    Stream stream(Script().send(numberedEvents(1, 20)), 8);
    stream.session.open();
    QTRY_COMPARE(stream.channel->size(), 8);
    QCOMPARE(stream.take(3), numbers(1, 3));
    roundTrips();
    QCOMPARE(stream.channel->size(), 5);
    QCOMPARE(stream.take(1), numbers(4, 4));
    QTRY_COMPARE(stream.channel->size(), 8);
    QCOMPARE(stream.take(8), numbers(5, 12));
}

void tst_ChannelFlow::releasedByTakingAll()
{
    Stream stream(Script().send(numberedEvents(1, 20)), 8);
    stream.session.open();
    for (int first = 1; first <= 20; first += 8) {
        const int last = std::min(first + 7, 20);
        QTRY_COMPARE(stream.channel->size(), last - first + 1);
        const QList<QSseEvent> events = stream.channel->tryReceiveAll();
        QCOMPARE(events.constFirst().text(), QString::number(first));
        QCOMPARE(events.constLast().text(), QString::number(last));
    }
}

// What the kernel's buffers take is not ours, but they are bounded, too.
void tst_ChannelFlow::serverIsHeld()
{
    Stream stream(Script().repeat("data: " + QByteArray(1000, 'x') + "\n\n"), 100);
    stream.session.open();
    QTRY_COMPARE(stream.channel->size(), 100);
    ScriptedExchange *exchange = stream.server.lastExchange();
    qint64 sent = -1;
    while (sent != exchange->bytesSent()) {
        sent = exchange->bytesSent();
        QVERIFY2(sent < 24 * 1024 * 1024, "the server is not held");
        roundTrips(10);
    }
    QCOMPARE(stream.channel->size(), 100);
    QCOMPARE(stream.session.statistics().events(), 100);

    ChannelReader reader(stream.channel, Way::TryReceiveAll);
    stream.channel->tryReceiveAll();
    QTRY_VERIFY(exchange->bytesSent() > sent);
}

void tst_ChannelFlow::heldAndPaused()
{
    Stream stream(Script().send(numberedEvents(1, 4)), 2);
    stream.session.open();
    QTRY_COMPARE(stream.channel->size(), 2);
    stream.session.pause();
    stream.channel->tryReceiveAll();
    roundTrips();
    QCOMPARE(stream.channel->size(), 0);
    stream.session.resume();
    QTRY_COMPARE(stream.channel->size(), 2);
    stream.session.pause();
    stream.session.resume(); // does not let go of what the channel holds
    roundTrips();
    QCOMPARE(stream.take(2), numbers(3, 4));
}

// Another session with the same timeout shows that there was time for it to run out.
void tst_ChannelFlow::heldSessionIsNotIdle()
{
    Stream held(Script().send(numberedEvents(1, 3)), 2);
    Stream clock(Script(), 2);
    clock.server.setDefaultScript(Script());
    SessionLog log(&held.session);
    SessionLog clockLog(&clock.session);
    // From the first event on: the head may come long before it.
    connect(
            &held.session, &QSseSession::eventReceived, this,
            [&held] { held.session.setIdleTimeout(20ms); }, Qt::SingleShotConnection);
    clock.session.setIdleTimeout(20ms);
    held.session.open();
    QTRY_COMPARE(held.channel->size(), 2);
    clock.session.open();
    QTRY_VERIFY(clockLog.count(u"error IdleTimeout"_s) >= 3);
    QVERIFY(!log.contains(u"error"_s));
    held.channel->tryReceiveAll();
    QTRY_VERIFY(log.contains(u"error IdleTimeout"_s));
}

void tst_ChannelFlow::endWaitsForRoom()
{
    Stream stream(Script().send(numberedEvents(1, 5)).cut(), 2);
    SessionLog log(&stream.session);
    stream.session.open();
    QTRY_COMPARE(stream.channel->size(), 2);
    QTRY_COMPARE(stream.server.openExchanges(), 0);
    roundTrips();
    QVERIFY(!log.contains(u"error"_s));
    QCOMPARE(stream.session.state(), State::Open);
    ChannelReader reader(stream.channel, Way::Receive);
    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), numbers(1, 5) + QStringList{u"closed"_s});
    QCOMPARE(log.count(u"error"_s), 1);
}

// The last event of a connection fills the channel: the next connection is made, and nothing of it
// is delivered.
void tst_ChannelFlow::heldAcrossReconnects()
{
    ReplayFeed feed(8, 4);
    QSseSession session{QSseRequest(feed.url())};
    useFastReconnects(&session);
    SessionLog log(&session);
    QSseEventChannel *channel = session.incoming(4);
    session.open();
    QTRY_COMPARE(log.count(u"opened"_s), 2);
    roundTrips();
    QCOMPARE(channel->size(), 4);
    QCOMPARE(log.events(), numbers(1, 4));
    ChannelReader reader(channel, Way::Receive);
    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), numbers(1, 8) + QStringList{u"closed"_s});
}

// A receiver that takes at once gets more than the capacity in one turn of the event loop. Were the
// session held each time, there would be a turn for every four events at least.
void tst_ChannelFlow::fastReceiverIsNotHeld()
{
    constexpr int count = 1000;
    Stream stream(Script().send(numberedEvents(1, count)), 4);
    int turn = 0;
    QTimer turnCounter;
    connect(&turnCounter, &QTimer::timeout, this, [&turn] { ++turn; });
    QSet<int> turns; // in which something came; between them the network is waited for
    ChannelReader reader(stream.channel, Way::TryReceiveAll, [&] { turns.insert(turn); });
    turnCounter.start(0);
    stream.session.open();
    QTRY_COMPARE(reader.results().size(), count);
    QCOMPARE(reader.results(), numbers(1, count));
    QCOMPARE_LT(turns.size(), count / 4 / 2);
}

void tst_ChannelFlow::noticeForTheFirstOnly()
{
    Stream stream(Script().send(numberedEvents(1, 3)), 64);
    QSignalSpy ready(stream.channel, &QSseEventChannel::readyReceive);
    stream.session.open();
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(stream.channel->size(), 3);
    stream.server.lastExchange()->send(numberedEvents(4, 5));
    QTRY_COMPARE(stream.channel->size(), 5);
    roundTrips();
    QCOMPARE(ready.count(), 1);
    QCOMPARE(stream.channel->tryReceiveAll().size(), 5);
    stream.server.lastExchange()->send(numberedEvents(6, 6));
    QTRY_COMPARE(ready.count(), 2);
}

void tst_ChannelFlow::noticeOfWhatIsLeft()
{
    Stream stream(Script().send(numberedEvents(1, 3)), 64);
    QSignalSpy ready(stream.channel, &QSseEventChannel::readyReceive);
    stream.session.open();
    QTRY_COMPARE(ready.count(), 1);
    for (int number = 1; number < 3; ++number) {
        QCOMPARE(stream.take(1), numbers(number, number));
        QCOMPARE(ready.count(), number); // not from within tryReceive()
        QTRY_COMPARE(ready.count(), number + 1);
    }
    QCOMPARE(stream.take(2), (QStringList{u"3"_s, u"nothing"_s}));
    roundTrips();
    QCOMPARE(ready.count(), 3);
}

void tst_ChannelFlow::noNoticeWhereNothingIsTaken()
{
    Stream stream(Script().send(numberedEvents(1, 8)), 4);
    QSignalSpy ready(stream.channel, &QSseEventChannel::readyReceive);
    stream.session.open();
    QTRY_COMPARE(stream.channel->size(), 4);
    roundTrips();
    QCOMPARE(ready.count(), 1);
    stream.session.close();
    roundTrips();
    QCOMPARE(ready.count(), 1);
    QCOMPARE(stream.channel->tryReceiveAll().size(), 4);
    QVERIFY(stream.channel->isClosed());
    roundTrips();
    QCOMPARE(ready.count(), 1);
}

void tst_ChannelFlow::noticeAfterWaitingReceives()
{
    Stream stream(Script().send(numberedEvents(1, 3)), 64);
    QSignalSpy ready(stream.channel, &QSseEventChannel::readyReceive);
    const auto first = stream.channel->receive();
    const auto second = stream.channel->receive();
    stream.session.open();
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(described(first), u"1"_s);
    QCOMPARE(described(second), u"2"_s);
    QCOMPARE(stream.take(2), (QStringList{u"3"_s, u"nothing"_s}));
}

// Also one that asks a closed channel for ever.
void tst_ChannelFlow::longChainLeavesOthersTheirTurn()
{
    Stream stream(Script(), 64);
    stream.channel->close();
    bool isEnough = false;
    bool isOver = false;
    std::function<void()> askAgain = [&] {
        stream.channel->receive().then([&](const QSseReceiveResult &) {
            if (isEnough)
                isOver = true;
            else
                askAgain();
        });
    };
    askAgain();
    roundTrips();
    isEnough = true;
    QTRY_VERIFY(isOver);
}

void tst_ChannelFlow::moveWhileReceiving_data()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("receive") << Way::Receive;
    QTest::newRow("one each time") << Way::OneEachTime;
    QTest::newRow("tryReceiveAll") << Way::TryReceiveAll;
}

// The waiting receives, and what is in the channel, go along.
void tst_ChannelFlow::moveWhileReceiving()
{
    QFETCH(Way, way);
    ReplayFeed feed(200, 30);
    feed.enqueue(Script().send(numberedEvents(1, 3)));
    auto *session = new QSseSession(QSseRequest(feed.url()));
    useFastReconnects(session);
    QSseEventChannel *channel = session->incoming(8);
    ChannelReader reader(channel, way);
    session->open();
    QTRY_COMPARE(reader.results(), numbers(1, 3));

    Worker worker;
    session->moveToThread(&worker);
    QCOMPARE(channel->thread(), &worker);
    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), numbers(1, 200) + QStringList{u"closed"_s});
    runWhereItLives(session, [session] { delete session; });
}

void tst_ChannelFlow::moveWhileFull()
{
    ReplayFeed feed(20, 20);
    auto *session = new QSseSession(QSseRequest(feed.url()));
    useFastReconnects(session);
    QSseEventChannel *channel = session->incoming(4);
    session->open();
    QTRY_COMPARE(channel->size(), 4);

    Worker worker;
    session->moveToThread(&worker);
    QTRY_COMPARE(feed.requestCount(), 2);
    roundTrips();
    QTRY_COMPARE(feed.openExchanges(), 0);
    std::unique_ptr<ChannelReader> reader;
    runWhereItLives(channel, [&] {
        QCOMPARE(channel->size(), 4);
        reader = std::make_unique<ChannelReader>(channel, Way::Receive);
    });
    QTRY_VERIFY(reader->isAtEnd());
    QCOMPARE(reader->results(), numbers(1, 20) + QStringList{u"closed"_s});
    QCOMPARE(feed.requests().at(1).header("Last-Event-ID"), "4");
    runWhereItLives(session, [session] { delete session; });
}

void tst_ChannelFlow::moveInASlot_data()
{
    moveWhileReceiving_data();
}

void tst_ChannelFlow::moveInASlot()
{
    QFETCH(Way, way);
    ReplayFeed feed(300, 50);
    auto *session = new QSseSession(QSseRequest(feed.url()));
    useFastReconnects(session);
    Worker workers[2];
    int results = 0;
    int moves = 0;
    const auto move = [&] {
        if (++results % 7 == 0)
            session->moveToThread(&workers[++moves % 2]);
    };
    QSseEventChannel *channel = session->incoming(4);
    ChannelReader reader(channel, way, move);
    session->open();
    QTRY_VERIFY_WITH_TIMEOUT(reader.isAtEnd(), 60000);
    QCOMPARE(reader.results(), numbers(1, 300) + QStringList{u"closed"_s});
    runWhereItLives(session, [session] { delete session; });
}

// What the second one waits for is there already, and nothing more comes.
void tst_ChannelFlow::moveInAContinuation()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    server.enqueue(Script().send(numberedEvents(1, 2)));
    auto *session = new QSseSession(QSseRequest(server.url()));
    QSseEventChannel *channel = session->incoming();
    Worker worker;
    channel->receive().then([&](const QSseReceiveResult &) { session->moveToThread(&worker); });
    const auto second = channel->receive();
    session->open();
    QTRY_COMPARE(described(second), u"2"_s);
    QCOMPARE(channel->thread(), &worker);
    runWhereItLives(session, [session] { delete session; });
}

void tst_ChannelFlow::threadEndsWithWaitingReceives()
{
    ScriptedServer server;
    QFuture<QSseReceiveResult> future;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        QSseSession session{QSseRequest(server.url())};
        future = session.incoming()->receive();
    }));
    thread->start();
    QTRY_VERIFY(thread->isFinished());
    thread->wait();
    QVERIFY(future.isCanceled());
}

// Qt before 6.10 asserts that the context of a continuation lives when its future finishes.
void tst_ChannelFlow::continuationOfADeadContext()
{
    ScriptedServer server;
    bool isCalled = false;
    QFuture<QSseReceiveResult> future;
    {
        QObject window;
        auto *session = new QSseSession(QSseRequest(server.url()), &window);
        QSseEventChannel *channel = session->incoming();
        const auto call = [&](const QSseReceiveResult &) { isCalled = true; };
        for (QObject *context :
             {&window, static_cast<QObject *>(session), static_cast<QObject *>(channel)})
            channel->receive().then(context, call);
        future = channel->receive();
        session->open();
        QTRY_COMPARE(server.requestCount(), 1);
    }
    QVERIFY(future.isCanceled());
    QTRY_COMPARE(server.openExchanges(), 0);
    QVERIFY(!isCalled);
}

QTEST_GUILESS_MAIN(tst_ChannelFlow)
#include "tst_channelflow.moc"
