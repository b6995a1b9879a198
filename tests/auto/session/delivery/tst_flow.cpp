// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// When events are delivered: pauses, back-pressure, slots that are slow or spin event loops.
#include "replayfeed.h"
#include "sessionlog.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = QSseSession::State;
using Kind = QSseError::Kind;

namespace {

const QByteArray threeEvents = "id: 1\ndata: 1\n\nid: 2\ndata: 2\n\nid: 3\ndata: 3\n\n";
const QStringList oneToThree = {u"1"_s, u"2"_s, u"3"_s};

struct Stream
{
    explicit Stream(const Script &script)
    {
        server.setDefaultScript(Script().status(204));
        server.enqueue(script);
        session.setUrl(server.url());
        useFastReconnects(&session);
    }

    bool isClosed() const { return session.state() == State::Closed; }

    ScriptedServer server;
    QSseSession session;
    SessionLog log{&session};
};

// Sends an event to the session of the exchange and returns once it has come.
void pingPong(QSseSession *session, ScriptedExchange *exchange)
{
    QEventLoop loop;
    QObject::connect(session, &QSseSession::eventReceived, &loop, &QEventLoop::quit);
    exchange->send("data: ping\n\n");
    loop.exec();
}

void busyWait(std::chrono::milliseconds duration)
{
    QElapsedTimer timer;
    timer.start();
    while (!timer.hasExpired(duration.count())) {
    }
}

} // namespace

class tst_Flow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void pauseStopsWithinTheChunk();
    void pausedProperty();
    void endWaitsForTheLastEvent_data();
    void endWaitsForTheLastEvent();
    void nothingOvertakesAnEvent();
    void pauseBeforeOpen();
    void pausedSessionConnectsAndWaits();
    void pauseInACommentAndARetry_data();
    void pauseInACommentAndARetry();
    void pauseOutlivesReopening();
    void closeWhilePaused();
    void resumeWithinTheSlot();
    void pauseAtEachEvent();
    void idleTimerRests();
    void connectTimerDoesNotRest();
    void backPressure_data();
    void backPressure();

    void nestedLoopHoldsItsSessionOnly();
    void nestedLoopHoldsTheEnd();
    void closeInNestedLoop();
    void reopenInNestedLoop();
    void pauseInNestedLoop();
    void loopInEachEvent();

    void slowSlotsLetTheEventLoopTurn();
    void floodLeavesOthersTheirTurn();
    void loopWhileTheEndComes();
    void closeBetweenSlices();
    void endMarkerAfterSlices();
};

void tst_Flow::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Flow::pauseStopsWithinTheChunk()
{
    Stream stream{Script().send(threeEvents)};
    stream.log.atFirst(u"event"_s, [&] { stream.session.pause(); });
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"event"_s));
    roundTrips();
    QCOMPARE(stream.log.events(), QStringList{u"1"_s});
    QCOMPARE(stream.session.state(), State::Open);
    QCOMPARE(stream.session.lastEventId(), u"1"_s);

    stream.session.resume();
    QTRY_COMPARE(stream.log.events(), oneToThree);
    QCOMPARE(stream.server.requestCount(), 1);
}

void tst_Flow::pausedProperty()
{
    QSseSession session;
    QSignalSpy pausedChanged(&session, &QSseSession::pausedChanged);
    QVERIFY(!session.isPaused());
    session.resume();
    QCOMPARE(pausedChanged.count(), 0);
    session.pause();
    session.setPaused(true);
    QVERIFY(session.isPaused());
    QCOMPARE(pausedChanged.count(), 1);
    session.setProperty("paused", false);
    QVERIFY(!session.isPaused());
    QCOMPARE(pausedChanged.count(), 2);
}

void tst_Flow::endWaitsForTheLastEvent_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QStringList>("end");
    QTest::addColumn<QByteArray>("endMarker");
    const QStringList clean = {u"state Waiting"_s};
    const QStringList lost = {u"error Network"_s, u"state Waiting"_s};
    const QByteArray none;
    // Qt takes a cut for a clean end at times; without its end marker that is an error, too.
    const QByteArray never = "never";
    QTest::newRow("clean") << Script().send(threeEvents).finish() << clean << none;
    QTest::newRow("cut") << Script().send(threeEvents).cut() << lost << never;
    QTest::newRow("until close") << Script().closeDelimited().send(threeEvents).finish() << clean
                                 << none;
    QTest::newRow("short of its length")
            << Script().contentLength(1000).send(threeEvents).cut() << lost << never;
    QTest::newRow("in the middle of a block")
            << Script().send(threeEvents + "data: 4").cut() << lost << never;
}

