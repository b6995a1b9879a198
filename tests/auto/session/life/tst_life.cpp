// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "replayfeed.h"
#include "sessionlog.h"

#include <QtSse/QSseBackoffPolicy>

#include <QtCore/QRegularExpression>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = QSseSession::State;

namespace {

const QByteArray firstEvent = "id: 1\ndata: 1\n\n";

Script refusal(int status)
{
    return Script().status(status).contentLength(0);
}

// The ways that a life ends by; each is a script and what else it takes.
enum class Ending {
    Close,
    NoContent,
    EndMarker,
    FinalStatus,
    WrongType,
    CleanEndWithoutReconnects,
    LossWithoutReconnects,
    RetriesExhausted,
    InvalidRequest,
    EventTooLarge
};

void arrange(Ending ending, QSseSession *session, ScriptedServer *server)
{
    switch (ending) {
    case Ending::Close:
        server->setDefaultScript(Script().send(firstEvent));
        QObject::connect(session, &QSseSession::eventReceived, session, &QSseSession::close,
                         Qt::QueuedConnection);
        break;
    case Ending::NoContent:
        server->setDefaultScript(Script().status(204));
        break;
    case Ending::EndMarker:
        session->setEndMarker("[DONE]");
        server->setDefaultScript(Script().send("data: [DONE]\n\n"));
        break;
    case Ending::FinalStatus:
        server->setDefaultScript(refusal(404));
        break;
    case Ending::WrongType:
        server->setDefaultScript(Script().header("Content-Type", "text/html").send("x").finish());
        break;
    case Ending::CleanEndWithoutReconnects:
        session->setReconnectMode(QSseSession::ReconnectMode::Never);
        server->setDefaultScript(Script().send(firstEvent).finish());
        break;
    case Ending::LossWithoutReconnects:
        session->setReconnectMode(QSseSession::ReconnectMode::Never);
        session->setEndMarker("[DONE]"); // Qt takes a cut for a clean end at times
        server->setDefaultScript(Script().send(firstEvent).cut());
        break;
    case Ending::RetriesExhausted: {
        auto policy = std::make_shared<QSseBackoffPolicy>();
        policy->setInitialDelay(1ms);
        policy->setJitter(0);
        policy->setMaximumAttempts(2);
        session->setReconnectPolicy(policy);
        server->setDefaultScript(refusal(503));
        break;
    }
    case Ending::InvalidRequest:
        session->setUrl(QUrl(u"ftp://localhost/"_s));
        break;
    case Ending::EventTooLarge:
        session->setMaximumEventSize(16);
        server->setDefaultScript(Script().send("data: " + QByteArray(64, 'x') + "\n\n"));
        break;
    }
}

// The states that a session rests in, each under a server that leaves it there.
enum class Rest { Connecting, Open, Paused, Waiting };

void addRests()
{
    QTest::addColumn<Rest>("rest");
    QTest::newRow("connecting") << Rest::Connecting;
    QTest::newRow("open") << Rest::Open;
    QTest::newRow("paused") << Rest::Paused;
    QTest::newRow("waiting") << Rest::Waiting;
}

// A server and a session at rest in that state.
struct RestingSession
{
    explicit RestingSession(Rest rest)
    {
        session->setUrl(server.url());
        session->setIdleTimeout(1h);
        useEndlessWaits(session.get());
        if (rest == Rest::Connecting)
            server.setDefaultScript(Script().silent());
        else if (rest == Rest::Waiting)
            server.setDefaultScript(Script().send(firstEvent).finish());
        else
            server.setDefaultScript(Script().send(firstEvent).repeat(": still here\n"));
        if (rest == Rest::Paused)
            session->pause();
        session->open();
    }

    bool isAtRest(Rest rest) const
    {
        switch (rest) {
        case Rest::Connecting:
            return server.requestCount() == 1 && session->state() == State::Connecting;
        case Rest::Open:
            return log.contains(u"event"_s);
        case Rest::Paused:
            return session->state() == State::Open;
        case Rest::Waiting:
            return session->state() == State::Waiting;
        }
        return false;
    }

