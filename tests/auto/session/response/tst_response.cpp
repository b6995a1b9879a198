// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "localcertificate.h"
#include "scriptedserver.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseSession>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <QtCore/qdebug.h>
#include <QtCore/qregularexpression.h>
#include <QtNetwork/qnetworkproxy.h>
#if QT_CONFIG(ssl)
#    include <QtNetwork/qsslsocket.h>
#endif
#include <QtNetwork/qtcpserver.h>
#include <QtNetwork/qtcpsocket.h>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

// What a session makes of an answer. It waits for an hour before a reconnect, so that a test sees
// one answer unless it goes on itself.
class tst_Response : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void opensEventStream_data();
    void opensEventStream();
    void refusesOtherTypes_data();
    void refusesOtherTypes();
    void closesOnNoContent();
    void judgesStatus_data();
    void judgesStatus();
    void tellsResponse();
    void isResumed();
    void responseIsAValue();

    void keepsOnlyTheBeginningOfEndlessBody_data();
    void keepsOnlyTheBeginningOfEndlessBody();
    void waitsForSlowBody_data();
    void waitsForSlowBody();
    void slowBodyIsNoConnectTimeout();
    void endlessUnauthorizedEndsAsConnectTimeout();

    void refusedConnection();
    void unknownHost();
    void brokenAnswer_data();
    void brokenAnswer();

    void followsRedirect_data();
    void followsRedirect();
    void followsRelativeRedirect_data();
    void followsRelativeRedirect();
    void redirectsBodyIsNotRead();
    void leavesUserHeadersAtTheirOrigin_data();
    void leavesUserHeadersAtTheirOrigin();
    void staysAnonymousOnTheWayBack();
    void keepsBodyAtItsOrigin_data();
    void keepsBodyAtItsOrigin();
    void dropsBodyWhereItBecomesGet_data();
    void dropsBodyWhereItBecomesGet();
    void endsRedirectLoop();
    void refusesLocation_data();
    void refusesLocation();
    void reconnectsToOriginalUrl();

    void decompressesEventByEvent();
    void decompressesWithoutLimit();
    void brokenCompressionIsFinal();

#if QT_CONFIG(ssl)
    void refusesUntrustedCertificate();
    void trustsAuthorityOfRequest();
    void tlsToPlainServer();
    void handshakeCutShort();
    void refusesRedirectToPlainHttp();
#endif

private:
    QSseRequest request() const;
    void open(const QSseRequest &request);
    QSseError onlyError() const;
    HttpRequest sent(int index = 0) const
    {
        return m_server->requests().value(index);
    }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ScriptedServer> m_foreign;
    std::unique_ptr<QSseSession> m_session;
    std::unique_ptr<QSignalSpy> m_opened;
    std::unique_ptr<QSignalSpy> m_events;
    std::unique_ptr<QSignalSpy> m_errors;
    std::unique_ptr<QSignalSpy> m_closed;
};

static Script redirectTo(const QByteArray &location, int status = 302)
{
    return Script().status(status).header("Location", location).contentLength(0);
}

static Script redirectTo(const QUrl &url, int status = 302)
{
    return redirectTo(url.toEncoded(), status);
}

static bool tellsSecrets(const QSseError &error)
{
    QString debug;
    QDebug(&debug) << error;
    return (debug + error.message()).contains("secret"_L1);
}

void tst_Response::initTestCase()
{
    QNetworkProxyFactory::setUseSystemConfiguration(false);
}

void tst_Response::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptedServer>();
    m_foreign = std::make_unique<ScriptedServer>();
    m_session = std::make_unique<QSseSession>();
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(1h);
    policy->setMaximumDelay(1h);
    m_session->setReconnectPolicy(policy);
    m_opened = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::opened);
    m_events = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::eventReceived);
    m_errors = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::errorOccurred);
    m_closed = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::closed);
}

