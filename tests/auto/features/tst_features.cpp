// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"

#include <QtSse/QSse>
#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseClient>

#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

struct Quote
{
    Q_GADGET
    Q_PROPERTY(QString symbol MEMBER symbol)
    Q_PROPERTY(double bid MEMBER bid)

public:
    QString symbol;
    double bid = 0;
};

namespace {

// Never ends by itself.
QUrl serve(ScriptedServer &server, const QByteArray &stream)
{
    server.setDefaultScript(Script().send(stream));
    return server.url();
}

void useFastReconnects(QSseClient &client)
{
    client.setReconnectPolicy([](int, const QSseError &) { return true; }, [](int) { return 1ms; });
}

} // namespace

// What users of SSE clients elsewhere are used to have, each once and in few lines, as they would
// write it here. What goes wrong is tested with the classes.
class tst_Features : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void sse();
    void sseByHostPortPath();
    void sseSession();
    void sseSessionByHostPortPath();
    void incoming();
    void channelResult();
    void exceptionFromFuture();
    void call();
    void serverSentEvent();
    void showCommentEventsPerClient();
    void showCommentEventsPerCall();
    void showRetryEventsPerClient();
    void showRetryEventsPerCall();
    void reconnectionTime();
    void maxReconnectionAttempts();
    void reconnectionStrategyOfTwoFunctions();
    void reconnectionStrategyClass();
    void requestBuilder();
    void clientException();
    void sseWithRetry();
    void errorInOneBlockWhileOthersGoOn();
    void streamClosed();
    void streamFailed();
    void deserialize();
    void ownDeserializer();
    void dataThatDoesNotFit();
    void bufferPolicy();
    void constants();
    void sharedSession();

private:
    QSseClient m_client;
};

void tst_Features::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Features::sse()
{
    ScriptedServer server;
    QStringList texts;
    m_client.sse(serve(server, "data: a\n\ndata: b\n\n"), &server,
                 [&](const QSseEvent &event) { texts << event.text(); });
    QTRY_COMPARE(texts, (QStringList{u"a"_s, u"b"_s}));
}

void tst_Features::sseByHostPortPath()
{
    ScriptedServer server;
    serve(server, "data: a\n\n");
    QStringList texts;
    m_client.sse("127.0.0.1"_L1, server.port(), "/a?b"_L1, &server,
                 [&](const QSseEvent &event) { texts << event.text(); });
    QTRY_COMPARE(texts, QStringList{u"a"_s});
    QCOMPARE(server.requests().constFirst().target, "/a%3Fb");
}

void tst_Features::sseSession()
{
    ScriptedServer server;
    QSseSession *session = m_client.session(serve(server, "data: a\n\n"));
    QSignalSpy closed(session, &QSseSession::closed);
    QCOMPARE(session->state(), State::Connecting);
    QTRY_COMPARE(session->statistics().events(), 1);
    QCOMPARE(session->state(), State::Open);

    session->close();
    QCOMPARE(session->state(), State::Closed);
    QCOMPARE(closed.count(), 1);
    QTRY_COMPARE(server.openExchanges(), 0);
    delete session;
}

void tst_Features::sseSessionByHostPortPath()
{
    ScriptedServer server;
    serve(server, "data: a\n\n");
    const std::unique_ptr<QSseSession> session(
            m_client.session("127.0.0.1"_L1, server.port(), "/path"_L1));
    QTRY_COMPARE(session->statistics().events(), 1);
    QCOMPARE(server.requests().constFirst().target, "/path");
}

void tst_Features::incoming()
{
    ScriptedServer server;
    const std::unique_ptr<QSseSession> session(
            m_client.session(serve(server, "data: a\n\ndata: b\n\n")));
    QSseEventChannel *incoming = session->incoming(64);
    QVERIFY(!incoming->tryReceive());

    const QFuture<QSseReceiveResult> first = incoming->receive();
    QTRY_VERIFY(first.isFinished());
    QCOMPARE(first.result().event().text(), u"a"_s);
    QTRY_COMPARE(incoming->size(), 1);
    QCOMPARE(incoming->tryReceive()->event().text(), u"b"_s);
}

