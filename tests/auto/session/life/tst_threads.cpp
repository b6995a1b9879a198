// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "replayfeed.h"
#include "sessionlog.h"

#include <QtCore/QEventLoop>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <atomic>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

using State = QSseSession::State;

namespace {

// Ends with the test, also where that fails.
class Worker : public QThread
{
public:
    Worker() { start(); }
    ~Worker() override { finish(); }

    void finish()
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

State stateOf(QSseSession *session)
{
    State state = State::Closed;
    runWhereItLives(session, [&] { state = session->state(); });
    return state;
}

void deleteWhereItLives(QSseSession *session)
{
    runWhereItLives(session, [session] { delete session; });
}

} // namespace

class tst_Threads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void moveWhileOpen();
    void moveWhilePaused();
    void moveWhileWaiting();
    void moveWhileConnecting();
    void moveWhileClosed();
    void signalsComeInTheNewThread();
    void moveToAndFro();
    void sessionsEndWithTheirThread_data();
    void sessionsEndWithTheirThread();
    void threadAfterThread();
    void queuedEventsAreKept();
};

void tst_Threads::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Threads::moveWhileOpen()
{
    ReplayFeed feed(20, 20);
    feed.enqueue(Script().send("id: 1\ndata: 1\n\n"));
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    session->setEndMarker("[DONE]");
    useFastReconnects(session);
    session->open();
    QTRY_VERIFY(log.contains(u"event"_s));

    Worker worker;
    session->moveToThread(&worker);

    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(log.events(), feed.events());
    QCOMPARE(feed.requests().at(1).header("Last-Event-ID"), "1");
    QCOMPARE(log.count(u"error"_s), 1); // the feed's cut; the move is none
    QTRY_COMPARE(feed.openExchanges(), 0);
    deleteWhereItLives(session);
}

void tst_Threads::moveWhilePaused()
{
    ReplayFeed feed(20, 20);
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    useFastReconnects(session);
    log.atFirst(u"event"_s, [session] { session->pause(); });
    session->open();
    QTRY_VERIFY(log.contains(u"event"_s));

    Worker worker;
    session->moveToThread(&worker);
    QTRY_VERIFY(feed.resumedAfter().contains("1"));
    QTRY_COMPARE(stateOf(session), State::Open);
    QCOMPARE(log.events(), QStringList{u"1"_s});

    runWhereItLives(session, [session] { session->resume(); });
    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(log.events(), feed.events());
    deleteWhereItLives(session);
}

// The wait goes on, it neither ends nor begins anew.
void tst_Threads::moveWhileWaiting()
{
    ReplayFeed feed(2, 1);
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    useEndlessWaits(session);
    session->open();
    QTRY_COMPARE(session->state(), State::Waiting);
    const QStringList before = log.entries();

    Worker worker;
    session->moveToThread(&worker);
    roundTrips();
    QCOMPARE(stateOf(session), State::Waiting);
    QCOMPARE(log.entries(), before);

    runWhereItLives(session, [session] { session->reconnectNow(); });
    QTRY_COMPARE(log.events(), feed.events());
    deleteWhereItLives(session);
}

void tst_Threads::moveWhileConnecting()
{
    ReplayFeed feed(3, 3);
    feed.enqueue(Script().silent());
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    useFastReconnects(session);
    session->open();
    QTRY_COMPARE(feed.requestCount(), 1);

    Worker worker;
    session->moveToThread(&worker);

    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(log.events(), feed.events());
    QTRY_COMPARE(feed.openExchanges(), 0);
    deleteWhereItLives(session);
}

void tst_Threads::moveWhileClosed()
{
    ReplayFeed feed(3, 3);
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    useFastReconnects(session);

    Worker worker;
    session->moveToThread(&worker);
    roundTrips();
    QCOMPARE(log.entries(), QStringList());

    runWhereItLives(session, [session] { session->open(); });
    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(log.events(), feed.events());
    deleteWhereItLives(session);
}

void tst_Threads::signalsComeInTheNewThread()
{
    ReplayFeed feed(10, 2);
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    useFastReconnects(session);
    Worker worker;
    std::atomic<int> elsewhere = 0;
    connect(session, &QSseSession::eventReceived, [&](const QSseEvent &event) {
        const QThread *expected = event.id() == u"1"_s ? qApp->thread() : &worker;
        elsewhere += QThread::currentThread() == expected ? 0 : 1;
    });
    log.atFirst(u"event"_s, [&] { session->moveToThread(&worker); });
    session->open();

    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(log.events(), feed.events());
    QCOMPARE(elsewhere.load(), 0);
    deleteWhereItLives(session);
}

