// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"
#include "sessionlog.h"

#include <QtSse/QSseClient>

#include <QtCore/QFutureWatcher>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;

namespace {

QSseError errorOf(QFuture<QString> future)
{
    try {
        future.waitForFinished();
    } catch (const QSseException &exception) {
        return exception.error();
    }
    return {};
}

// Takes the first event whose text is "value".
std::optional<QString> takeValue(const QSseEvent &event)
{
    return event.text() == u"value"_s ? std::optional(event.text()) : std::nullopt;
}

} // namespace

// sseWithRetry(): up to the first value, with a budget of its own.
class tst_Retry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void givesTheFirstValue();
    void takesMoveOnlyValues();
    void seesOnlyMessages();
    void seesCommentsOnRequest();
    void byHostPortPath();

    void retries_data();
    void retries();
    void budgetNeverResets();
    void budgetOfZero_data();
    void budgetOfZero();
    void usesNoPolicyOfTheClient();
    void retriesAPost();
    void givesUpAfterCleanEnds();
    void finalErrorEndsAtOnce();
    void noContentEndsAtOnce();
    void noContentAfterAFailure();
    void endMarkerEndsAtOnce();
    void delayIsTheCalls();

    void badCalls_data();
    void badCalls();
    void badRequest();

    void blockThrows();
    void cancelled_data();
    void cancelled();
    void cancelledInTheBlock();
    void contextDies();
    void clientDies();
    void blockActs_data();
    void blockActs();
    void blockSpinsALoop();
    void continuationDeletesTheClient();
    void continuationOfADeadContext();
    void twoAtATime();
};

void tst_Retry::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Retry::givesTheFirstValue()
{
    ScriptedServer server;
    server.setDefaultScript(
            Script().send("data: 1\n\ndata: value\n\ndata: value\n\ndata: after\n\n"));
    QSseClient client;
    QStringList seen;
    QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, [&](const QSseEvent &event) {
                seen << event.text();
                return takeValue(event);
            });
    QVERIFY(!future.isFinished());
    QVERIFY(future.isRunning());
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.isCanceled());
    QCOMPARE(future.result(), u"value"_s);
    QCOMPARE(future.resultCount(), 1);
    QCOMPARE(seen, (QStringList{u"1"_s, u"value"_s}));
    QTRY_COMPARE(server.openExchanges(), 0);
    QTRY_VERIFY(client.children().isEmpty());
}

void tst_Retry::takesMoveOnlyValues()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 7\n\n"));
    QSseClient client;
    using Number = std::unique_ptr<int>;
    QFuture<Number> future = client.sseWithRetry<Number>(
            server.url(), this, [](const QSseEvent &event) -> std::optional<Number> {
                return std::make_unique<int>(event.text().toInt());
            });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(*future.takeResult(), 7);
}

static const QByteArray mixed = ":c\n\nretry: 1\n\ndata: value\n\n";

static int blocksSeen(QSseClient &client)
{
    ScriptedServer server;
    server.setDefaultScript(Script().send(mixed));
    int count = 0;
    QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), &server, [&](const QSseEvent &event) {
                ++count;
                return takeValue(event);
            });
    [&] { QTRY_VERIFY(future.isFinished()); }();
    return count;
}

void tst_Retry::seesOnlyMessages()
{
    QSseClient client;
    QCOMPARE(blocksSeen(client), 1);
}

void tst_Retry::seesCommentsOnRequest()
{
    QSseClient client;
    client.setShowComments(true);
    client.setShowRetry(true);
    QCOMPARE(blocksSeen(client), 3);
}

void tst_Retry::byHostPortPath()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: value\n\n"));
    QSseClient client;
    const QFuture<QString> future = client.sseWithRetry<QString>(
            "127.0.0.1"_L1, server.port(), "/jobs"_L1, this, takeValue, 1, 1ms);
    QTRY_COMPARE(future.resultCount(), 1);
    QCOMPARE(server.requests().constFirst().target, "/jobs");
}

void tst_Retry::retries_data()
{
    QTest::addColumn<Script>("failure");
    QTest::newRow("503") << Script().status(503).contentLength(0);
    QTest::newRow("clean end") << Script().send("id: 5\ndata: no\n\n").finish();
}