void tst_Response::cleanup()
{
    m_session.reset();
    m_foreign.reset();
    m_server.reset();
}

// All in it that is "secret" is to stay so.
QSseRequest tst_Response::request() const
{
    QUrl url = m_server->url(u"/events?key=secret"_s);
    url.setUserName(u"user"_s);
    url.setPassword(u"secret"_s);
    QSseRequest request(url);
    request.setBearerToken(u"secret");
    return request;
}

void tst_Response::open(const QSseRequest &request)
{
    m_session->setRequest(request);
    m_session->open();
}

QSseError tst_Response::onlyError() const
{
    return m_errors->size() == 1 ? m_errors->first().first().value<QSseError>() : QSseError();
}

void tst_Response::opensEventStream_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("plain") << "text/event-stream"_ba;
    QTest::newRow("odd case") << "Text/Event-STREAM"_ba;
    QTest::newRow("UTF-8") << "text/event-stream; charset=utf-8"_ba;
    QTest::newRow("UTF-8 in quotes") << "text/event-stream;charset=\"UTF-8\""_ba;
    QTest::newRow("another charset") << "text/event-stream; charset=iso-8859-1"_ba;
    QTest::newRow("space before the parameter") << "text/event-stream ;x=y"_ba;
    QTest::newRow("empty parameter") << "text/event-stream;"_ba;
}

void tst_Response::opensEventStream()
{
    QFETCH(QByteArray, type);
    m_server->enqueue(Script().header("Content-Type", type).send("data: ä\n\n"));
    open(request());
    QTRY_COMPARE(m_events->size(), 1);
    QCOMPARE(m_events->first().first().value<QSseEvent>().text(), u"ä"_s);
    QCOMPARE(m_opened->size(), 1);
    QCOMPARE(m_errors->size(), 0);
}

void tst_Response::refusesOtherTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("HTML") << "text/html; charset=utf-8"_ba;
    QTest::newRow("JSON") << "application/json"_ba;
    QTest::newRow("a longer word") << "text/event-streams"_ba;
    QTest::newRow("only as a parameter") << "text/plain; x=text/event-stream"_ba;
    QTest::newRow("none") << QByteArray();
    QTest::newRow("empty") << ""_ba;
}

void tst_Response::refusesOtherTypes()
{
    QFETCH(QByteArray, type);
    m_server->enqueue(Script().header("Content-Type", type).send("data: no event\n\n").finish());
    open(request());
    QTRY_COMPARE(m_closed->size(), 1);
    const QSseError error = onlyError();
    QCOMPARE(error.kind(), Kind::ContentType);
    QVERIFY(!error.willReconnect());
    QCOMPARE(error.httpStatus(), 200);
    QCOMPARE(error.header("Content-Type"), type);
    QCOMPARE(error.body(), "data: no event\n\n"_ba);
    QVERIFY(error.message().contains("text/event-stream"_L1));
    QVERIFY(!tellsSecrets(error));
    QCOMPARE(m_opened->size(), 0);
    QCOMPARE(m_events->size(), 0);
}

void tst_Response::closesOnNoContent()
{
    m_server->enqueue(Script().status(204));
    open(request());
    QTRY_COMPARE(m_closed->size(), 1);
    QVERIFY(m_session->state() == State::Closed);
    QCOMPARE(m_errors->size(), 0);
    QCOMPARE(m_opened->size(), 0);
    QVERIFY(!m_session->error());
    QCOMPARE(m_server->requestCount(), 1);
}

void tst_Response::judgesStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("strict");
    QTest::addColumn<bool>("mayPass");
    QTest::addColumn<Kind>("kind");
    const QList<int> passing = {408, 425, 429, 500, 502, 503, 504, 599, 600, 999};
    const auto rows = [&](const char *mode, bool strict) {
        for (int status : {201, 205, 206, 300, 304, 400, 401, 403, 404, 407, 408,
                           410, 425, 429, 500, 502, 503, 504, 599, 600, 999}) {
            const bool isAuthentication = status == 401 || status == 407;
            QTest::addRow("%d%s", status, mode)
                    << status << strict << (!strict && passing.contains(status))
                    << (isAuthentication ? Kind::Authentication : Kind::HttpStatus);
        }
    };
    rows("", false);
    rows(" strictly", true);
    QTest::newRow("204 strictly") << 204 << true << false << Kind::HttpStatus;
}

