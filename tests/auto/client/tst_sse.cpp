// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "replayfeed.h"
#include "sessionlog.h"

#include <QtSse/QSseClient>

#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

namespace {

// A client, a context and a stream of two events that stays open.
struct Stage
{
    Stage() { server.setDefaultScript(Script().send("data: 1\n\ndata: 2\n\n")); }

    QSseSession *sse(QSseClient::Handler handler)
    {
        session = client->sse(server.url(), context.get(), std::move(handler));
        return session;
    }
    // A handler that keeps what comes and acts at the first event.
    QSseSession *sseActing(std::function<void()> action)
    {
        return sse([this, action = std::move(action)](const QSseEvent &event) {
            texts << event.text();
            if (texts.size() == 1)
                action();
        });
    }

    ScriptedServer server;
    std::unique_ptr<QSseClient> client = std::make_unique<QSseClient>();
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    QPointer<QSseSession> session;
    QStringList texts;
};

// An error of that kind that nothing is connected to.
void expectUnheard(const QString &kind)
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^(?!.*secret).*nothing is connected to "
                                                          "errorOccurred.*%1"_s.arg(kind)));
}

QSseClient::Handler ignoreEvents()
{
    return [](const QSseEvent &) {};
}

} // namespace

// sse(): a function for each event, what it may do, and when it ends.
class tst_Sse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void badCalls_data();
    void badCalls();
    void contextInOtherThread();
    void badRequest_data();
    void badRequest();

    void isChildOfTheClient();
    void handlerSeesReconnects();
    void goesAfterClosed_data();
    void goesAfterClosed();
    void staysWhenReopened();
    void contextDies_data();
    void contextDies();
    void contextDiesWhileReconnecting();
    void clientDies();
    void contextIsTheClient();

    void handlerActs_data();
    void handlerActs();
    void handlerReopens();
    void handlerSpinsALoop();
    void handlerCallsAgain();

    void handlerThrows();
    void handlerThrowsNoStandardException();
    void handlerThrowsUnheard();
    void handlerThrowsAfterClose_data();
    void handlerThrowsAfterClose();
    void handlerThrowsAfterMove();
    void throwingHandlerIsNotReconnected();
    void openAgainAfterThrow();
};

void tst_Sse::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Sse::badCalls_data()
{
    QTest::addColumn<bool>("hasContext");
    QTest::addColumn<QSseClient::Handler>("handler");
    QTest::addColumn<QString>("warning");
    QTest::newRow("no context") << false << ignoreEvents() << u"QSseClient::sse: .*no context"_s;
    QTest::newRow("no handler") << true << QSseClient::Handler()
                                << u"QSseClient::sse: .*no function"_s;
}

void tst_Sse::badCalls()
{
    QFETCH(bool, hasContext);
    QFETCH(QSseClient::Handler, handler);
    QFETCH(QString, warning);
    QSseClient client;
    const QUrl url(u"http://localhost:1/"_s);
    const QObject *context = hasContext ? this : nullptr;

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(warning));
    QVERIFY(!client.sse(url, context, handler));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(warning));
    QVERIFY(!client.sse<int>(url, context,
                             handler ? [](int, const QSseEvent &) {}
                                     : QSseClient::ValueHandler<int>()));
    QVERIFY(client.children().isEmpty());
}

void tst_Sse::contextInOtherThread()
{
    QThread thread;
    thread.start();
    QObject context;
    context.moveToThread(&thread);
    QSseClient client;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"another thread"_s));
    QVERIFY(!client.sse(QUrl(u"http://localhost:1/"_s), &context, ignoreEvents()));
    thread.quit();
    thread.wait();
}

void tst_Sse::badRequest_data()
{
    QTest::addColumn<QSseRequest>("request");
    QSseRequest withLineBreak(QUrl(u"http://localhost:1/"_s));
    withLineBreak.setHeader("X-A", "b\nc");
    QTest::newRow("no URL") << QSseRequest();
    QTest::newRow("no scheme") << QSseRequest(QUrl(u"localhost"_s));
    QTest::newRow("other scheme") << QSseRequest(QUrl(u"ftp://localhost/"_s));
    QTest::newRow("broken URL") << QSseRequest(QUrl(u"http://local host/"_s));
    QTest::newRow("header") << withLineBreak;
}

void tst_Sse::badRequest()
{
    QFETCH(QSseRequest, request);
    QSseClient client;
    QPointer<QSseSession> session = client.sse(request, this, ignoreEvents());
    QSignalSpy closed(session, &QSseSession::closed);
    Kind kind = Kind::None;
    connect(session, &QSseSession::errorOccurred, this,
            [&](const QSseError &error) { kind = error.kind(); });
    QCOMPARE(session->state(), State::Connecting);
    QTRY_VERIFY(!session);
    QCOMPARE(closed.count(), 1);
    QCOMPARE(kind, Kind::InvalidRequest);
}