void tst_Features::channelResult()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(404).contentLength(0));
    const std::unique_ptr<QSseSession> session(m_client.session(server.url()));
    QSseEventChannel *incoming = session->incoming();

    const QFuture<QSseReceiveResult> first = incoming->receive();
    const QFuture<QSseReceiveResult> second = incoming->receive();
    QTRY_VERIFY(second.isFinished());
    QVERIFY(first.result().isFailure());
    QCOMPARE(first.result().error().httpStatus(), 404);
    QVERIFY(second.result().isClosed());
}

void tst_Features::exceptionFromFuture()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(404).contentLength(0));
    QFuture<QString> text = m_client.sseWithRetry<QString>(
            server.url(), &server, [](const QSseEvent &event) { return event.text(); });
    QTRY_VERIFY(text.isFinished());
    try {
        text.result();
        QFAIL("nothing was thrown");
    } catch (const QSseException &exception) {
        QCOMPARE(exception.error().httpStatus(), 404);
    }
}

void tst_Features::call()
{
    ScriptedServer server;
    server.setDefaultScript(Script().header("X-Served-By", "me").send("data: a\n\n"));
    QPointer<QSseSession> session;
    QByteArray servedBy;
    int status = 0;
    session = m_client.sse(server.url(), &server, [&](const QSseEvent &) {
        servedBy = session->response().header("x-served-by");
        status = session->response().status();
        QCOMPARE(session->request().url(), server.url());
    });
    QTRY_COMPARE(status, 200);
    QCOMPARE(servedBy, "me");
}

void tst_Features::serverSentEvent()
{
    ScriptedServer server;
    QList<QSseEvent> events;
    QSseSession *session = m_client.sse(
            serve(server, "data: bare\n\nevent: t\nid: 7\nretry: 5\ndata: full\n\n:only\n\n"),
            &server, [&](const QSseEvent &event) { events << event; });
    session->setShowComments(true);
    QTRY_COMPARE(events.size(), 3);

    QVERIFY(events[0].id().isNull());
    QVERIFY(!events[0].retry());
    QVERIFY(events[0].comments().isNull());
    QCOMPARE(events[0].type(), u"message"_s);
    QCOMPARE(events[1].id(), u"7"_s);
    QCOMPARE(events[1].type(), u"t"_s);
    QCOMPARE(events[1].retry(), 5ms);
    QVERIFY(events[2].data().isNull());
    QCOMPARE(events[2].comments(), u"only"_s);
}

// The comments of a stream that says ": hi" and then "a", as a client hands them on.
static QStringList commentsSeen(QSseClient &client, bool onCall)
{
    ScriptedServer server;
    QStringList comments;
    bool isDone = false;
    QSseSession *session =
            client.sse(serve(server, ":hi\n\ndata: a\n\n"), &server, [&](const QSseEvent &event) {
                if (!event.comments().isNull())
                    comments << event.comments();
                isDone = event.isMessage();
            });
    if (onCall)
        session->setShowComments(!session->showComments());
    [&] { QTRY_VERIFY(isDone); }();
    return comments;
}

void tst_Features::showCommentEventsPerClient()
{
    QSseClient client;
    QCOMPARE(commentsSeen(client, false), QStringList());
    client.setShowComments(true);
    QCOMPARE(commentsSeen(client, false), QStringList{u"hi"_s});
}

void tst_Features::showCommentEventsPerCall()
{
    QSseClient client;
    QCOMPARE(commentsSeen(client, true), QStringList{u"hi"_s});
    client.setShowComments(true);
    QCOMPARE(commentsSeen(client, true), QStringList());
}

static int retriesSeen(QSseClient &client, bool onCall)
{
    ScriptedServer server;
    int retries = 0;
    bool isDone = false;
    QSseSession *session = client.sse(serve(server, "retry: 9\n\ndata: a\n\n"), &server,
                                      [&](const QSseEvent &event) {
                                          retries += event.retry() ? 1 : 0;
                                          isDone = event.isMessage();
                                      });
    if (onCall)
        session->setShowRetry(!session->showRetry());
    [&] { QTRY_VERIFY(isDone); }();
    return retries;
}

void tst_Features::showRetryEventsPerClient()
{
    QSseClient client;
    QCOMPARE(retriesSeen(client, false), 0);
    client.setShowRetry(true);
    QCOMPARE(retriesSeen(client, false), 1);
}