void tst_Retry::retries()
{
    QFETCH(Script, failure);
    ScriptedServer server;
    for (int i = 0; i < 3; ++i)
        server.enqueue(failure);
    server.setDefaultScript(Script().send("data: value\n\n"));
    QSseClient client;
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, takeValue, 3, 1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result(), u"value"_s);
    QCOMPARE(server.requestCount(), 4);
}

// Each connection delivers a message, which would reset the count of a session's own policy.
void tst_Retry::budgetNeverResets()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: no\n\n").finish());
    QSseClient client;
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, takeValue, 2, 1ms);
    QTRY_VERIFY(future.isFinished());
    const QSseError error = errorOf(future);
    QCOMPARE(error.kind(), Kind::RetriesExhausted);
    QVERIFY(error.message().contains(u"2 retries"_s));
    QCOMPARE(server.requestCount(), 3);
}

void tst_Retry::budgetOfZero_data()
{
    QTest::addColumn<int>("maxRetries");
    QTest::newRow("0") << 0;
    QTest::newRow("-1") << -1;
    QTest::newRow("lowest") << std::numeric_limits<int>::min();
}

void tst_Retry::budgetOfZero()
{
    QFETCH(int, maxRetries);
    ScriptedServer server;
    server.setDefaultScript(Script().status(503).contentLength(0));
    QSseClient client;
    if (maxRetries < 0)
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"sseWithRetry: .*below 0"_s));
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, takeValue, maxRetries, -1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(errorOf(future).kind(), Kind::RetriesExhausted);
    QCOMPARE(errorOf(future).httpStatus(), 503);
    QCOMPARE(server.requestCount(), 1);
}

void tst_Retry::usesNoPolicyOfTheClient()
{
    ScriptedServer server;
    server.enqueue(Script().status(503).contentLength(0));
    server.setDefaultScript(Script().send("data: value\n\n"));
    QSseClient client;
    client.setReconnectMode(QSseSession::ReconnectMode::Never);
    client.setReconnectPolicy([](int, const QSseError &) { return false; }, [](int) { return 1h; });
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, takeValue, 1, 1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result(), u"value"_s);
}

void tst_Retry::retriesAPost()
{
    ScriptedServer server;
    server.enqueue(Script().status(503).contentLength(0));
    server.setDefaultScript(Script().send("data: value\n\n"));
    QSseRequest request(server.url());
    request.setBody("{}", "application/json");
    QSseClient client;
    const QFuture<QString> future = client.sseWithRetry<QString>(request, this, takeValue, 1, 1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result(), u"value"_s);
    QCOMPARE(server.requests().constLast().body, "{}");
}

void tst_Retry::givesUpAfterCleanEnds()
{
    ScriptedServer server;
    server.setDefaultScript(Script().finish());
    QSseClient client;
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, takeValue, 1, 1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(errorOf(future).kind(), Kind::RetriesExhausted);
    QVERIFY(errorOf(future).message().contains(u"1 retry: the stream ended"_s));
}

void tst_Retry::finalErrorEndsAtOnce()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(404).contentLength(4).send("gone"));
    QSseClient client;
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, takeValue, 5, 1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(errorOf(future).kind(), Kind::HttpStatus);
    QCOMPARE(errorOf(future).body(), "gone");
    QCOMPARE(server.requestCount(), 1);
}

void tst_Retry::noContentEndsAtOnce()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(204));
    QSseClient client;
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, takeValue, 5, 1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(errorOf(future).kind(), Kind::RetriesExhausted);
    QCOMPARE(server.requestCount(), 1);
}

// The session has the error of the attempt before until a stream opens.
void tst_Retry::noContentAfterAFailure()
{
    ScriptedServer server;
    server.enqueue(Script().status(503).contentLength(0));
    server.setDefaultScript(Script().status(204));
    QSseClient client;
    const auto future = client.sseWithRetry<QString>(server.url(), this, takeValue, 3, 1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(errorOf(future).kind(), Kind::RetriesExhausted);
    QVERIFY(!errorOf(future).willReconnect());
    QCOMPARE(server.requestCount(), 2);
}

void tst_Retry::endMarkerEndsAtOnce()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: no\n\ndata: [DONE]\n\n"));
    QSseClient client;
    client.setEndMarker("[DONE]");
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, takeValue, 5, 1ms);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(errorOf(future).kind(), Kind::RetriesExhausted);
    QCOMPARE(server.requestCount(), 1);
}