void tst_Sse::isChildOfTheClient()
{
    Stage stage;
    QCOMPARE(stage.sse(ignoreEvents())->parent(), stage.client.get());
    const std::unique_ptr<QSseSession> session(stage.client->session(stage.server.url()));
    QCOMPARE(session->parent(), stage.client.get());
}

void tst_Sse::handlerSeesReconnects()
{
    ReplayFeed feed(6, 2);
    QSseClient client;
    QStringList texts;
    QSseSession *session =
            client.sse(feed.url(), this, [&](const QSseEvent &event) { texts << event.text(); });
    useFastReconnects(session);
    QTRY_COMPARE(texts, feed.events());
}

void tst_Sse::goesAfterClosed_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("204") << Script().status(204);
    QTest::newRow("404") << Script().status(404).contentLength(0);
    QTest::newRow("end marker") << Script().send("data: [DONE]\n\n");
}

void tst_Sse::goesAfterClosed()
{
    QFETCH(Script, script);
    Stage stage;
    stage.server.setDefaultScript(script);
    stage.sse(ignoreEvents())->setEndMarker("[DONE]");
    const QSignalSpy errors(stage.session, &QSseSession::errorOccurred);
    QSignalSpy closed(stage.session, &QSseSession::closed);
    QTRY_VERIFY(!stage.session);
    QCOMPARE(closed.count(), 1);
}

void tst_Sse::staysWhenReopened()
{
    Stage stage;
    int opened = 0;
    connect(stage.sse(ignoreEvents()), &QSseSession::closed, this, [&] {
        if (++opened == 1)
            stage.session->open();
    });
    QTRY_COMPARE(stage.session->state(), State::Open);
    stage.session->close();
    QTRY_COMPARE(stage.session->state(), State::Open);
    stage.session->close();
    QTRY_VERIFY(!stage.session);
    QCOMPARE(opened, 2);
}

void tst_Sse::contextDies_data()
{
    QTest::addColumn<State>("state");
    QTest::newRow("connecting") << State::Connecting;
    QTest::newRow("open") << State::Open;
}

void tst_Sse::contextDies()
{
    QFETCH(State, state);
    Stage stage;
    QSignalSpy closed(stage.sse(ignoreEvents()), &QSseSession::closed);
    QTRY_COMPARE(stage.session->state(), state);
    stage.context.reset();
    QVERIFY(!stage.session);
    QTRY_COMPARE(stage.server.openExchanges(), 0);
    QCOMPARE(closed.count(), 0);
}

void tst_Sse::contextDiesWhileReconnecting()
{
    Stage stage;
    stage.server.setDefaultScript(Script().status(503).contentLength(0));
    useEndlessWaits(stage.sse(ignoreEvents()));
    QTRY_COMPARE(stage.session->state(), State::Waiting);
    stage.context.reset();
    QVERIFY(!stage.session);
}

void tst_Sse::clientDies()
{
    Stage stage;
    stage.sse(ignoreEvents());
    QTRY_COMPARE(stage.session->state(), State::Open);
    stage.client.reset();
    QVERIFY(!stage.session);
    QTRY_COMPARE(stage.server.openExchanges(), 0);
}

void tst_Sse::contextIsTheClient()
{
    Stage stage;
    stage.session = stage.client->sse(stage.server.url(), stage.client.get(), ignoreEvents());
    QTRY_COMPARE(stage.session->state(), State::Open);
    stage.client.reset();
    QVERIFY(!stage.session);
}

void tst_Sse::handlerActs_data()
{
    QTest::addColumn<int>("action");
    QTest::newRow("close") << 0;
    QTest::newRow("delete session") << 1;
    QTest::newRow("delete context") << 2;
    QTest::newRow("delete client") << 3;
}

void tst_Sse::handlerActs()
{
    QFETCH(int, action);
    Stage stage;
    stage.sseActing([&] {
        switch (action) {
        case 0:
            stage.session->close();
            break;
        case 1:
            delete stage.session.data();
            break;
        case 2:
            stage.context.reset();
            break;
        case 3:
            stage.client.reset();
            break;
        }
    });
    QTRY_COMPARE(stage.texts.size(), 1);
    QTRY_VERIFY(!stage.session);
    QTRY_COMPARE(stage.server.openExchanges(), 0);
    roundTrips();
    QCOMPARE(stage.texts, QStringList{u"1"_s});
    QCOMPARE(stage.server.requestCount(), 1);
}

void tst_Sse::handlerReopens()
{
    Stage stage;
    stage.sseActing([&] {
        stage.session->close();
        stage.session->open();
    });
    QTRY_COMPARE(stage.texts, (QStringList{u"1"_s, u"1"_s, u"2"_s}));
    QCOMPARE(stage.session->state(), State::Open);
    QCOMPARE(stage.server.requestCount(), 2);
}