void tst_Features::showRetryEventsPerCall()
{
    QSseClient client;
    QCOMPARE(retriesSeen(client, true), 1);
    client.setShowRetry(true);
    QCOMPARE(retriesSeen(client, true), 0);
}

void tst_Features::reconnectionTime()
{
    ScriptedServer server;
    server.setDefaultScript(Script().finish());
    const auto fixed = std::make_shared<QSseBackoffPolicy>();
    fixed->setInitialDelay(1234ms);
    fixed->setFactor(1);
    fixed->setJitter(0);
    QSseClient client;
    client.setReconnectPolicy(fixed);

    QSseSession *session = client.session(server.url());
    QSignalSpy scheduled(session, &QSseSession::reconnectScheduled);
    QTRY_VERIFY(!scheduled.isEmpty()); // the next may come meanwhile
    QCOMPARE(scheduled.at(0).at(1).value<std::chrono::milliseconds>(), 1234ms);
}

void tst_Features::maxReconnectionAttempts()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(503).contentLength(0));
    const auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(1ms);
    policy->setMaximumAttempts(2);
    QSseClient client;
    client.setReconnectPolicy(policy);

    QSseSession *session = client.session(server.url());
    const QSignalSpy errors(session, &QSseSession::errorOccurred);
    QSignalSpy scheduled(session, &QSseSession::reconnectScheduled);
    QTRY_COMPARE(session->error().kind(), Kind::RetriesExhausted);
    QCOMPARE(errors.count(), 3);
    QCOMPARE(scheduled.count(), 2);
}

void tst_Features::reconnectionStrategyOfTwoFunctions()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(503).contentLength(0));
    QSseClient client;
    client.setReconnectPolicy(
            [](int attempt, const QSseError &lastError) {
                return attempt <= 3 && lastError.httpStatus() == 503;
            },
            [](int attempt) { return attempt * 1ms; });

    QSseSession *session = client.session(server.url());
    const QSignalSpy errors(session, &QSseSession::errorOccurred);
    QSignalSpy scheduled(session, &QSseSession::reconnectScheduled);
    QTRY_COMPARE(session->error().kind(), Kind::RetriesExhausted);
    QCOMPARE(errors.count(), 4);
    QCOMPARE(scheduled.count(), 3);
    QCOMPARE(scheduled.at(2).at(1).value<std::chrono::milliseconds>(), 3ms);
}

void tst_Features::reconnectionStrategyClass()
{
    struct Once : QSseReconnectPolicy
    {
        bool shouldReconnect(int attempt, const QSseError &) const override { return attempt == 1; }
        std::chrono::milliseconds delayBeforeReconnect(int) const override { return 1ms; }
    };
    ScriptedServer server;
    server.setDefaultScript(Script().status(503).contentLength(0));
    const std::unique_ptr<QSseSession> session(m_client.session(server.url()));
    session->setReconnectPolicy(std::make_shared<Once>());
    const QSignalSpy errors(session.get(), &QSseSession::errorOccurred);
    QSignalSpy scheduled(session.get(), &QSseSession::reconnectScheduled);
    QTRY_COMPARE(session->error().kind(), Kind::RetriesExhausted);
    QCOMPARE(errors.count(), 2);
    QCOMPARE(scheduled.count(), 1);
}

void tst_Features::requestBuilder()
{
    ScriptedServer server;
    serve(server, "data: a\n\n");
    QSseRequest request(server.url());
    request.setBearerToken(u"secret"_s);
    request.setHeader("X-Client", "1");
    request.addQueryItem(u"channel"_s, u"a+b"_s);
    request.setHeader(QSse::LastEventIdHeader, "41");
    request.setHeader(QSse::AcceptHeader, "text/event-stream;q=0.9");
    const std::unique_ptr<QSseSession> session(m_client.session(request));
    QTRY_COMPARE(server.requestCount(), 1);

    const HttpRequest sent = server.requests().constFirst();
    QCOMPARE(sent.header("Authorization"), "Bearer secret");
    QCOMPARE(sent.header("X-Client"), "1");
    QCOMPARE(sent.target, "/events?channel=a%2Bb");
    QCOMPARE(sent.header("Last-Event-ID"), "41");
    QCOMPARE(sent.header("Accept"), "text/event-stream;q=0.9");
}