    ScriptedServer server;
    std::unique_ptr<QSseSession> session = std::make_unique<QSseSession>();
    SessionLog log{session.get()};
};

int activeTimers(const QSseSession &session)
{
    const auto timers = session.findChildren<QTimer *>();
    return int(std::count_if(timers.cbegin(), timers.cend(),
                             [](const QTimer *timer) { return timer->isActive(); }));
}

} // namespace

class tst_Life : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void wholeLife();
    void openReturnsAtOnce();
    void whatIsSetInTheSameTurnCounts();
    void closeInTheSameTurn();
    void openWhileLiveDoesNothing_data();
    void openWhileLiveDoesNothing();
    void openWhileWaitingReconnectsNow_data();
    void openWhileWaitingReconnectsNow();
    void reconnectNowElsewhereDoesNothing_data() { addRests(); }
    void reconnectNowElsewhereDoesNothing();
    void closedOncePerOpen_data();
    void closedOncePerOpen();
    void closeWhileClosedDoesNothing();
    void orderAtTheEnd_data();
    void orderAtTheEnd();
    void stateComesFirst();
    void errorClearsOnOpened();
    void errorStaysAfterTheEnd();
    void unheardErrorIsLogged();
    void heardErrorIsNotLogged_data();
    void heardErrorIsNotLogged();
    void survivedErrorIsNotLogged();
    void requestHoldsFromTheNextAttempt();
    void lastEventIdIsNotWritableWhileLive_data() { addRests(); }
    void lastEventIdIsNotWritableWhileLive();
    void lastEventIdOutlivesClose();
    void lastEventIdIsWritableWhileClosed();
    void closeLeavesNothing_data() { addRests(); }
    void closeLeavesNothing();
    void destructorEmitsNothing_data() { addRests(); }
    void destructorEmitsNothing();
    void parentDeletesTheSession_data() { addRests(); }
    void parentDeletesTheSession();
    void manyLives();
};

void tst_Life::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Life::wholeLife()
{
    ReplayFeed feed(4, 2);
    QSseSession session{QSseRequest(feed.url())};
    SessionLog log(&session);
    session.setEndMarker("[DONE]");
    useFastReconnects(&session);

    session.open();

    QTRY_VERIFY(log.contains(u"closed"_s));
    const QStringList expected = {
            u"state Connecting"_s, u"state Open"_s,  u"opened"_s,
            u"comment hello"_s,    u"retry 1"_s,     u"event 1"_s,
            u"event 2"_s,          u"id 2"_s,        u"error Network"_s,
            u"state Waiting"_s,    u"reconnect 1"_s, u"state Connecting"_s,
            u"state Open"_s,       u"opened"_s,      u"event 3"_s,
            u"event 4"_s,          u"id 4"_s,        u"error Network"_s,
            u"state Waiting"_s,    u"reconnect 1"_s, u"state Connecting"_s,
            u"state Closed"_s,     u"closed"_s,
    };
    QCOMPARE(log.entries(), expected);
}

void tst_Life::openReturnsAtOnce()
{
    ScriptedServer server;
    QSseSession session{QSseRequest(server.url())};
    SessionLog log(&session);

    session.open();

    QCOMPARE(session.state(), State::Connecting);
    QCOMPARE(log.entries(), QStringList{u"state Connecting"_s});

    // Not even what is wrong from the start comes from inside open().
    QSseSession impossible{QSseRequest(QUrl(u"ftp://localhost/"_s))};
    SessionLog impossibleLog(&impossible);
    impossible.open();
    QCOMPARE(impossible.state(), State::Connecting);
    QCOMPARE(impossibleLog.entries(), QStringList{u"state Connecting"_s});
    QTRY_VERIFY(impossibleLog.contains(u"closed"_s));
    QCOMPARE(impossible.error().kind(), QSseError::Kind::InvalidRequest);
}