void tst_Flow::endWaitsForTheLastEvent()
{
    QFETCH(Script, script);
    QFETCH(QStringList, end);
    QFETCH(QByteArray, endMarker);
    Stream stream(script);
    stream.session.setEndMarker(endMarker);
    stream.log.atFirst(u"event"_s, [&] { stream.session.pause(); });
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"event"_s));
    QTRY_COMPARE(stream.server.openExchanges(), 0);
    roundTrips();
    QCOMPARE(stream.log.events(), QStringList{u"1"_s});
    QCOMPARE(stream.session.state(), State::Open);
    QVERIFY(!stream.log.contains(u"error"_s));

    const qsizetype mark = stream.log.size();
    stream.session.resume();
    QTRY_VERIFY(stream.isClosed());
    const QStringList expected = QStringList{u"event 2"_s, u"event 3"_s} + end;
    QCOMPARE(without(u"id"_s, stream.log.entriesSince(mark)).first(expected.size()), expected);
    QCOMPARE(stream.server.requests().constLast().header("Last-Event-ID"), "3");
}

void tst_Flow::nothingOvertakesAnEvent()
{
    Stream stream{Script().send("data: 1\n\n: c\nretry: 20\nid: 5\n\ndata: 2\n\n").finish()};
    stream.session.setEndMarker("never"); // without it this end is an error
    stream.log.atFirst(u"event"_s, [&] { stream.session.pause(); });
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"event"_s));
    const QStringList before = stream.log.entries();
    roundTrips();
    QCOMPARE(stream.log.entries(), before);
    QCOMPARE(stream.session.lastEventId(), QString());

    stream.session.resume();
    QTRY_VERIFY(stream.log.contains(u"error"_s));
    const QStringList expected = {u"comment c"_s, u"retry 20"_s, u"event 2"_s, u"id 5"_s,
                                  u"error Network"_s};
    QCOMPARE(stream.log.entriesSince(before.size()).first(expected.size()), expected);
}

void tst_Flow::pauseBeforeOpen()
{
    Stream stream{Script().send(threeEvents).finish()};
    stream.session.pause();
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"opened"_s));
    roundTrips();
    QCOMPARE(stream.log.entries().constLast(), u"opened"_s);
    QCOMPARE(stream.session.state(), State::Open);

    stream.session.resume();
    QTRY_VERIFY(stream.isClosed());
    QCOMPARE(stream.log.events(), oneToThree);
}

void tst_Flow::pausedSessionConnectsAndWaits()
{
    Stream stream{Script().status(503).contentLength(0)};
    stream.server.enqueue(Script().send(threeEvents));
    stream.session.pause();
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"opened"_s));
    QCOMPARE(stream.log.count(u"error HttpStatus"_s), 1);
    QCOMPARE(stream.log.count(u"reconnect 1"_s), 1);
    QCOMPARE(stream.log.events(), QStringList());
    QVERIFY(stream.session.isPaused());
}

void tst_Flow::pauseInACommentAndARetry_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("comment") << u"comment"_s;
    QTest::newRow("retry") << u"retry"_s;
}

void tst_Flow::pauseInACommentAndARetry()
{
    QFETCH(QString, kind);
    Stream stream{Script().send("data: 0\n\n: c\n: d\n\nretry: 20\n\nretry: 30\n\n" + threeEvents)};
    stream.log.atFirst(kind, [&] { stream.session.pause(); });
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(kind));
    const QStringList before = stream.log.entries();
    roundTrips();
    QCOMPARE(without(u"id"_s, stream.log.entries()), before);

    stream.session.resume();
    QTRY_COMPARE(stream.log.events(), QStringList{u"0"_s} + oneToThree);
    QCOMPARE(stream.log.count(u"comment"_s), 2);
    QCOMPARE(stream.log.count(u"retry"_s), 2);
}