// Each connection gives ten events, and each move may lose some of them on the way: the next one
// makes up for it.
void tst_Threads::moveToAndFro()
{
    ReplayFeed feed(400, 10);
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    useFastReconnects(session);
    Worker workers[2];
    std::atomic<int> moves = 0;
    connect(session, &QSseSession::eventReceived, [&](const QSseEvent &event) {
        if (event.text().toInt() % 7 == 0)
            session->moveToThread(&workers[++moves % 2]);
    });

    session->open();

    QTRY_VERIFY_WITH_TIMEOUT(log.contains(u"closed"_s), 60000);
    QCOMPARE(log.events(), feed.events());
    QCOMPARE(moves.load(), 400 / 7);
    QCOMPARE(log.count(u"closed"_s), 1);
    QTRY_COMPARE(feed.openExchanges(), 0);
    deleteWhereItLives(session);
}

enum class Death { LaterOnFinished, Local, ChildOfALocal, ClosedAndLeft, Left };

void tst_Threads::sessionsEndWithTheirThread_data()
{
    QTest::addColumn<Death>("death");
    QTest::newRow("deleteLater on finished") << Death::LaterOnFinished;
    QTest::newRow("local in run") << Death::Local;
    QTest::newRow("child of a local in run") << Death::ChildOfALocal;
    QTest::newRow("closed, deleted after the thread") << Death::ClosedAndLeft;
    QTest::newRow("live, deleted after the thread") << Death::Left;
}

void tst_Threads::sessionsEndWithTheirThread()
{
    QFETCH(Death, death);
    constexpr int count = 8; // more than one manager has connections for
    ScriptedServer server;
    // Qt warns of any timer that is active when its object is deleted after its thread.
    const bool isQuiet = death == Death::Left;
    server.setDefaultScript(isQuiet ? Script().send("data: 1\n\n")
                                    : Script().send("data: 1\n\n").repeat(": more\n"));
    std::atomic<int> received = 0;
    std::atomic<int> ends = 0;
    std::vector<std::unique_ptr<QSseSession>> survivors;
    const auto newSession = [&] {
        auto session = std::make_unique<QSseSession>(QSseRequest(server.url()));
        connect(session.get(), &QSseSession::eventReceived, [&] { ++received; });
        connect(session.get(), &QSseSession::errorOccurred, [&] { ++ends; });
        connect(session.get(), &QSseSession::closed, [&] { ++ends; });
        session->open();
        return session;
    };

    const std::unique_ptr<QThread> thread(QThread::create([&] {
        QObject parent;
        std::vector<std::unique_ptr<QSseSession>> sessions;
        for (int index = 0; index < count; ++index)
            sessions.push_back(newSession());
        QEventLoop loop;
        while (received < count)
            loop.processEvents(QEventLoop::WaitForMoreEvents);

        for (auto &session : sessions) {
            if (death == Death::ChildOfALocal) {
                session.release()->setParent(&parent);
            } else if (death == Death::LaterOnFinished) {
                connect(QThread::currentThread(), &QThread::finished, session.get(),
                        &QObject::deleteLater);
                session.release();
            } else if (death == Death::ClosedAndLeft) {
                session->close();
            }
        }
        if (death == Death::ClosedAndLeft || death == Death::Left)
            survivors = std::move(sessions);
    }));
    thread->start();
    QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 60000);
    thread->wait();

    survivors.clear();
    QTRY_COMPARE(server.openExchanges(), 0);
    QCOMPARE(received.load(), count);
    QCOMPARE(ends.load(), death == Death::ClosedAndLeft ? count : 0);
}

// A live session moves out of each thread before that ends.
void tst_Threads::threadAfterThread()
{
    ReplayFeed feed(100, 10);
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    useFastReconnects(session);
    session->open();
    for (int round = 0; round < 10; ++round) {
        Worker worker;
        const qsizetype before = log.events().size();
        session->moveToThread(&worker);
        QTRY_VERIFY(log.events().size() > before || log.contains(u"closed"_s));
        runWhereItLives(session, [session] { session->moveToThread(qApp->thread()); });
    }
    QTRY_VERIFY(log.contains(u"closed"_s));
    QCOMPARE(log.events(), feed.events());
    delete session;
}

void tst_Threads::queuedEventsAreKept()
{
    ReplayFeed feed(2000, 500);
    Worker worker;
    auto *session = new QSseSession(QSseRequest(feed.url()));
    SessionLog log(session);
    useFastReconnects(session);
    QStringList texts;
    QStringList ids;
    connect(session, &QSseSession::eventReceived, this, [&](const QSseEvent &event) {
        texts << event.text();
        ids << event.lastEventId();
    });
    session->moveToThread(&worker);
    runWhereItLives(session, [session] { session->open(); });

    QTRY_VERIFY(log.contains(u"closed"_s));
    deleteWhereItLives(session);
    QTRY_COMPARE(texts.size(), feed.events().size());
    QCOMPARE(texts, feed.events());
    QCOMPARE(ids, feed.events());
}

QTEST_GUILESS_MAIN(tst_Threads)
#include "tst_threads.moc"
