// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "replayfeed.h"
#include "sessionlog.h"

#include <QtCore/QEventLoop>
#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

using State = QSseSession::State;

namespace {

// How the first life ends. After each of them the feed goes on where it stood.
enum class Ending { NoContent, Refused, Marker, ByUser };

const QStringList liveSignals = {
        u"state Connecting"_s,
        u"state Open"_s,
        u"opened"_s,
        u"comment"_s,
        u"retry"_s,
        u"event"_s,
        u"id"_s,
        u"error"_s,
        u"reconnect"_s,
        u"state Waiting"_s,
};
const QStringList finalSignals = {u"state Closed"_s, u"closed"_s};

// What a live session may still say once a slot has closed or paused it.
bool isDelivery(const QString &entry)
{
    static const QStringList kinds = {u"event"_s, u"comment"_s, u"retry"_s};
    return kinds.contains(entry.section(u' ', 0, 0));
}

// A session before its first life, a slot that acts in it, and the count of its lives.
class Stage
{
public:
    explicit Stage(Ending ending)
        : session(new QSseSession)
        , log(session)
    {
        session->setUrl(feed.url());
        session->setEndMarker("[DONE]"); // so that each end of a connection is an error
        useFastReconnects(session);
        switch (ending) {
        case Ending::NoContent:
            break;
        case Ending::Refused:
            feed.enqueue(Script().status(403).contentLength(0));
            break;
        case Ending::Marker:
            feed.enqueue(Script().send("data: [DONE]\n\n"));
            break;
        case Ending::ByUser:
            feed.enqueue(Script().send("id: 1\ndata: 1\n\n"));
            break;
        }
    }
    ~Stage() { delete session; }

    void open()
    {
        opens += session->state() == State::Closed ? 1 : 0;
        session->open();
    }

    // Until the slot has acted, which may have deleted the session.
    [[nodiscard]] bool play(Ending ending, const QString &signal, std::function<void()> action)
    {
        log.atFirst(signal, [this, action = std::move(action)] {
            mark = log.size();
            action();
            hasActed = true;
        });
        open();
        if (ending == Ending::ByUser) {
            if (!QTest::qWaitFor([this] { return log.contains(u"event"_s); }))
                return false;
            session->close();
        }
        return QTest::qWaitFor([this] { return hasActed; });
    }

    // The object is as good as new: it goes on to the feed's end and misses nothing.
    void playToTheEnd()
    {
        if (session->state() == State::Closed)
            open();
        QTRY_COMPARE(session->state(), State::Closed);
        if (log.events() != feed.events()) { // the first life ended before the feed began
            open();
            QTRY_COMPARE(session->state(), State::Closed);
        }
        QTRY_COMPARE(feed.openExchanges(), 0);
        QCOMPARE(log.events(), feed.events());
        QCOMPARE(log.count(u"closed"_s), opens);
    }

    ReplayFeed feed{4, 2};
    QPointer<QSseSession> session;
    SessionLog log;
    int opens = 0;
    qsizetype mark = 0; // the log's size when the slot acted
    bool hasActed = false;
};

// Spins an event loop for as long as another session's reconnects take: whatever waits for one here
// has its time come.
void outlastReconnects()
{
    ReplayFeed feed(4, 1);
    QSseSession session{QSseRequest(feed.url())};
    useFastReconnects(&session);
    QEventLoop loop;
    QObject::connect(&session, &QSseSession::closed, &loop, &QEventLoop::quit);
    session.open();
    loop.exec();
}

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

} // namespace

class tst_Reentrancy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void close_data() { addSignals(); }
    void close();
    void reopen_data() { addSignals(); }
    void reopen();
    void openAgain_data() { addSignals(); }
    void openAgain();
    void deleteNow_data() { addSignals(); }
    void deleteNow();
    void deleteLater_data() { addSignals(); }
    void deleteLater();
    void pause_data() { addSignals(); }
    void pause();
    void nestedLoop_data() { addSignals(); }
    void nestedLoop();
    void closeInNestedLoop_data() { addSignals(); }
    void closeInNestedLoop();
    void deleteInNestedLoop_data() { addSignals(); }
    void deleteInNestedLoop();
    void moveToThread_data() { addSignals(); }
    void moveToThread();

private:
    static void addSignals();
};

void tst_Reentrancy::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Reentrancy::addSignals()
{
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QString>("signal");

    const auto addRows = [](const char *name, Ending ending, const QStringList &kinds) {
        for (const QString &kind : kinds)
            QTest::addRow("%s: %s", name, qPrintable(kind)) << ending << kind;
    };
    addRows("no content", Ending::NoContent, liveSignals + finalSignals);
    addRows("refused", Ending::Refused, QStringList{u"error"_s} + finalSignals);
    addRows("end marker", Ending::Marker, finalSignals);
    addRows("closed by the user", Ending::ByUser, finalSignals);
}