void tst_Life::whatIsSetInTheSameTurnCounts()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send(": hi\ndata: 1\n\ndata: stop\n\n"));
    QSseSession session;
    SessionLog log(&session);
    QString comments;
    connect(&session, &QSseSession::eventReceived, this,
            [&](const QSseEvent &event) { comments = event.comments(); });

    session.open();
    QSseRequest request(server.url(u"/late"_s));
    request.setHeader("X-Late", "yes");
    session.setRequest(request);
    session.setEndMarker("stop");
    session.setShowComments(true);

    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().constFirst().target, "/late");
    QCOMPARE(server.requests().constFirst().header("X-Late"), "yes");
    QCOMPARE(log.events(), QStringList{u"1"_s});
    QCOMPARE(comments, u"hi"_s);
}

void tst_Life::closeInTheSameTurn()
{
    ScriptedServer server;
    QSseSession session{QSseRequest(server.url())};
    SessionLog log(&session);

    session.open();
    session.close();
    roundTrips();

    const QStringList expected = {u"state Connecting"_s, u"state Closed"_s, u"closed"_s};
    QCOMPARE(log.entries(), expected);
    QCOMPARE(server.requestCount(), 0);
}

void tst_Life::openWhileLiveDoesNothing_data()
{
    QTest::addColumn<Rest>("rest");
    QTest::newRow("connecting") << Rest::Connecting;
    QTest::newRow("open") << Rest::Open;
    QTest::newRow("paused") << Rest::Paused;
}

void tst_Life::openWhileLiveDoesNothing()
{
    QFETCH(Rest, rest);
    RestingSession resting(rest);
    QTRY_VERIFY(resting.isAtRest(rest));
    const State state = resting.session->state();
    const QStringList before = resting.log.entries();

    resting.session->open();
    roundTrips();

    QCOMPARE(resting.session->state(), state);
    QCOMPARE(without(u"comment"_s, resting.log.entries()), without(u"comment"_s, before));
    QCOMPARE(resting.server.requestCount(), 1);
}

void tst_Life::openWhileWaitingReconnectsNow_data()
{
    QTest::addColumn<bool>("byOpen");
    QTest::newRow("open") << true;
    QTest::newRow("reconnectNow") << false;
}

void tst_Life::openWhileWaitingReconnectsNow()
{
    QFETCH(bool, byOpen);
    ReplayFeed feed(2, 1);
    QSseSession session{QSseRequest(feed.url())};
    SessionLog log(&session);
    useEndlessWaits(&session);
    session.open();
    QTRY_COMPARE(session.state(), State::Waiting);

    byOpen ? session.open() : session.reconnectNow();

    QTRY_COMPARE(log.events(), feed.events());
    QCOMPARE(feed.requests().constLast().header("Last-Event-ID"), "1");
    QCOMPARE(log.count(u"closed"_s), 0);
    QTRY_COMPARE(session.state(), State::Waiting);
    session.close();
    QCOMPARE(log.count(u"closed"_s), 1);
}

void tst_Life::reconnectNowElsewhereDoesNothing()
{
    QFETCH(Rest, rest);
    if (rest == Rest::Waiting) {
        QSseSession session;
        SessionLog log(&session);
        session.reconnectNow();
        roundTrips();
        QCOMPARE(log.entries(), QStringList());
        return;
    }
    RestingSession resting(rest);
    QTRY_VERIFY(resting.isAtRest(rest));
    const State state = resting.session->state();

    resting.session->reconnectNow();
    roundTrips();

    QCOMPARE(resting.session->state(), state);
    QCOMPARE(resting.server.requestCount(), 1);
}