void tst_Response::judgesStatus()
{
    QFETCH(int, status);
    QFETCH(bool, strict);
    QFETCH(bool, mayPass);
    const bool hasBody = status != 204 && status != 304;
    m_server->enqueue(Script().status(status).header("X-Why", "because").send("why").finish());
    m_session->setStrict(strict);
    open(request());
    QTRY_COMPARE(m_errors->size(), 1);
    const QSseError error = onlyError();
    QTEST(error.kind(), "kind");
    QCOMPARE(error.httpStatus(), status);
    QCOMPARE(error.header("x-why"), "because"_ba);
    QCOMPARE(error.body(), hasBody ? "why"_ba : QByteArray());
    QCOMPARE(error.willReconnect(), mayPass);
    QVERIFY(error.message().contains(QString::number(status)));
    QVERIFY(!tellsSecrets(error));
    QVERIFY(m_session->state() == (mayPass ? State::Waiting : State::Closed));
    QCOMPARE(m_closed->size(), mayPass ? 0 : 1);
    QCOMPARE(m_opened->size(), 0);
    QCOMPARE(m_events->size(), 0);
    QCOMPARE(m_session->response().status(), status);
}

void tst_Response::tellsResponse()
{
    m_server->enqueue(redirectTo("/final?key=secret"_ba));
    m_server->enqueue(Script().header("X-Served-By", "a"));
    open(request());
    QVERIFY(!m_session->response().isValid());
    QTRY_COMPARE(m_opened->size(), 1);
    const QSseResponse response = m_session->response();
    QVERIFY(response.isValid());
    QCOMPARE(response.status(), 200);
    QCOMPARE(response.header("x-served-by"), "a"_ba);
    QCOMPARE(response.header("Content-Type"), "text/event-stream"_ba);
    QCOMPARE(response.url().path(), u"/final"_s);
    QVERIFY(!response.resumed());
}

void tst_Response::isResumed()
{
    m_server->enqueue(Script().send("id: 1\ndata: x\n\n").finish());
    open(request());
    QTRY_VERIFY(m_session->state() == State::Waiting);
    m_session->reconnectNow();
    QTRY_COMPARE(m_opened->size(), 2);
    QVERIFY(m_session->response().resumed());
}

void tst_Response::responseIsAValue()
{
    QSseResponse source(200, {{"X-A", "1"}}, QUrl(u"http://localhost/"_s), true);
    const QSseResponse copy = source;
    QSseResponse moved = std::move(source);
    QCOMPARE(moved.header("x-a"), "1"_ba);
    source = QSseResponse();
    QVERIFY(!source.isValid());
    source.swap(moved);
    QCOMPARE(source.status(), 200);
    QVERIFY(!moved.isValid());
    moved = std::move(source);
    QVERIFY(moved.resumed());
    QCOMPARE(moved.url(), copy.url());
    QCOMPARE(moved.headers(), copy.headers());
    QCOMPARE(QVariant::fromValue(moved).value<QSseResponse>().status(), 200);
}

void tst_Response::keepsOnlyTheBeginningOfEndlessBody_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("404") << 404 << "text/html"_ba;
    QTest::newRow("500") << 500 << "text/event-stream"_ba;
    QTest::newRow("200 with a wrong type") << 200 << "text/html"_ba;
}

