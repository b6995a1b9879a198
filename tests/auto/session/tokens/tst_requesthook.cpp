// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"
#include "sessionlog.h"

#include <QtSse/QSseSession>

#include <QtCore/QPromise>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

namespace {

struct Stage
{
    Stage()
        : session(std::make_unique<QSseSession>(QSseRequest(server.url())))
        , log(session.get())
    {
        server.setDefaultScript(Script().send("data: 1\n\n"));
        useFastReconnects(session.get());
    }

    ScriptedServer server;
    std::unique_ptr<QSseSession> session;
    SessionLog log;
};

} // namespace

// Request hooks: what they may change, and what becomes of it.
class tst_RequestHook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void changesAll_data();
    void changesAll();
    void getsTheRequestEachTime();
    void getsTheAttempt();
    void getsTheToken();
    void comesAfterTheToken();
    void resumesElsewhere();
    void failsOver();
    void badRequestIsNotSent();
    void throws();
    void cancelled();
    void neverAnswers();
    void contextDied();
    void cleared_data();
    void cleared();
    void deletesTheSession();
    void closesTheSession();
};

void tst_RequestHook::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_RequestHook::changesAll_data()
{
    QTest::addColumn<bool>("later");
    QTest::newRow("now") << false;
    QTest::newRow("later") << true;
}

void tst_RequestHook::changesAll()
{
    QFETCH(bool, later);
    Stage stage;
    const auto change = [&](QSseRequest request, int) {
        request.setUrl(stage.server.url(u"/other"_s));
        request.addQueryItem(u"q"_s, u"a b"_s);
        request.setHeader("X-A", "1");
        request.setMethod("POST");
        request.setBody("body", "text/plain");
        return request;
    };
    if (later) {
        stage.session->setRequestHook([&](QSseRequest request, int attempt) {
            return QtFuture::makeReadyFuture(change(request, attempt));
        });
    } else {
        stage.session->setRequestHook(change);
    }
    const QSseRequest request = stage.session->request();
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    const HttpRequest sent = stage.server.requests().constFirst();
    QCOMPARE(sent.target, "/other?q=a%20b");
    QCOMPARE(sent.header("X-A"), "1");
    QCOMPARE(sent.method, "POST");
    QCOMPARE(sent.body, "body");
    QCOMPARE(stage.session->request(), request);
}