// The first connection is lost, and the next one would come in an hour.
void tst_Retry::delayIsTheCalls()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(503).contentLength(0));
    QSseClient client;
    QFuture<QString> future = client.sseWithRetry<QString>(server.url(), this, takeValue, 3, 1h);
    auto *session = client.findChild<QSseSession *>();
    QSignalSpy scheduled(session, &QSseSession::reconnectScheduled);
    QTRY_COMPARE(scheduled.count(), 1);
    QCOMPARE(scheduled.at(0).at(1).value<std::chrono::milliseconds>(), 1h);
    QVERIFY(!future.isFinished());
    future.cancel();
    QTRY_VERIFY(future.isFinished());
}

void tst_Retry::badCalls_data()
{
    QTest::addColumn<bool>("hasContext");
    QTest::addColumn<bool>("hasBlock");
    QTest::addColumn<QString>("warning");
    QTest::newRow("no context") << false << true << u"no context"_s;
    QTest::newRow("no block") << true << false << u"no function"_s;
}

void tst_Retry::badCalls()
{
    QFETCH(bool, hasContext);
    QFETCH(bool, hasBlock);
    QFETCH(QString, warning);
    ScriptedServer server;
    QSseClient client;
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"QSseClient::sseWithRetry: .*"_s + warning));
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), hasContext ? this : nullptr,
                                         hasBlock ? takeValue : QSseClient::Block<QString>());
    QVERIFY(future.isFinished());
    QCOMPARE(errorOf(future).kind(), Kind::InvalidRequest);
    QVERIFY(errorOf(future).message().contains(warning));
    QCOMPARE(server.requestCount(), 0);
}

void tst_Retry::badRequest()
{
    QSseClient client;
    const QFuture<QString> future =
            client.sseWithRetry<QString>(QUrl(u"ftp://localhost/"_s), this, takeValue);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(errorOf(future).kind(), Kind::InvalidRequest);
}

void tst_Retry::blockThrows()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\ndata: 2\n\n"));
    QSseClient client;
    int calls = 0;
    const QFuture<QString> future = client.sseWithRetry<QString>(
            server.url(), this, [&](const QSseEvent &) -> std::optional<QString> {
                ++calls;
                throw std::runtime_error("secret");
            });
    QTRY_VERIFY(future.isFinished());
    const QSseError error = errorOf(future);
    QCOMPARE(error.kind(), Kind::Handler);
    QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(error.exception()), std::runtime_error);
    QTRY_COMPARE(server.openExchanges(), 0);
    QCOMPARE(calls, 1);
    QCOMPARE(server.requestCount(), 1);
}

void tst_Retry::cancelled_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QSseSession::State>("state");
    QTest::newRow("connecting") << Script().silent() << QSseSession::State::Connecting;
    QTest::newRow("open") << Script() << QSseSession::State::Open;
    QTest::newRow("waiting") << Script().status(503).contentLength(0)
                             << QSseSession::State::Waiting;
}

void tst_Retry::cancelled()
{
    QFETCH(Script, script);
    QFETCH(QSseSession::State, state);
    ScriptedServer server;
    server.setDefaultScript(script);
    QSseClient client;
    QFuture<QString> future = client.sseWithRetry<QString>(server.url(), this, takeValue, 3, 1h);
    auto *session = client.findChild<QSseSession *>();
    QTRY_COMPARE(server.requestCount(), 1);
    QTRY_COMPARE(session->state(), state);

    future.cancel();
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.isCanceled());
    QCOMPARE(future.resultCount(), 0);
    QTRY_COMPARE(server.openExchanges(), 0);
    QTRY_VERIFY(client.children().isEmpty());
}

// Not one more event, and what the block returns does not count.
void tst_Retry::cancelledInTheBlock()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\ndata: value\n\n"));
    QSseClient client;
    QStringList seen;
    QFuture<QString> future;
    future = client.sseWithRetry<QString>(server.url(), this, [&](const QSseEvent &event) {
        seen << event.text();
        future.cancel();
        return event.text();
    });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), 0);
    QTRY_COMPARE(server.openExchanges(), 0);
    QCOMPARE(seen, QStringList{u"1"_s});
}