void tst_Response::keepsOnlyTheBeginningOfEndlessBody()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    m_server->enqueue(Script().status(status).header("Content-Type", type).repeat("0123456789"));
    open(request());
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(onlyError().httpStatus(), status);
    QVERIFY(onlyError().body().startsWith("0123456789"));
    QVERIFY(onlyError().body().size() <= 64 * 1024);
    QTRY_COMPARE(m_server->openExchanges(), 0);
}

void tst_Response::waitsForSlowBody_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("none") << Script().status(500) << QByteArray();
    QTest::newRow("some") << Script().status(500).send("so far") << "so far"_ba;
    QTest::newRow("less than announced")
            << Script().status(404).contentLength(100).send("so far") << "so far"_ba;
    QTest::newRow("cut") << Script().status(500).send("so far").wait(100ms).cut() << "so far"_ba;
    QTest::newRow("late") << Script().status(500).send("so ").wait(100ms).send("far").finish()
                          << "so far"_ba;
}

void tst_Response::waitsForSlowBody()
{
    QFETCH(Script, script);
    QFETCH(QByteArray, body);
    m_server->enqueue(script);
    open(request());
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::HttpStatus);
    QCOMPARE(onlyError().body(), body);
    QTRY_COMPARE(m_server->openExchanges(), 0);
}

// The connect timeout is over once the headers are there.
void tst_Response::slowBodyIsNoConnectTimeout()
{
    m_server->enqueue(Script().status(404).send("so far"));
    m_session->setConnectTimeout(1500ms); // the body is waited for 2 s
    open(request());
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::HttpStatus);
    QCOMPARE(onlyError().body(), "so far"_ba);
}

// Qt 6.4 shows nothing of a 401 before its last byte. It comes slowly here: Qt's thread goes on
// reading, and hears of nothing else, for as long as more has come whenever it looks.
void tst_Response::endlessUnauthorizedEndsAsConnectTimeout()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QSKIP("What later versions of Qt show is not known");
#endif
    Script script = Script().status(401);
    for (int i = 0; i < 1000; ++i)
        script.send("0123456789").wait(10ms);
    m_server->enqueue(script);
    m_session->setConnectTimeout(500ms);
    open(request());
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::ConnectTimeout);
    QVERIFY(onlyError().willReconnect());
    QVERIFY(!tellsSecrets(onlyError()));
    QTRY_COMPARE(m_server->openExchanges(), 0);
}

void tst_Response::refusedConnection()
{
    m_server->close();
    open(request());
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Network);
    QVERIFY(onlyError().willReconnect());
    QCOMPARE(onlyError().httpStatus(), 0);
    QVERIFY(onlyError().message().contains("refused"_L1));
    QVERIFY(onlyError().message().contains(QString::number(m_server->port())));
    QVERIFY(!tellsSecrets(onlyError()));
}

void tst_Response::unknownHost()
{
    QSseRequest request(QUrl(u"http://user:secret@nonexistent.invalid/events?key=secret"_s));
    open(request);
    QTRY_COMPARE_WITH_TIMEOUT(m_errors->size(), 1, 30000);
    QCOMPARE(onlyError().kind(), Kind::Network);
    QVERIFY(onlyError().willReconnect());
    QVERIFY(onlyError().message().contains("nonexistent.invalid"_L1));
    QVERIFY(!tellsSecrets(onlyError()));
}

void tst_Response::brokenAnswer_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("closed without an answer") << Script().rawHead({}).cut();
    QTest::newRow("closed within the status line") << Script().rawHead("HTTP/1.").cut();
    QTest::newRow("closed within the headers")
            << Script().rawHead("HTTP/1.1 200 OK\r\nContent-Type: text/ev").cut();
    QTest::newRow("reset without an answer") << Script().rawHead({}).reset();
    QTest::newRow("garbage") << Script().rawHead("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n").cut();
    QTest::newRow("garbage without an end") << Script().rawHead(QByteArray(100000, '#'));
}