void tst_Features::clientException()
{
    ScriptedServer server;
    server.setDefaultScript(
            Script().status(422).header("X-Reason", "symbol").contentLength(9).send("no symbol"));
    QFuture<int> future = m_client.sseWithRetry<int>(
            server.url(), &server, [](const QSseEvent &) { return std::optional(1); });
    QTRY_VERIFY(future.isFinished());
    QSseError error;
    try {
        future.waitForFinished();
    } catch (const QSseException &exception) {
        error = exception.error();
    }
    QCOMPARE(error.kind(), Kind::HttpStatus);
    QCOMPARE(error.httpStatus(), 422);
    QCOMPARE(error.header("x-reason"), "symbol");
    QCOMPARE(error.body(), "no symbol");
    QVERIFY(!error.message().isEmpty());
}

void tst_Features::sseWithRetry()
{
    ScriptedServer server;
    server.enqueue(Script().status(503).contentLength(0));
    server.enqueue(Script().send("id: 3\ndata: not yet\n\n").finish());
    server.setDefaultScript(Script().send("event: finished\ndata: 42\n\n"));
    QFuture<int> result = m_client.sseWithRetry<int>(
            server.url(), &server,
            [](const QSseEvent &event) -> std::optional<int> {
                if (event.type() != u"finished"_s)
                    return std::nullopt;
                return event.value<int>();
            },
            3, 1ms);
    QTRY_VERIFY(result.isFinished());
    QCOMPARE(result.result(), 42);
    QCOMPARE(server.requests().constLast().header("Last-Event-ID"), "3");
    QTRY_COMPARE(server.openExchanges(), 0);
}

void tst_Features::errorInOneBlockWhileOthersGoOn()
{
    ScriptedServer server;
    const QUrl url = serve(server, "data: 1\n\ndata: 2\n\n");
    const QPointer<QSseSession> failing =
            m_client.sse(url, &server, [](const QSseEvent &) { throw std::runtime_error("x"); });
    int others = 0;
    m_client.sse(url, &server, [&](const QSseEvent &) { ++others; });
    QSseError error;
    connect(failing, &QSseSession::errorOccurred, &server,
            [&](const QSseError &occurred) { error = occurred; });

    QTRY_COMPARE(others, 2);
    QTRY_VERIFY(!failing);
    QCOMPARE(error.kind(), Kind::Handler);
    QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(error.exception()), std::runtime_error);
}

void tst_Features::streamClosed()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\n").finish());
    QPointer<QSseSession> session = m_client.sse(server.url(), &server, [](const QSseEvent &) {});
    session->setReconnectMode(QSseSession::ReconnectMode::Never);
    QSignalSpy closed(session, &QSseSession::closed);
    QSignalSpy errors(session, &QSseSession::errorOccurred);
    QTRY_COMPARE(closed.count(), 1);
    QCOMPARE(errors.count(), 0);
    QTRY_VERIFY(!session);
}

void tst_Features::streamFailed()
{
    ScriptedServer server;
    serve(server, "data: 1\n\n");
    QPointer<QSseSession> session = m_client.sse(
            server.url(), &server, [&](const QSseEvent &) { server.lastExchange()->reset(); });
    session->setReconnectMode(QSseSession::ReconnectMode::Never);
    Kind kind = Kind::None;
    connect(session, &QSseSession::errorOccurred, &server,
            [&](const QSseError &error) { kind = error.kind(); });
    QTRY_COMPARE(kind, Kind::Network);
    QTRY_VERIFY(!session);
}

void tst_Features::deserialize()
{
    ScriptedServer server;
    const QUrl url = serve(server, "event: q\ndata: {\"symbol\": \"QT\", \"bid\": 1.5}\n\n");
    Quote quote;
    QString type;
    m_client.sse<Quote>(url, &server, [&](const Quote &value, const QSseEvent &event) {
        quote = value;
        type = event.type();
    });
    QTRY_COMPARE(quote.symbol, u"QT"_s);
    QCOMPARE(quote.bid, 1.5);
    QCOMPARE(type, u"q"_s);
    QCOMPARE(QSseEvent("{\"bid\": 2}").value<Quote>()->bid, 2);
}