void tst_Retry::contextDies()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseClient client;
    auto context = std::make_unique<QObject>();
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), context.get(), takeValue);
    QTRY_COMPARE(server.requestCount(), 1);
    context.reset();
    QVERIFY(future.isCanceled());
    QTRY_COMPARE(server.openExchanges(), 0);
    QTRY_VERIFY(client.children().isEmpty());
}

void tst_Retry::clientDies()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    auto client = std::make_unique<QSseClient>();
    const QFuture<QString> future = client->sseWithRetry<QString>(server.url(), this, takeValue);
    QTRY_COMPARE(server.requestCount(), 1);
    client.reset();
    QVERIFY(future.isCanceled());
    QTRY_COMPARE(server.openExchanges(), 0);
}

void tst_Retry::blockActs_data()
{
    QTest::addColumn<bool>("deletesContext");
    QTest::addColumn<bool>("throws");
    QTest::newRow("deletes context") << true << false;
    QTest::newRow("deletes client") << false << false;
    QTest::newRow("deletes context, throws") << true << true;
    QTest::newRow("deletes client, throws") << false << true;
}

void tst_Retry::blockActs()
{
    QFETCH(bool, deletesContext);
    QFETCH(bool, throws);
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: value\n\ndata: value\n\n"));
    auto client = std::make_unique<QSseClient>();
    auto context = std::make_unique<QObject>();
    int calls = 0;
    const QFuture<QString> future =
            client->sseWithRetry<QString>(server.url(), context.get(), [&](const QSseEvent &event) {
                ++calls;
                deletesContext ? context.reset() : client.reset();
                if (throws)
                    throw std::runtime_error("x");
                return takeValue(event);
            });
    QTRY_VERIFY(future.isCanceled());
    QCOMPARE(future.resultCount(), 0);
    QTRY_COMPARE(server.openExchanges(), 0);
    QCOMPARE(calls, 1);
}

void tst_Retry::blockSpinsALoop()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\ndata: value\n\n"));
    QSseClient client;
    int depth = 0;
    const QFuture<QString> future =
            client.sseWithRetry<QString>(server.url(), this, [&](const QSseEvent &event) {
                [&] { QCOMPARE(depth, 0); }();
                ++depth;
                roundTrips();
                --depth;
                return takeValue(event);
            });
    QTRY_COMPARE(future.resultCount(), 1);
}

void tst_Retry::continuationDeletesTheClient()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: value\n\n"));
    auto client = std::make_unique<QSseClient>();
    QString value;
    client->sseWithRetry<QString>(server.url(), this, takeValue).then([&](const QString &text) {
        value = text;
        client.reset();
    });
    QTRY_COMPARE(value, u"value"_s);
    QVERIFY(!client);
    QTRY_COMPARE(server.openExchanges(), 0);
}

// Qt before 6.10 asserts that the context of a continuation lives when its future finishes. A
// window that is closed takes it along, and the client as well.
void tst_Retry::continuationOfADeadContext()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    auto client = std::make_unique<QSseClient>();
    auto context = std::make_unique<QObject>();
    bool isCalled = false;
    const auto future = client->sseWithRetry<QString>(server.url(), context.get(), takeValue)
                                .then(context.get(), [&](const QString &) { isCalled = true; });
    client->sseWithRetry<QString>(server.url(), this, takeValue)
            .then(client.get(), [&](const QString &) { isCalled = true; });
    QTRY_COMPARE(server.requestCount(), 2);
    context.reset();
    client.reset();
    QTRY_COMPARE(server.openExchanges(), 0);
    QVERIFY(!isCalled);
}

void tst_Retry::twoAtATime()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: value\n\n"));
    QSseClient client;
    const auto one = client.sseWithRetry<QString>(server.url(), this, takeValue);
    const auto other = client.sseWithRetry<QString>(server.url(), this, takeValue);
    QTRY_COMPARE(one.resultCount(), 1);
    QTRY_COMPARE(other.resultCount(), 1);
    QCOMPARE(server.requestCount(), 2);
}

QTEST_GUILESS_MAIN(tst_Retry)
#include "tst_retry.moc"