// Qt itself asks again where nothing came, hence no queue.
void tst_Response::brokenAnswer()
{
    QFETCH(Script, script);
    m_server->setDefaultScript(script);
    open(request());
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Network);
    QVERIFY(onlyError().willReconnect());
    QVERIFY(!onlyError().message().isEmpty());
    QVERIFY(!tellsSecrets(onlyError()));
    QVERIFY(m_session->state() == State::Waiting);
    QCOMPARE(m_opened->size(), 0);
}

void tst_Response::followsRedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("abroad");
    for (int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d at home", status) << status << false;
        QTest::addRow("%d abroad", status) << status << true;
    }
}

void tst_Response::followsRedirect()
{
    QFETCH(int, status);
    QFETCH(bool, abroad);
    ScriptedServer *target = abroad ? m_foreign.get() : m_server.get();
    m_server->enqueue(redirectTo(target->url(u"/moved?a=1"_s), status));
    target->setDefaultScript(Script().send("data: x\n\n"));
    m_session->setLastEventId(u"ä7"_s);
    open(request());
    QTRY_COMPARE(m_events->size(), 1);
    const HttpRequest last = target->requests().last();
    QCOMPARE(last.method, "GET"_ba);
    QCOMPARE(last.target, "/moved?a=1"_ba);
    QCOMPARE(last.header("Accept"), "text/event-stream"_ba);
    QCOMPARE(last.header("Cache-Control"), "no-cache"_ba);
    QCOMPARE(last.headerCount("Last-Event-ID"), 1);
    QCOMPARE(last.header("Last-Event-ID"), "ä7"_ba);
    QCOMPARE(m_opened->size(), 1);
    QCOMPARE(m_errors->size(), 0);
    QCOMPARE(m_session->response().url(), target->url(u"/moved?a=1"_s));
    QCOMPARE(m_events->first().first().value<QSseEvent>().origin(), target->url(u""_s));
    QCOMPARE(m_session->url(), request().url());
}

void tst_Response::followsRelativeRedirect_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("path") << "/moved"_ba
                          << "/moved"_ba;
    QTest::newRow("beside") << "moved"_ba
                            << "/a/moved"_ba;
    QTest::newRow("above") << "../moved"_ba
                           << "/moved"_ba;
    QTest::newRow("query") << "?b=2"_ba
                           << "/a/events?b=2"_ba;
    QTest::newRow("encoded") << "/moved%2Fhere?a=%26"_ba
                             << "/moved%2Fhere?a=%26"_ba;
    QTest::newRow("fragment") << "/moved#there"_ba
                              << "/moved"_ba;
}

void tst_Response::followsRelativeRedirect()
{
    QFETCH(QByteArray, location);
    m_server->enqueue(redirectTo(location));
    open(QSseRequest(m_server->url(u"/a/events?a=1"_s)));
    QTRY_COMPARE(m_opened->size(), 1);
    QTEST(sent(1).target, "target");
}

void tst_Response::redirectsBodyIsNotRead()
{
    m_server->enqueue(Script().status(302)
                              .header("Location", m_server->url(u"/final"_s).toEncoded())
                              .send("id: 1\nretry: 1\ndata: of the redirect\n\n"));
    m_server->enqueue(Script().send("data: x\n\n"));
    QSignalSpy retries(m_session.get(), &QSseSession::retryReceived);
    open(request());
    QTRY_COMPARE(m_events->size(), 1);
    QCOMPARE(m_events->first().first().value<QSseEvent>().data(), "x"_ba);
    QVERIFY(m_session->lastEventId().isEmpty());
    QCOMPARE(retries.size(), 0);
    QCOMPARE(m_session->statistics().bytes(), 9);
}

void tst_Response::leavesUserHeadersAtTheirOrigin_data()
{
    followsRedirect_data();
}