void tst_Reentrancy::close()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);

    QVERIFY(stage.play(ending, signal, [&] { stage.session->close(); }));
    roundTrips();

    QTRY_COMPARE(stage.feed.openExchanges(), 0);
    QCOMPARE(stage.session->state(), State::Closed);
    QCOMPARE(stage.log.count(u"closed"_s), 1);
    const QStringList afterwards = without(u"id"_s, stage.log.entriesSince(stage.mark));
    QCOMPARE(without(u"closed"_s, without(u"state Closed"_s, afterwards)), QStringList());

    stage.playToTheEnd();
}

void tst_Reentrancy::reopen()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);

    QVERIFY(stage.play(ending, signal, [&] {
        stage.session->close();
        stage.open();
        QCOMPARE(stage.session->state(), State::Connecting);
    }));

    QTRY_COMPARE(stage.log.count(u"closed"_s), 2);
    QCOMPARE(stage.opens, 2);
    stage.playToTheEnd();
}

// Without a close() it starts what has ended, hurries what waits, and leaves the rest alone.
void tst_Reentrancy::openAgain()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);

    QVERIFY(stage.play(ending, signal, [&] { stage.open(); }));

    QTRY_COMPARE(stage.log.count(u"closed"_s), stage.opens);
    stage.playToTheEnd();
}

void tst_Reentrancy::deleteNow()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);

    QVERIFY(stage.play(ending, signal, [&] { delete stage.session; }));
    roundTrips();

    QTRY_COMPARE(stage.feed.openExchanges(), 0);
    QCOMPARE(stage.log.entriesSince(stage.mark), QStringList());
}

void tst_Reentrancy::deleteLater()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);

    QVERIFY(stage.play(ending, signal, [&] { stage.session->deleteLater(); }));

    QTRY_VERIFY(!stage.session);
    const qsizetype end = stage.log.size();
    roundTrips();
    QTRY_COMPARE(stage.feed.openExchanges(), 0);
    QCOMPARE(stage.log.size(), end);
}

void tst_Reentrancy::pause()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);

    QVERIFY(stage.play(ending, signal, [&] { stage.session->pause(); }));
    roundTrips();
    const QStringList afterwards = stage.log.entriesSince(stage.mark);
    QCOMPARE(std::count_if(afterwards.cbegin(), afterwards.cend(), isDelivery), 0);

    stage.session->resume();
    stage.playToTheEnd();
}

// Nothing comes in the slot's loop, and afterwards all that is due: as if there had been no loop.
void tst_Reentrancy::nestedLoop()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);

    Stage plain(ending);
    QVERIFY(plain.play(ending, signal, [] {}));
    plain.playToTheEnd();

    Stage stage(ending);
    QStringList duringLoop;
    QVERIFY(stage.play(ending, signal, [&] {
        outlastReconnects();
        duringLoop = stage.log.entriesSince(stage.mark);
    }));
    stage.playToTheEnd();

    QCOMPARE(std::count_if(duringLoop.cbegin(), duringLoop.cend(), isDelivery), 0);
    // A loop splits a batch, and lastEventIdChanged() comes once for each.
    QCOMPARE(without(u"id"_s, stage.log.entries()), without(u"id"_s, plain.log.entries()));
}

void tst_Reentrancy::closeInNestedLoop()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);

    QVERIFY(stage.play(ending, signal, [&] {
        roundTrips();
        stage.session->close();
        QCOMPARE(stage.session->state(), State::Closed);
        stage.mark = stage.log.size();
        roundTrips();
    }));
    roundTrips();

    QTRY_COMPARE(stage.feed.openExchanges(), 0);
    QCOMPARE(stage.session->state(), State::Closed);
    QCOMPARE(stage.log.count(u"closed"_s), 1);
    stage.playToTheEnd();
}

void tst_Reentrancy::deleteInNestedLoop()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);

    QVERIFY(stage.play(ending, signal, [&] {
        roundTrips();
        delete stage.session;
        stage.mark = stage.log.size();
        roundTrips();
    }));

    QTRY_COMPARE(stage.feed.openExchanges(), 0);
    QCOMPARE(stage.log.entriesSince(stage.mark), QStringList());
}

void tst_Reentrancy::moveToThread()
{
    QFETCH(Ending, ending);
    QFETCH(QString, signal);
    Stage stage(ending);
    Worker thread;
    QSseSession *session = stage.session;

    QVERIFY(stage.play(ending, signal, [&] { session->moveToThread(&thread); }));
    const auto openThere = [&] {
        QMetaObject::invokeMethod(
                session, [&] { stage.open(); }, Qt::BlockingQueuedConnection);
    };

    QTRY_COMPARE(stage.log.count(u"closed"_s), 1);
    openThere();
    QTRY_COMPARE(stage.log.count(u"closed"_s), 2);
    QCOMPARE(stage.log.events(), stage.feed.events());

    QMetaObject::invokeMethod(
            session, [session] { delete session; }, Qt::BlockingQueuedConnection);
    QTRY_COMPARE(stage.feed.openExchanges(), 0);
}

QTEST_GUILESS_MAIN(tst_Reentrancy)
#include "tst_reentrancy.moc"