void tst_Sse::handlerSpinsALoop()
{
    Stage stage;
    qsizetype seenMeanwhile = 0;
    stage.sseActing([&] {
        roundTrips();
        seenMeanwhile = stage.texts.size();
    });
    QTRY_COMPARE(stage.texts, (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(seenMeanwhile, 1);
}

void tst_Sse::handlerCallsAgain()
{
    Stage stage;
    QStringList inner;
    stage.sseActing([&] {
        stage.client->sse(stage.server.url(), this,
                          [&](const QSseEvent &event) { inner << event.text(); });
    });
    QTRY_COMPARE(inner, (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(stage.texts, (QStringList{u"1"_s, u"2"_s}));
}

void tst_Sse::handlerThrows()
{
    Stage stage;
    SessionLog log(stage.sseActing([] { throw std::runtime_error("secret words"); }));
    QSseError error;
    connect(stage.session, &QSseSession::errorOccurred, this,
            [&](const QSseError &occurred) { error = occurred; });
    QTRY_VERIFY(!stage.session);
    QCOMPARE(stage.texts, QStringList{u"1"_s});
    QCOMPARE(without(u"event"_s, log.entries()),
             (QStringList{u"state Open"_s, u"opened"_s, u"error Handler"_s, u"state Closed"_s,
                          u"closed"_s}));
    QVERIFY(!error.willReconnect());
    QVERIFY(!error.message().contains(u"secret"_s));
    QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(error.exception()), std::runtime_error);
    QTRY_COMPARE(stage.server.openExchanges(), 0);
}

void tst_Sse::handlerThrowsNoStandardException()
{
    Stage stage;
    stage.sseActing([] { throw 42; });
    Kind kind = Kind::None;
    connect(stage.session, &QSseSession::errorOccurred, this,
            [&](const QSseError &error) { kind = error.kind(); });
    QTRY_VERIFY(!stage.session);
    QCOMPARE(kind, Kind::Handler);
}

void tst_Sse::handlerThrowsUnheard()
{
    Stage stage;
    stage.sseActing([] { throw std::runtime_error("secret words"); });
    expectUnheard(u"Handler"_s);
    QTRY_VERIFY(!stage.session);
}

void tst_Sse::handlerThrowsAfterClose_data()
{
    QTest::addColumn<bool>("deletes");
    QTest::newRow("closed") << false;
    QTest::newRow("deleted") << true;
}

void tst_Sse::handlerThrowsAfterClose()
{
    QFETCH(bool, deletes);
    Stage stage;
    stage.sseActing([&] {
        stage.session->close();
        if (deletes)
            delete stage.session.data();
        throw std::runtime_error("x");
    });
    QSignalSpy errors(stage.session, &QSseSession::errorOccurred);
    QSignalSpy closed(stage.session, &QSseSession::closed);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"its session and failed.*Handler"_s));
    QTRY_VERIFY(!stage.session);
    QCOMPARE(errors.count(), 0);
    QCOMPARE(closed.count(), 1);
}

void tst_Sse::handlerThrowsAfterMove()
{
    QThread thread;
    thread.start();
    Stage stage;
    QPointer<QSseSession> session = stage.sseActing([&] {
        stage.session->setParent(nullptr);
        stage.session->moveToThread(&thread);
        throw std::runtime_error("x");
    });
    QAtomicInt kind;
    connect(session, &QSseSession::errorOccurred, session,
            [&](const QSseError &error) { kind = int(error.kind()); });
    QTRY_COMPARE(kind, int(Kind::Handler));
    QTRY_VERIFY(!session);
    thread.quit();
    thread.wait();
    QCOMPARE(stage.texts, QStringList{u"1"_s});
}

void tst_Sse::throwingHandlerIsNotReconnected()
{
    Stage stage;
    stage.client->setReconnectPolicy([](int, const QSseError &) { return true; },
                                     [](int) { return 1ms; });
    stage.client->setReconnectMode(QSseSession::ReconnectMode::Always);
    stage.sseActing([] { throw std::runtime_error("x"); });
    expectUnheard(u"Handler"_s);
    QTRY_VERIFY(!stage.session);
    roundTrips();
    QCOMPARE(stage.server.requestCount(), 1);
}

void tst_Sse::openAgainAfterThrow()
{
    Stage stage;
    stage.sseActing([] { throw std::runtime_error("x"); });
    connect(stage.session, &QSseSession::closed, this, [&] { stage.session->open(); });
    expectUnheard(u"Handler"_s);
    QTRY_COMPARE(stage.texts, (QStringList{u"1"_s, u"1"_s, u"2"_s}));
    QVERIFY(!stage.session->error());
    stage.context.reset();
}

QTEST_GUILESS_MAIN(tst_Sse)
#include "tst_sse.moc"