void tst_Life::closedOncePerOpen_data()
{
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QSseError::Kind>("kind");

    using Kind = QSseError::Kind;
    QTest::newRow("close") << Ending::Close << Kind::None;
    QTest::newRow("204") << Ending::NoContent << Kind::None;
    QTest::newRow("end marker") << Ending::EndMarker << Kind::None;
    QTest::newRow("clean end, no reconnects") << Ending::CleanEndWithoutReconnects << Kind::None;
    QTest::newRow("final status") << Ending::FinalStatus << Kind::HttpStatus;
    QTest::newRow("wrong type") << Ending::WrongType << Kind::ContentType;
    QTest::newRow("loss, no reconnects") << Ending::LossWithoutReconnects << Kind::Network;
    QTest::newRow("retries exhausted") << Ending::RetriesExhausted << Kind::RetriesExhausted;
    QTest::newRow("invalid request") << Ending::InvalidRequest << Kind::InvalidRequest;
    QTest::newRow("event too large") << Ending::EventTooLarge << Kind::EventTooLarge;
}

void tst_Life::closedOncePerOpen()
{
    QFETCH(Ending, ending);
    QFETCH(QSseError::Kind, kind);
    ScriptedServer server;
    QSseSession session{QSseRequest(server.url())};
    SessionLog log(&session);
    arrange(ending, &session, &server);

    for (int life = 1; life <= 3; ++life) {
        session.open();
        QTRY_COMPARE(session.state(), State::Closed);
        roundTrips();
        QCOMPARE(log.count(u"closed"_s), life);
        QCOMPARE(log.entries().constLast(), u"closed"_s);
        QCOMPARE(session.error().kind(), kind);
        QCOMPARE(session.errorString().isEmpty(), kind == QSseError::Kind::None);
        QVERIFY(!session.error().willReconnect());
    }
    QTRY_COMPARE(server.openExchanges(), 0);
    QCOMPARE(activeTimers(session), 0);
}

void tst_Life::closeWhileClosedDoesNothing()
{
    QSseSession session;
    SessionLog log(&session);
    session.close();
    roundTrips();
    QCOMPARE(log.entries(), QStringList());
}

void tst_Life::orderAtTheEnd_data()
{
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QStringList>("expected");

    const QStringList quiet = {u"state Closed"_s, u"closed"_s};
    QTest::newRow("close") << Ending::Close << quiet;
    QTest::newRow("204") << Ending::NoContent << quiet;
    QTest::newRow("end marker") << Ending::EndMarker << quiet;
    QTest::newRow("final status") << Ending::FinalStatus
                                  << QStringList{u"error HttpStatus"_s} + quiet;
    QTest::newRow("event too large")
            << Ending::EventTooLarge << QStringList{u"error EventTooLarge"_s} + quiet;
    QTest::newRow("retries exhausted")
            << Ending::RetriesExhausted << QStringList{u"error RetriesExhausted"_s} + quiet;
}

void tst_Life::orderAtTheEnd()
{
    QFETCH(Ending, ending);
    QFETCH(QStringList, expected);
    ScriptedServer server;
    QSseSession session{QSseRequest(server.url())};
    SessionLog log(&session);
    arrange(ending, &session, &server);

    session.open();

    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(log.entriesSince(log.size() - expected.size()), expected);
    QVERIFY(log.entries().at(log.size() - expected.size() - 1) != expected.constFirst());
}

void tst_Life::stateComesFirst()
{
    ScriptedServer server;
    server.enqueue(Script().send(firstEvent).finish());
    server.setDefaultScript(refusal(403));
    QSseSession session{QSseRequest(server.url())};
    session.setEndMarker("[DONE]");
    useFastReconnects(&session);
    QList<State> states;
    QList<QSseError::Kind> kinds;
    connect(&session, &QSseSession::errorOccurred, this, [&](const QSseError &error) {
        states << session.state();
        kinds << session.error().kind();
        QCOMPARE(session.error().kind(), error.kind());
        QCOMPARE(error.willReconnect(), session.state() == State::Waiting);
    });

    session.open();

    QTRY_COMPARE(session.state(), State::Closed);
    QCOMPARE(states, (QList<State>{State::Waiting, State::Closed}));
    QCOMPARE(kinds, (QList{QSseError::Kind::Network, QSseError::Kind::HttpStatus}));
}