void tst_Flow::pauseOutlivesReopening()
{
    ReplayFeed feed(4, 4);
    QSseSession session{QSseRequest(feed.url())};
    SessionLog log(&session);
    useFastReconnects(&session);
    log.atFirst(u"event"_s, [&] {
        session.pause();
        session.close();
        session.open();
    });
    session.open();
    QTRY_COMPARE(log.count(u"opened"_s), 2);
    roundTrips();
    QVERIFY(session.isPaused());
    QCOMPARE(log.events(), QStringList{u"1"_s});

    session.resume();
    QTRY_COMPARE(session.state(), State::Closed);
    QCOMPARE(log.events(), feed.events());
}

void tst_Flow::closeWhilePaused()
{
    Stream stream{Script().send(threeEvents).finish()};
    stream.log.atFirst(u"event"_s, [&] { stream.session.pause(); });
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"event"_s));
    stream.session.close();
    stream.session.resume();
    roundTrips();
    QCOMPARE(stream.log.events(), QStringList{u"1"_s});
    QCOMPARE(stream.log.entries().constLast(), u"closed"_s);
    QCOMPARE(stream.session.lastEventId(), u"1"_s);
}

void tst_Flow::resumeWithinTheSlot()
{
    Stream stream{Script().send(threeEvents).finish()};
    stream.log.atFirst(u"event"_s, [&] {
        stream.session.pause();
        stream.session.resume();
        QCOMPARE(stream.log.events().size(), 1);
    });
    stream.session.open();
    QTRY_VERIFY(stream.isClosed());
    QCOMPARE(stream.log.events(), oneToThree);
}

void tst_Flow::pauseAtEachEvent()
{
    ReplayFeed feed(500, 200);
    QSseSession session{QSseRequest(feed.url())};
    SessionLog log(&session);
    useFastReconnects(&session);
    connect(&session, &QSseSession::eventReceived, &session, [&] {
        QVERIFY(!session.isPaused());
        session.pause();
        QMetaObject::invokeMethod(&session, &QSseSession::resume, Qt::QueuedConnection);
    });
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Closed, 30000);
    QCOMPARE(log.events(), feed.events());
}

// Another session with the same timeout shows that there was time for it to run out.
void tst_Flow::idleTimerRests()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\n"));
    QSseSession paused{QSseRequest(server.url())};
    QSseSession clock{QSseRequest(server.url())};
    SessionLog log(&paused);
    SessionLog clockLog(&clock);
    for (QSseSession *session : {&paused, &clock}) {
        useFastReconnects(session);
    }
    clock.setIdleTimeout(20ms);
    log.atFirst(u"event"_s, [&] {
        paused.setIdleTimeout(20ms); // runs from now on
        paused.pause();
    });
    paused.open();
    QTRY_VERIFY(paused.isPaused());
    clock.open();
    QTRY_VERIFY(clockLog.count(u"error IdleTimeout"_s) >= 3);
    QCOMPARE(paused.state(), State::Open);
    QVERIFY(!log.contains(u"error"_s));

    paused.resume();
    QTRY_VERIFY(log.contains(u"error IdleTimeout"_s));
}

void tst_Flow::connectTimerDoesNotRest()
{
    Stream stream{Script().silent()};
    stream.session.setConnectTimeout(20ms);
    stream.session.pause();
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"error ConnectTimeout"_s));
}

void tst_Flow::backPressure_data()
{
    QTest::addColumn<qint64>("readBufferSize");
    QTest::newRow("default") << qint64(1024 * 1024);
    QTest::newRow("64 KiB") << qint64(64 * 1024);
}

// What the kernel's buffers take is not ours, but they are bounded, too.
void tst_Flow::backPressure()
{
    QFETCH(qint64, readBufferSize);
    Stream stream{Script().repeat("data: " + QByteArray(1000, 'x') + "\n\n")};
    QCOMPARE(QSseSession().readBufferSize(), 1024 * 1024);
    stream.session.setReadBufferSize(readBufferSize);
    stream.log.atFirst(u"event"_s, [&] { stream.session.pause(); });
    stream.session.open();
    QTRY_VERIFY(stream.session.isPaused());

    ScriptedExchange *exchange = stream.server.lastExchange();
    qint64 sent = -1;
    while (sent != exchange->bytesSent()) {
        sent = exchange->bytesSent();
        QVERIFY2(sent < 24 * 1024 * 1024, "the server is not held");
        roundTrips(10);
    }
    QCOMPARE(stream.log.events().size(), 1);

    stream.session.resume();
    QTRY_VERIFY(exchange->bytesSent() > sent && stream.log.events().size() > 1);
    stream.session.pause();
    const qsizetype events = stream.log.events().size();
    roundTrips();
    QCOMPARE(stream.log.events().size(), events);
}