void tst_Response::leavesUserHeadersAtTheirOrigin()
{
    QFETCH(int, status);
    QFETCH(bool, abroad);
    ScriptedServer *target = abroad ? m_foreign.get() : m_server.get();
    m_server->enqueue(redirectTo(target->url(u"/moved"_s), status));
    QSseRequest request = this->request();
    request.setHeader("Cookie"_ba, "session=secret"_ba);
    request.setHeader("X-Api-Key"_ba, "secret"_ba);
    request.setHeader("User-Agent"_ba, "secret"_ba);
    request.setHeader("Accept"_ba, "text/event-stream;q=1"_ba);
    request.setLastEventIdParameter(u"id");
    m_session->setLastEventId(u"7"_s);
    open(request);
    QTRY_COMPARE(m_opened->size(), 1);
    const HttpRequest last = target->requests().last();
    for (const char *name : {"Authorization", "Cookie", "X-Api-Key"})
        QVERIFY2(last.headerCount(name) == (abroad ? 0 : 1), name);
    QCOMPARE(last.header("User-Agent") == "secret", !abroad);
    QCOMPARE(last.header("Accept"), "text/event-stream;q=1"_ba);
    QCOMPARE(last.header("Last-Event-ID"), "7"_ba);
    if (abroad) {
        QCOMPARE(last.target, "/moved"_ba);
        for (const auto &[name, value] : last.headers)
            QVERIFY2(!value.contains("secret"), name.constData());
    }
}

void tst_Response::staysAnonymousOnTheWayBack()
{
    m_server->enqueue(redirectTo(m_foreign->url(u"/there"_s)));
    m_foreign->enqueue(redirectTo(m_server->url(u"/back"_s)));
    open(request());
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(sent(1).target, "/back"_ba);
    QCOMPARE(sent(1).headerCount("Authorization"), 0);
}

void tst_Response::keepsBodyAtItsOrigin_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("abroad");
    for (int status : {307, 308}) {
        for (const QByteArray &method : {"POST"_ba, "REPORT"_ba}) {
            QTest::addRow("%s %d at home", method.constData(), status) << status << method << false;
            QTest::addRow("%s %d abroad", method.constData(), status) << status << method << true;
        }
    }
}

void tst_Response::keepsBodyAtItsOrigin()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(bool, abroad);
    ScriptedServer *target = abroad ? m_foreign.get() : m_server.get();
    m_server->enqueue(redirectTo(target->url(u"/moved?key=secret"_s), status));
    QSseRequest request = this->request();
    request.setMethod(method);
    request.setBody("secret"_ba, "text/plain"_ba);
    m_session->setReconnectMode(QSseSession::ReconnectMode::Always);
    open(request);
    if (abroad) {
        QTRY_COMPARE(m_closed->size(), 1);
        QCOMPARE(onlyError().kind(), Kind::Redirect);
        QCOMPARE(onlyError().httpStatus(), status);
        QVERIFY(!onlyError().willReconnect());
        QVERIFY(!tellsSecrets(onlyError()));
        QCOMPARE(m_foreign->connectionCount(), 0);
    } else {
        QTRY_COMPARE(m_opened->size(), 1);
        QCOMPARE(sent(1).method, method);
        QCOMPARE(sent(1).body, "secret"_ba);
        QCOMPARE(sent(1).header("Content-Type"), "text/plain"_ba);
    }
}

void tst_Response::dropsBodyWhereItBecomesGet_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("abroad");
    const auto rows = [](int status, const QByteArray &method) {
        QTest::addRow("%s %d at home", method.constData(), status) << status << method << false;
        QTest::addRow("%s %d abroad", method.constData(), status) << status << method << true;
    };
    rows(301, "POST"_ba);
    rows(302, "POST"_ba);
    rows(303, "POST"_ba);
    rows(303, "REPORT"_ba);
}