void tst_Life::errorClearsOnOpened()
{
    ScriptedServer server;
    server.enqueue(refusal(503));
    server.setDefaultScript(Script());
    QSseSession session{QSseRequest(server.url())};
    useFastReconnects(&session);
    QSignalSpy errorChanged(&session, &QSseSession::errorChanged);
    QSignalSpy opened(&session, &QSseSession::opened);
    connect(&session, &QSseSession::opened, this, [&] { QVERIFY(!session.error()); });
    connect(&session, &QSseSession::reconnectScheduled, this, [&] {
        QCOMPARE(session.error().httpStatus(), 503);
        QVERIFY(session.error().willReconnect());
    });

    session.open();

    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(!session.error());
    QCOMPARE(session.errorString(), QString());
    QCOMPARE(errorChanged.count(), 2);
}

void tst_Life::errorStaysAfterTheEnd()
{
    ScriptedServer server;
    server.setDefaultScript(refusal(403));
    QSseSession session{QSseRequest(server.url())};
    const QSignalSpy errors(&session, &QSseSession::errorOccurred);
    QSignalSpy closed(&session, &QSseSession::closed);
    session.open();
    QTRY_COMPARE(closed.count(), 1);
    QCOMPARE(errors.count(), 1);
    QCOMPARE(session.error().httpStatus(), 403);
    QVERIFY(!session.errorString().isEmpty());
}

void tst_Life::unheardErrorIsLogged()
{
    ScriptedServer server;
    server.setDefaultScript(refusal(404));
    QSseRequest request(server.url());
    request.addQueryItem("key", "secretquery");
    request.setBearerToken("secrettoken");
    QSseSession session(request);
    session.open();
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"^(?!.*secret).*nothing is connected to "
                                            "errorOccurred.*HttpStatus, status 404"_s));
    QTRY_COMPARE(session.state(), State::Closed);
}

void tst_Life::heardErrorIsNotLogged_data()
{
    using Listen = std::function<void(QSseSession *)>;
    QTest::addColumn<Listen>("listen");
    QTest::newRow("errorOccurred") << Listen([](QSseSession *session) {
        connect(session, &QSseSession::errorOccurred, session, [] {});
    });
    QTest::newRow("errorChanged") << Listen([](QSseSession *session) {
        connect(session, &QSseSession::errorChanged, session, [] {});
    });
    QTest::newRow("channel") << Listen([](QSseSession *session) { session->incoming(); });
}

void tst_Life::heardErrorIsNotLogged()
{
    QFETCH(std::function<void(QSseSession *)>, listen);
    ScriptedServer server;
    server.setDefaultScript(refusal(404));
    QSseSession session{QSseRequest(server.url())};
    listen(&session);
    session.open();
    QTRY_COMPARE(session.state(), State::Closed);
    QVERIFY(session.error());
}

void tst_Life::survivedErrorIsNotLogged()
{
    ScriptedServer server;
    server.enqueue(refusal(503));
    server.setDefaultScript(Script());
    QSseSession session{QSseRequest(server.url())};
    useFastReconnects(&session);
    session.open();
    QTRY_COMPARE(session.state(), State::Open);
    QCOMPARE(session.statistics().failures(), 1);
}

void tst_Life::requestHoldsFromTheNextAttempt()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send(firstEvent));
    QSseSession session{QSseRequest(server.url(u"/first"_s))};
    SessionLog log(&session);
    useFastReconnects(&session);
    session.open();
    QTRY_VERIFY(log.contains(u"event"_s));

    session.setUrl(server.url(u"/second"_s));
    roundTrips();
    QCOMPARE(session.state(), State::Open);
    QCOMPARE(server.requestCount(), 1);

    server.lastExchange()->finish();
    QTRY_COMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests().at(0).target, "/first");
    QCOMPARE(server.requests().at(1).target, "/second");
    QCOMPARE(server.requests().at(1).header("Last-Event-ID"), "1");
}