void tst_Flow::nestedLoopHoldsItsSessionOnly()
{
    Stream stream{Script().send(threeEvents)};
    Stream other{Script()};
    other.session.open();
    QTRY_VERIFY(other.log.contains(u"opened"_s));

    QStringList duringLoop;
    stream.log.atFirst(u"event"_s, [&] {
        stream.server.lastExchange()->send(": c\nretry: 50\nid: 4\ndata: 4\n\n");
        for (int round = 0; round < 10; ++round)
            pingPong(&other.session, other.server.lastExchange());
        duringLoop = stream.log.entries();
    });
    stream.session.open();

    QTRY_COMPARE(stream.log.events(), oneToThree + QStringList{u"4"_s});
    QCOMPARE(duringLoop.constLast(), u"event 1"_s);
    QCOMPARE(other.log.events().size(), 10);
}

void tst_Flow::nestedLoopHoldsTheEnd()
{
    Stream stream{Script().send(threeEvents).cut()};
    State stateInLoop = State::Closed;
    QString lastInLoop;
    stream.log.atFirst(u"event"_s, [&] {
        roundTrips(6);
        stateInLoop = stream.session.state();
        lastInLoop = stream.log.entries().constLast();
    });
    stream.session.open();
    QTRY_VERIFY(stream.isClosed());
    QCOMPARE(stateInLoop, State::Open);
    QCOMPARE(lastInLoop, u"event 1"_s);
    QCOMPARE(stream.log.events(), oneToThree);
}

void tst_Flow::closeInNestedLoop()
{
    Stream stream{Script().send(threeEvents)};
    stream.log.atFirst(u"event"_s, [&] {
        QEventLoop loop;
        connect(&stream.session, &QSseSession::closed, &loop, &QEventLoop::quit);
        QTimer::singleShot(0, &stream.session, &QSseSession::close);
        loop.exec();
        QCOMPARE(stream.session.state(), State::Closed);
        QTRY_COMPARE(stream.server.openExchanges(), 0);
    });
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"closed"_s));
    roundTrips();
    QCOMPARE(stream.log.events(), QStringList{u"1"_s});
    QCOMPARE(stream.log.count(u"closed"_s), 1);
    QCOMPARE(stream.session.lastEventId(), u"1"_s);
}

// The slot of the first event still runs: the new stream's events wait for it, too.
void tst_Flow::reopenInNestedLoop()
{
    ReplayFeed feed(4, 4);
    QSseSession session{QSseRequest(feed.url())};
    SessionLog log(&session);
    useFastReconnects(&session);
    QStringList inLoop;
    log.atFirst(u"event"_s, [&] {
        session.close();
        session.open();
        roundTrips(6);
        inLoop = log.events();
    });
    session.open();
    QTRY_COMPARE(log.count(u"closed"_s), 2);
    QCOMPARE(inLoop, QStringList{u"1"_s});
    QCOMPARE(log.events(), feed.events());
}

void tst_Flow::pauseInNestedLoop()
{
    Stream stream{Script().send(threeEvents)};
    stream.log.atFirst(u"event"_s, [&] {
        roundTrips();
        stream.session.pause();
        roundTrips();
    });
    stream.session.open();
    QTRY_VERIFY(stream.session.isPaused());
    roundTrips();
    QCOMPARE(stream.log.events(), QStringList{u"1"_s});
    stream.session.resume();
    QTRY_COMPARE(stream.log.events(), oneToThree);
}

void tst_Flow::loopInEachEvent()
{
    ReplayFeed feed(60, 20);
    QSseSession session{QSseRequest(feed.url())};
    SessionLog log(&session);
    useFastReconnects(&session);
    int depth = 0;
    int deepest = 0;
    connect(&session, &QSseSession::eventReceived, this, [&] {
        deepest = std::max(deepest, ++depth);
        roundTrips(1);
        --depth;
    });
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Closed, 30000);
    QCOMPARE(log.events(), feed.events());
    QCOMPARE(deepest, 1);
}