void tst_Response::dropsBodyWhereItBecomesGet()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(bool, abroad);
    ScriptedServer *target = abroad ? m_foreign.get() : m_server.get();
    m_server->enqueue(redirectTo(target->url(u"/moved"_s), status));
    QSseRequest request = this->request();
    request.setMethod(method);
    request.setBody("secret"_ba, "text/plain"_ba);
    open(request);
    QTRY_COMPARE(m_opened->size(), 1);
    const HttpRequest last = target->requests().last();
    QCOMPARE(last.method, "GET"_ba);
    QVERIFY(last.body.isEmpty());
    QCOMPARE(last.headerCount("Content-Type"), 0);
    QCOMPARE(last.headerCount("Content-Length"), 0);
    QCOMPARE(last.headerCount("Authorization"), abroad ? 0 : 1);
}

void tst_Response::endsRedirectLoop()
{
    m_server->setDefaultScript(redirectTo("/events?key=secret"_ba));
    open(request());
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Redirect);
    QCOMPARE(onlyError().httpStatus(), 302);
    QVERIFY(!onlyError().willReconnect());
    QVERIFY(!tellsSecrets(onlyError()));
    QCOMPARE(m_server->requestCount(), 1 + 20);
    QCOMPARE(m_opened->size(), 0);
}

void tst_Response::refusesLocation_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("ftp") << "ftp://127.0.0.1/?secret"_ba;
    QTest::newRow("file") << "file:///etc/hostname"_ba;
    QTest::newRow("data") << "data:text/event-stream,secret"_ba;
    QTest::newRow("no host") << "http:///secret"_ba;
    QTest::newRow("no URL") << "http://[::1/secret"_ba;
}

void tst_Response::refusesLocation()
{
    QFETCH(QByteArray, location);
    m_server->enqueue(redirectTo(location));
    open(request());
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Redirect);
    QCOMPARE(onlyError().httpStatus(), 302);
    QVERIFY(!onlyError().willReconnect());
    QVERIFY(!onlyError().message().isEmpty());
    QVERIFY(!tellsSecrets(onlyError()));
    QCOMPARE(m_server->requestCount(), 1);
}

void tst_Response::reconnectsToOriginalUrl()
{
    m_server->enqueue(redirectTo(m_foreign->url(u"/moved"_s), 301));
    m_foreign->enqueue(Script().send("id: 1\ndata: x\n\n").finish());
    open(request());
    QTRY_VERIFY(m_session->state() == State::Waiting);
    m_session->reconnectNow();
    QTRY_COMPARE(m_opened->size(), 2);
    QCOMPARE(m_foreign->requestCount(), 1);
    QCOMPARE(sent(1).target, "/events?key=secret"_ba);
    QCOMPARE(sent(1).header("Authorization"), "Bearer secret"_ba);
    QCOMPARE(sent(1).header("Last-Event-ID"), "1"_ba);
}

// Compression is had where the request lists a coding: by default streams are asked for plain.
static QSseRequest listingCodings(QSseRequest request)
{
    request.setHeader("Accept-Encoding"_ba, "gzip, deflate"_ba);
    return request;
}

void tst_Response::decompressesEventByEvent()
{
    // gzip, flushed after each event
    const QByteArray first =
            QByteArray::fromHex("1f8b08000000000002034a492c49b45248cb2c2a2ee1e202000000ffff");
    const QByteArray second = QByteArray::fromHex("4a01738a5393f3f352b8b800000000ffff");
    m_server->enqueue(Script().header("Content-Encoding", "gzip").send(first));
    open(listingCodings(request()));
    QTRY_COMPARE(m_events->size(), 1);
    QCOMPARE(m_events->first().first().value<QSseEvent>().data(), "first"_ba);
    m_server->lastExchange()->send(second);
    QTRY_COMPARE(m_events->size(), 2);
    QCOMPARE(m_events->last().first().value<QSseEvent>().data(), "second"_ba);
    QCOMPARE(m_errors->size(), 0);
}