void tst_Life::lastEventIdIsNotWritableWhileLive()
{
    QFETCH(Rest, rest);
    RestingSession resting(rest);
    QTRY_VERIFY(resting.isAtRest(rest));
    const QString id = resting.session->lastEventId();

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"setLastEventId.*live"_s));
    resting.session->setLastEventId(u"mine"_s);

    QCOMPARE(resting.session->lastEventId(), id);
    resting.session->close();
    QCOMPARE(resting.session->lastEventId(), id);
}

void tst_Life::lastEventIdOutlivesClose()
{
    ReplayFeed feed(4, 2);
    QSseSession session{QSseRequest(feed.url())};
    SessionLog log(&session);
    log.atFirst(u"event"_s, [&] { session.close(); });
    session.open();
    QTRY_COMPARE(session.state(), State::Closed);
    QCOMPARE(session.lastEventId(), u"1"_s);

    useFastReconnects(&session);
    session.open();
    QTRY_COMPARE(session.state(), State::Closed);
    QCOMPARE(feed.resumedAfter().constFirst(), "1");
    QCOMPARE(log.events(), feed.events());
}

void tst_Life::lastEventIdIsWritableWhileClosed()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(204));
    QSseSession session{QSseRequest(server.url())};
    SessionLog log(&session);

    session.setLastEventId(u"Ü 7"_s);
    QCOMPARE(session.lastEventId(), u"Ü 7"_s);
    QCOMPARE(log.entries(), QStringList{u"id Ü 7"_s});
    session.open();
    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(server.requests().constFirst().header("Last-Event-ID"), u"Ü 7"_s.toUtf8());

    session.setLastEventId({});
    session.open();
    QTRY_COMPARE(log.count(u"closed"_s), 2);
    QCOMPARE(server.requests().constLast().headerCount("Last-Event-ID"), 0);
}

void tst_Life::closeLeavesNothing()
{
    QFETCH(Rest, rest);
    RestingSession resting(rest);
    QTRY_VERIFY(resting.isAtRest(rest));
    QCOMPARE_GT(activeTimers(*resting.session), rest == Rest::Paused ? -1 : 0);

    resting.session->close();

    QCOMPARE(activeTimers(*resting.session), 0);
    QTRY_COMPARE(resting.server.openExchanges(), 0);
    const qsizetype end = resting.log.size();
    roundTrips();
    QCOMPARE(resting.log.size(), end);
    QCOMPARE(resting.server.requestCount(), 1);
}

void tst_Life::destructorEmitsNothing()
{
    QFETCH(Rest, rest);
    RestingSession resting(rest);
    QTRY_VERIFY(resting.isAtRest(rest));
    const qsizetype end = resting.log.size();

    resting.session.reset();

    QTRY_COMPARE(resting.server.openExchanges(), 0);
    roundTrips();
    QCOMPARE(resting.log.size(), end);
    QCOMPARE(resting.server.requestCount(), 1);
}

void tst_Life::parentDeletesTheSession()
{
    QFETCH(Rest, rest);
    RestingSession resting(rest);
    auto parent = std::make_unique<QObject>();
    resting.session.release()->setParent(parent.get());
    resting.session.reset(static_cast<QSseSession *>(parent->children().constFirst()));
    QTRY_VERIFY(resting.isAtRest(rest));
    const qsizetype end = resting.log.size();

    resting.session.release();
    parent.reset();

    QTRY_COMPARE(resting.server.openExchanges(), 0);
    QCOMPARE(resting.log.size(), end);
}

void tst_Life::manyLives()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send(firstEvent));
    QSseSession session{QSseRequest(server.url())};
    SessionLog log(&session);
    for (int life = 0; life < 50; ++life) {
        session.open();
        if (life % 2 == 0)
            QTRY_COMPARE(session.state(), State::Open);
        session.close();
    }
    QCOMPARE(log.count(u"closed"_s), 50);
    QTRY_COMPARE(server.openExchanges(), 0);
}

QTEST_GUILESS_MAIN(tst_Life)
#include "tst_life.moc"