// Not what it made of it the last time.
void tst_RequestHook::getsTheRequestEachTime()
{
    Stage stage;
    stage.server.enqueue(Script().finish());
    stage.server.enqueue(Script().finish());
    stage.session->setRequestHook([](QSseRequest request, int) {
        request.addQueryItem(u"n"_s, u"1"_s);
        return request;
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    const auto requests = stage.server.requests();
    QCOMPARE(requests.size(), 3);
    for (const HttpRequest &request : requests)
        QCOMPARE(request.target, "/events?n=1");
}

void tst_RequestHook::getsTheAttempt()
{
    Stage stage;
    stage.server.enqueue(Script().finish());
    stage.server.enqueue(Script().status(503).contentLength(0));
    stage.server.enqueue(Script().send("data: 1\n\n").finish());
    QList<int> attempts;
    stage.session->setRequestHook([&](QSseRequest request, int attempt) {
        attempts << attempt;
        return request;
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 2);
    QCOMPARE(attempts, (QList<int>{0, 1, 2, 1})); // a message begins the count anew
}

void tst_RequestHook::getsTheToken()
{
    Stage stage;
    stage.session->setTokenProvider([] { return u"t"_s; });
    QByteArray seen;
    stage.session->setRequestHook([&](QSseRequest request, int) {
        seen = request.header("Authorization");
        request.setBearerToken({});
        return request;
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(seen, "Bearer t");
    QCOMPARE(stage.server.requests().constFirst().headerCount("Authorization"), 0);
}

void tst_RequestHook::comesAfterTheToken()
{
    Stage stage;
    QPromise<QString> token;
    token.start();
    stage.session->setTokenProvider([&] { return token.future(); });
    int called = 0;
    stage.session->setRequestHook([&](QSseRequest request, int) {
        ++called;
        return request;
    });
    stage.session->open();
    QTRY_COMPARE(stage.session->state(), State::Connecting);
    roundTrips();
    QCOMPARE(called, 0);
    token.addResult(u"t"_s);
    token.finish();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(called, 1);
    QCOMPARE(stage.server.requests().constFirst().header("Authorization"), "Bearer t");
}

void tst_RequestHook::resumesElsewhere()
{
    Stage stage;
    ScriptedServer mirror;
    mirror.setDefaultScript(Script().send("data: 2\n\n"));
    stage.server.setDefaultScript(Script().send("id: 7\ndata: 1\n\n").finish());
    stage.session->setRequestHook([&](QSseRequest request, int attempt) {
        if (attempt > 0)
            request.setUrl(mirror.url());
        return request;
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events(), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(mirror.requests().constFirst().header("Last-Event-ID"), "7");
}

void tst_RequestHook::failsOver()
{
    Stage stage;
    ScriptedServer down;
    const QList<QUrl> mirrors = {down.url(), down.url(u"/b"_s), stage.server.url()};
    down.setDefaultScript(Script().status(503).contentLength(0));
    stage.session->setRequestHook([mirrors](QSseRequest request, int attempt) {
        request.setUrl(mirrors[attempt % mirrors.size()]);
        return request;
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(down.requestCount(), 2);
    QCOMPARE(stage.server.requestCount(), 1);
    QCOMPARE(stage.session->response().url(), stage.server.url());
}

void tst_RequestHook::badRequestIsNotSent()
{
    Stage stage;
    stage.session->setRequestHook([](QSseRequest request, int) {
        request.setUrl(QUrl(u"ftp://localhost/"_s));
        return request;
    });
    stage.session->open();
    QTRY_COMPARE(stage.session->state(), State::Closed);
    QCOMPARE(stage.session->error().kind(), Kind::InvalidRequest);
    QCOMPARE(stage.server.requestCount(), 0);
}

void tst_RequestHook::throws()
{
    Stage stage;
    int called = 0;
    stage.session->setRequestHook([&](QSseRequest request, int) {
        if (++called == 1)
            throw std::runtime_error("secret words");
        return request;
    });
    QSseError error;
    connect(stage.session.get(), &QSseSession::errorOccurred, this,
            [&](const QSseError &occurred) { error = occurred; });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(error.kind(), Kind::Network);
    QVERIFY(error.message().contains(u"request hook"_s));
    QVERIFY(!error.message().contains(u"secret"_s));
}

void tst_RequestHook::cancelled()
{
    Stage stage;
    int called = 0;
    stage.session->setRequestHook([&](QSseRequest request, int) -> QFuture<QSseRequest> {
        if (++called > 1)
            return QtFuture::makeReadyFuture(request);
        QPromise<QSseRequest> promise;
        promise.start();
        return promise.future(); // cancelled with the promise
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.log.count(u"error Network"_s), 1);
}

void tst_RequestHook::neverAnswers()
{
    Stage stage;
    QPromise<QSseRequest> promise;
    promise.start();
    useEndlessWaits(stage.session.get());
    stage.session->setConnectTimeout(1ms);
    stage.session->setRequestHook([&](QSseRequest, int) { return promise.future(); });
    stage.session->open();
    QTRY_COMPARE(stage.session->state(), State::Waiting);
    QCOMPARE(stage.session->error().kind(), Kind::ConnectTimeout);
    QVERIFY(stage.session->errorString().contains(u"request hook"_s));
}

void tst_RequestHook::contextDied()
{
    Stage stage;
    stage.server.enqueue(Script().finish());
    auto context = std::make_unique<QObject>();
    stage.session->setRequestHook(context.get(), [](QSseRequest request, int) {
        request.setHeader("X-A", "1");
        return request;
    });
    connect(stage.session.get(), &QSseSession::opened, this, [&] { context.reset(); });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.server.requests().at(0).header("X-A"), "1");
    QCOMPARE(stage.server.requests().at(1).headerCount("X-A"), 0);
}

void tst_RequestHook::cleared_data()
{
    QTest::addColumn<bool>("byNull");
    QTest::newRow("clearRequestHook()") << false;
    QTest::newRow("null") << true;
}

void tst_RequestHook::cleared()
{
    QFETCH(bool, byNull);
    Stage stage;
    stage.session->setRequestHook([](QSseRequest request, int) {
        request.setHeader("X-A", "1");
        return request;
    });
    byNull ? stage.session->setRequestHook(nullptr) : stage.session->clearRequestHook();
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.server.requests().at(0).headerCount("X-A"), 0);
}

void tst_RequestHook::deletesTheSession()
{
    Stage stage;
    const QByteArray held("held by the hook");
    stage.session->setRequestHook([&, held](QSseRequest request, int) {
        stage.session.reset();
        request.setHeader("X-A", held);
        return request;
    });
    stage.session->open();
    QTRY_VERIFY(!stage.session);
    roundTrips();
    QCOMPARE(stage.server.requestCount(), 0);
}

void tst_RequestHook::closesTheSession()
{
    Stage stage;
    stage.session->setTokenProvider([] { return u"t"_s; });
    stage.session->setRequestHook([&](QSseRequest request, int) {
        stage.session->close();
        return request;
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.count(u"closed"_s), 1);
    roundTrips();
    QCOMPARE(stage.server.requestCount(), 0);
    QCOMPARE(stage.session->state(), State::Closed);
}

QTEST_GUILESS_MAIN(tst_RequestHook)
#include "tst_requesthook.moc"