// Qt takes more than 10 MiB at a ratio of more than 40 for an archive bomb, unless told not to.
void tst_Response::decompressesWithoutLimit()
{
    constexpr int Count = 30000;
    const QByteArray event = "data: " + QByteArray(1000, 'x') + "\n\n";
    const QByteArray compressed = qCompress(event.repeated(Count), 9).sliced(4);
    QVERIFY(compressed.size() * 40 < event.size() * Count);
    m_events.reset();
    int received = 0;
    connect(m_session.get(), &QSseSession::eventReceived, this, [&] { ++received; });
    m_server->enqueue(Script().header("Content-Encoding", "deflate")
                              .contentLength(compressed.size())
                              .send(compressed));
    open(listingCodings(request()));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == State::Waiting, 30000);
    QCOMPARE(received, Count);
    QCOMPARE(m_errors->size(), 0);
}

void tst_Response::brokenCompressionIsFinal()
{
    const QByteArray beginning = QByteArray::fromHex("1f8b0800000000000203");
    m_server->enqueue(
            Script().header("Content-Encoding", "gzip").send(beginning + QByteArray(100, '\xff')));
    open(listingCodings(request()));
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Decompression);
    QVERIFY(!onlyError().willReconnect());
    QVERIFY(!tellsSecrets(onlyError()));
}

#if QT_CONFIG(ssl)
static QSseRequest trusting(QSseRequest request)
{
    QNetworkRequest network = request.networkRequest();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificate(localCertificate());
    network.setSslConfiguration(tls);
    request.setNetworkRequest(network);
    return request;
}

void tst_Response::refusesUntrustedCertificate()
{
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    open(request());
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Tls);
    QVERIFY(!onlyError().willReconnect());
    QVERIFY(onlyError().message().contains("self-signed"_L1, Qt::CaseInsensitive)
            || onlyError().message().contains("self signed"_L1, Qt::CaseInsensitive));
    QVERIFY(!tellsSecrets(onlyError()));
    QCOMPARE(m_server->requestCount(), 0);
}

void tst_Response::trustsAuthorityOfRequest()
{
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    m_server->enqueue(Script().send("data: x\n\n").finish());
    open(trusting(request()));
    QTRY_COMPARE(m_events->size(), 1);
    QTRY_VERIFY(m_session->state() == State::Waiting);
    m_session->reconnectNow();
    QTRY_COMPARE(m_opened->size(), 2);
    QCOMPARE(m_errors->size(), 0);
}

void tst_Response::tlsToPlainServer()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("There is no TLS here");
    QTcpServer plain;
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    QVERIFY(plain.listen(QHostAddress(QHostAddress::LocalHost)));
    QSseRequest request = this->request();
    QUrl url = request.url();
    url.setScheme(u"https"_s);
    url.setPort(plain.serverPort());
    request.setUrl(url);
    open(request);
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Network);
    QVERIFY(onlyError().willReconnect());
    QVERIFY(onlyError().message().contains("TLS"_L1));
    QVERIFY(!tellsSecrets(onlyError()));
}

void tst_Response::handshakeCutShort()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("There is no TLS here");
    QTcpServer server;
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, &QTcpSocket::abort);
    });
    QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
    QUrl url = request().url();
    url.setScheme(u"https"_s);
    url.setPort(server.serverPort());
    open(QSseRequest(url));
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Network);
    QVERIFY(onlyError().willReconnect());
    QVERIFY(!tellsSecrets(onlyError()));
}

void tst_Response::refusesRedirectToPlainHttp()
{
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    m_server->enqueue(redirectTo(m_foreign->url(u"/moved?key=secret"_s)));
    open(trusting(request()));
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(onlyError().kind(), Kind::Redirect);
    QVERIFY(!onlyError().willReconnect());
    QVERIFY(onlyError().message().contains("https"_L1));
    QVERIFY(!tellsSecrets(onlyError()));
    QCOMPARE(m_foreign->connectionCount(), 0);
}
#endif

QTEST_GUILESS_MAIN(tst_Response)
#include "tst_response.moc"