// A turn is over after 5 ms, so slots of 3 ms have two events in it, or three where the first one
// came before the clock was read.
void tst_Flow::slowSlotsLetTheEventLoopTurn()
{
    constexpr int count = 20;
    QByteArray chunk;
    for (int number = 1; number <= count; ++number)
        chunk += "data: " + QByteArray::number(number) + "\n\n";
    Stream stream{Script().send(chunk)};
    int turn = 0;
    QTimer turnCounter;
    connect(&turnCounter, &QTimer::timeout, this, [&turn] { ++turn; });
    QList<int> turns;
    connect(&stream.session, &QSseSession::eventReceived, this, [&] {
        turns.append(turn);
        busyWait(3ms);
    });
    turnCounter.start(0);
    stream.session.open();

    QTRY_COMPARE(turns.size(), count);
    int most = 0;
    for (const int each : std::as_const(turns))
        most = std::max(most, int(turns.count(each)));
    QCOMPARE_LE(most, 3);
    QCOMPARE_GE(turns.constLast() - turns.constFirst(), count / 3 - 1);
    QCOMPARE(stream.log.events().constLast(), QString::number(count));
}

void tst_Flow::floodLeavesOthersTheirTurn()
{
    ScriptedServer server;
    server.setDefaultScript(Script().repeat("data: flood\n\n"));
    QSseSession flood{QSseRequest(server.url())};
    flood.open();
    QTRY_VERIFY(flood.statistics().events() > 1000);

    Stream other{Script()};
    other.session.open();
    QTRY_VERIFY(other.log.contains(u"opened"_s));
    for (int round = 0; round < 20; ++round)
        pingPong(&other.session, other.server.lastExchange());
    QCOMPARE(other.log.events().size(), 20);
    QCOMPARE(flood.state(), State::Open);
    flood.close();
    QTRY_COMPARE(server.openExchanges(), 0);
}

// What comes, and the end behind it, while a slot of lastEventIdChanged() spins an event loop.
void tst_Flow::loopWhileTheEndComes()
{
    ScriptedServer server;
    server.setHandler([](ScriptedExchange *exchange) {
        exchange->respond();
        exchange->send("id: 1\ndata: 1\n\n");
    });
    QSseSession session{QSseRequest(server.url())};
    session.setReconnectMode(QSseSession::ReconnectMode::Never);
    QStringList events;
    connect(&session, &QSseSession::eventReceived, this,
            [&](const QSseEvent &event) { events.append(event.text()); });
    connect(
            &session, &QSseSession::lastEventIdChanged, this,
            [&] {
                server.lastExchange()->send("id: 2\ndata: 2\n\n");
                server.lastExchange()->finish();
                roundTrips();
            },
            Qt::SingleShotConnection);
    session.open();
    QTRY_COMPARE(session.state(), State::Closed);
    QCOMPARE(events, (QStringList{u"1"_s, u"2"_s}));
}

void tst_Flow::closeBetweenSlices()
{
    Stream stream{Script().send(threeEvents)};
    connect(&stream.session, &QSseSession::eventReceived, this, [&] {
        QTimer::singleShot(0, &stream.session, &QSseSession::close);
        busyWait(6ms);
    });
    stream.session.open();
    QTRY_VERIFY(stream.log.contains(u"closed"_s));
    roundTrips();
    QCOMPARE(stream.log.events(), QStringList{u"1"_s});
    QCOMPARE(stream.log.count(u"closed"_s), 1);
}

void tst_Flow::endMarkerAfterSlices()
{
    Stream stream{Script().send(threeEvents + "data: [DONE]\n\ndata: 4\n\n").finish()};
    stream.session.setEndMarker("[DONE]");
    connect(&stream.session, &QSseSession::eventReceived, this, [] { busyWait(6ms); });
    stream.session.open();
    QTRY_VERIFY(stream.isClosed());
    QCOMPARE(stream.log.events(), oneToThree);
    QVERIFY(!stream.session.error());
    QCOMPARE(stream.server.requestCount(), 1);
}

QTEST_GUILESS_MAIN(tst_Flow)
#include "tst_flow.moc"