void tst_Features::ownDeserializer()
{
    ScriptedServer server;
    QSseClient client;
    client.setDeserializer<Quote>([](const QSseEvent &event) -> std::optional<Quote> {
        const QStringList fields = event.text().split(u';');
        return Quote{fields.value(0), fields.value(1).toDouble()};
    });
    Quote quote;
    client.sse<Quote>(serve(server, "data: QT;2.5\n\n"), &server,
                      [&](const Quote &value, const QSseEvent &) { quote = value; });
    QTRY_COMPARE(quote.bid, 2.5);
    QCOMPARE(client.deserialize<Quote>(QSseEvent("KDE;3"))->symbol, u"KDE"_s);
}

void tst_Features::dataThatDoesNotFit()
{
    ScriptedServer server;
    const QUrl url = serve(server, "data: no JSON\n\ndata: {\"symbol\": \"QT\"}\n\n");
    const auto fail = [](const Quote &, const QSseEvent &) { QFAIL("was called"); };
    QPointer<QSseSession> session = m_client.sse<Quote>(url, &server, fail);
    QSseError error;
    connect(session, &QSseSession::errorOccurred, &server,
            [&](const QSseError &occurred) { error = occurred; });
    QTRY_COMPARE(error.kind(), Kind::Handler);
    QVERIFY(error.message().contains("Quote"_L1));

    QString symbol;
    m_client.sse<Quote>(
            url, &server, [&](const Quote &quote, const QSseEvent &) { symbol = quote.symbol; },
            QSseClient::MisfitPolicy::Skip);
    QTRY_COMPARE(symbol, u"QT"_s);
}

void tst_Features::bufferPolicy()
{
    ScriptedServer server;
    QSseClient client;
    useFastReconnects(client);
    client.setDiagnosticBuffer(QSseSession::DiagnosticBuffer::LastEvents, 2);
    QByteArray diagnostics;
    const QUrl url = serve(server, "data: 1\n\ndata: 2\n\ndata: 3\n\n");
    QSseSession *session = client.sse(url, &server, [&](const QSseEvent &event) {
        if (event.text() == u"3"_s)
            server.lastExchange()->reset();
    });
    connect(session, &QSseSession::errorOccurred, &server,
            [&](const QSseError &error) { diagnostics = error.diagnostics(); });
    QTRY_COMPARE(diagnostics, "data: 2\n\ndata: 3\n\n");
}

void tst_Features::constants()
{
    ScriptedServer server;
    const std::unique_ptr<QSseSession> session(m_client.session(serve(server, "data: a\n\n")));
    QTRY_COMPARE(session->state(), State::Open);
    const HttpRequest sent = server.requests().constFirst();
    QCOMPARE(sent.header(QSse::AcceptHeader), QSse::EventStreamMediaType);
    QCOMPARE(sent.header(QSse::CacheControlHeader), "no-cache");
    QCOMPARE(sent.headerCount(QSse::LastEventIdHeader), 0);
    QCOMPARE(session->response().header(QSse::ContentTypeHeader), QSse::EventStreamMediaType);
    QCOMPARE(QByteArrayView(QSse::RetryAfterHeader), "Retry-After");
    QCOMPARE(QByteArrayView(QSse::AuthorizationHeader), "Authorization");
}

void tst_Features::sharedSession()
{
    ScriptedServer server;
    const QUrl url = serve(server, "data: a\n\n");
    QSseClient client;
    client.setReplayCount(5);
    std::shared_ptr<QSseSession> one = client.sharedSession(url);
    QTRY_COMPARE(one->statistics().events(), 1);
    std::shared_ptr<QSseSession> late = client.sharedSession(url);
    QCOMPARE(late->state(), State::Open);
    QCOMPARE(QSseClient::recentEvents(late.get()).constFirst().text(), u"a"_s);

    one.reset();
    QCOMPARE(late->state(), State::Open);
    late.reset();
    QTRY_COMPARE(server.openExchanges(), 0);
    QCOMPARE(server.requestCount(), 1);
}

QTEST_GUILESS_MAIN(tst_Features)
#include "tst_features.moc"
