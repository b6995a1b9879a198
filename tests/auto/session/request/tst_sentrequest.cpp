// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseSession>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <QtCore/qregularexpression.h>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

// What a session sends, seen by the server it sends it to.
class tst_SentRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void getsTheStream();
    void sendsWhatTheUserSet();
    void userAcceptWins();
    void sendsQueryAsEncoded();

    void sendsBody_data();
    void sendsBody();
    void sendsCustomMethodWithoutBody();

    void startsWithoutLastEventId();
    void startsAfterLastEventId();
    void sendsLastEventIdOfEachLoss();
    void carriesIdOverEventsWithoutOne();
    void takesIdFromUserHeader();
    void emptyIdIsNotSent();
    void sendsIdParameter();
    void idParameterReplacesTheUrlsOwn_data();
    void idParameterReplacesTheUrlsOwn();
    void idParameterOfAnyName();
    void sendsNoIdParameterWithoutId();

    void badIdIsNotSent_data();
    void badIdIsNotSent();
    void badRequestIsNotSent_data();
    void badRequestIsNotSent();
    void badUrlIsNotRequested_data();
    void badUrlIsNotRequested();
    void changeHoldsFromTheNextAttempt();
    void badChangeEndsTheSession();

private:
    QSseRequest request(const QString &pathAndQuery = u"/events"_s) const
    {
        return QSseRequest(m_server->url(pathAndQuery));
    }
    void open(const QSseRequest &request);
    void verifyNothingIsSent();
    HttpRequest sent(int index = 0) const { return m_server->requests().value(index); }
    QByteArrayList sentIds() const;

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<QSseSession> m_session;
};

static std::shared_ptr<QSseBackoffPolicy> quickPolicy()
{
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(1ms);
    policy->setFactor(1);
    policy->setJitter(0);
    return policy;
}

void tst_SentRequest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptedServer>();
    m_session = std::make_unique<QSseSession>();
    m_session->setReconnectPolicy(quickPolicy());
}

void tst_SentRequest::cleanup()
{
    m_session.reset();
    m_server.reset();
}

void tst_SentRequest::open(const QSseRequest &request)
{
    m_session->setRequest(request);
    m_session->open();
    QTRY_VERIFY(m_server->requestCount() > 0);
}

void tst_SentRequest::verifyNothingIsSent()
{
    QSignalSpy errors(m_session.get(), &QSseSession::errorOccurred);
    QSignalSpy closed(m_session.get(), &QSseSession::closed);
    m_session->open();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(errors.size(), 1);
    const auto error = errors.first().first().value<QSseError>();
    QCOMPARE(error.kind(), Kind::InvalidRequest);
    QVERIFY(!error.willReconnect());
    QVERIFY(!error.message().isEmpty());
    QVERIFY(!error.message().contains("secret"_L1));
    QCOMPARE(m_session->errorString(), error.message());
    QVERIFY(m_session->state() == State::Closed);
    QCOMPARE(m_server->connectionCount(), 0);
}

// One for each request; a header sent twice would show as both.
QByteArrayList tst_SentRequest::sentIds() const
{
    QByteArrayList ids;
    const QList<HttpRequest> requests = m_server->requests();
    for (const HttpRequest &request : requests) {
        QByteArrayList values;
        for (const auto &[name, value] : request.headers) {
            if (name.compare("Last-Event-ID", Qt::CaseInsensitive) == 0)
                values += value;
        }
        ids += values.isEmpty() ? "none"_ba : values.join(" and ");
    }
    return ids;
}

void tst_SentRequest::getsTheStream()
{
    open(request(u"/events?a=1"_s));
    QCOMPARE(sent().method, "GET"_ba);
    QCOMPARE(sent().target, "/events?a=1"_ba);
    QCOMPARE(sent().version, "HTTP/1.1"_ba);
    QCOMPARE(sent().headerCount("Accept"), 1);
    QCOMPARE(sent().header("Accept"), "text/event-stream"_ba);
    QCOMPARE(sent().headerCount("Cache-Control"), 1);
    QCOMPARE(sent().header("Cache-Control"), "no-cache"_ba);
    QCOMPARE(sent().header("Accept-Encoding"), "identity"_ba);
    for (const char *name : {"Content-Length", "Transfer-Encoding", "Content-Type"})
        QVERIFY2(sent().headerCount(name) == 0, name);
    QVERIFY(sent().body.isEmpty());
    QTRY_VERIFY(m_session->state() == State::Open);
}

void tst_SentRequest::sendsWhatTheUserSet()
{
    QSseRequest request = this->request();
    request.setBearerToken(u"abc");
    request.setHeader("X-Client-Version"_ba, "1.0"_ba);
    request.setHeader("Cookie"_ba, "a=1"_ba);
    open(request);
    QCOMPARE(sent().header("Authorization"), "Bearer abc"_ba);
    QCOMPARE(sent().header("X-Client-Version"), "1.0"_ba);
    QCOMPARE(sent().header("Cookie"), "a=1"_ba);
}

void tst_SentRequest::userAcceptWins()
{
    QSseRequest request = this->request();
    request.setHeader("Accept"_ba, "application/json, text/event-stream"_ba);
    open(request);
    QCOMPARE(sent().headerCount("Accept"), 1);
    QCOMPARE(sent().header("Accept"), "application/json, text/event-stream"_ba);
}

void tst_SentRequest::sendsQueryAsEncoded()
{
    QSseRequest request = this->request(u"/events?as+it=%2B%26"_s);
    request.addQueryItem(u"a+b", u"1 & 2=%+ä");
    open(request);
    QCOMPARE(sent().target, "/events?as+it=%2B%26&a%2Bb=1%20%26%202%3D%25%2B%C3%A4"_ba);
}

void tst_SentRequest::sendsBody_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("sentMethod");
    QTest::newRow("POST") << QByteArray() << "{\"stream\":true}"_ba
                          << "POST"_ba;
    QTest::newRow("empty") << QByteArray() << ""_ba
                           << "POST"_ba;
    QTest::newRow("large") << QByteArray() << QByteArray(300000, 'x') << "POST"_ba;
    QTest::newRow("PUT") << "put"_ba
                         << "x"_ba
                         << "PUT"_ba;
    QTest::newRow("custom") << "REPORT"_ba
                            << "x"_ba
                            << "REPORT"_ba;
    QTest::newRow("GET") << "GET"_ba
                         << "x"_ba
                         << "GET"_ba;
}

void tst_SentRequest::sendsBody()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QSseRequest request = this->request();
    request.setMethod(method);
    request.setBody(body, "application/json"_ba);
    open(request);
    QTEST(sent().method, "sentMethod");
    QCOMPARE(sent().body, body);
    QCOMPARE(sent().headerCount("Content-Type"), 1);
    QCOMPARE(sent().header("Content-Type"), "application/json"_ba);
    QCOMPARE(sent().headerCount("Content-Length"), 1);
    QCOMPARE(sent().header("Content-Length"), QByteArray::number(body.size()));
    QCOMPARE(sent().header("Accept"), "text/event-stream"_ba);
}

void tst_SentRequest::sendsCustomMethodWithoutBody()
{
    QSseRequest request = this->request();
    request.setMethod("REPORT"_ba);
    open(request);
    QCOMPARE(sent().method, "REPORT"_ba);
    QCOMPARE(sent().headerCount("Content-Length"), 0);
    QCOMPARE(sent().headerCount("Transfer-Encoding"), 0);
    QVERIFY(sent().body.isEmpty());
}

void tst_SentRequest::startsWithoutLastEventId()
{
    m_server->enqueue(Script().send("data: no id\n\n").finish());
    open(request());
    QTRY_COMPARE(m_server->requestCount(), 2);
    QCOMPARE(sentIds(), QByteArrayList({"none"_ba, "none"_ba}));
}

void tst_SentRequest::startsAfterLastEventId()
{
    m_session->setLastEventId(u"größe-7"_s);
    open(request());
    QCOMPARE(sentIds(), QByteArrayList({"größe-7"_ba}));
}

void tst_SentRequest::sendsLastEventIdOfEachLoss()
{
    m_server->enqueue(Script().send("id: 1\ndata: x\n\nid: ä\ndata: x\n\n").finish());
    m_server->enqueue(Script().send("data: x\n\n").finish());
    m_server->enqueue(Script().status(503).contentLength(0));
    m_server->enqueue(Script().send("id: 3\n\n").finish());
    open(request());
    QTRY_COMPARE(m_server->requestCount(), 5);
    QCOMPARE(sentIds(), QByteArrayList({"none"_ba, "ä"_ba, "ä"_ba, "ä"_ba, "3"_ba}));
}

void tst_SentRequest::carriesIdOverEventsWithoutOne()
{
    m_server->enqueue(Script().send("id: 1\ndata: x\n\n").finish());
    m_server->enqueue(Script().send("data: y\n\n"));
    QSignalSpy events(m_session.get(), &QSseSession::eventReceived);
    open(request());
    QTRY_COMPARE(events.size(), 2);
    const auto event = events.last().first().value<QSseEvent>();
    QVERIFY(event.id().isNull());
    QCOMPARE(event.lastEventId(), u"1"_s);
    QCOMPARE(m_session->lastEventId(), u"1"_s);
}

void tst_SentRequest::takesIdFromUserHeader()
{
    QSseRequest request = this->request();
    request.setHeader("Last-Event-ID"_ba, "ä5"_ba);
    m_server->enqueue(Script().send("data: x\n\n").finish());
    m_server->enqueue(Script().send("id: 6\ndata: x\n\n").finish());
    open(request);
    QTRY_COMPARE(m_server->requestCount(), 3);
    QCOMPARE(sentIds(), QByteArrayList({"ä5"_ba, "ä5"_ba, "6"_ba}));
    QCOMPARE(m_session->lastEventId(), u"6"_s);
}

void tst_SentRequest::emptyIdIsNotSent()
{
    QSseRequest request = this->request();
    request.setHeader("Last-Event-ID"_ba, "5"_ba);
    m_server->enqueue(Script().send("id: 6\ndata: x\n\nid\ndata: y\n\n").finish());
    open(request);
    QTRY_COMPARE(m_server->requestCount(), 2);
    QCOMPARE(sentIds(), QByteArrayList({"5"_ba, "none"_ba}));
}

void tst_SentRequest::sendsIdParameter()
{
    QSseRequest request = this->request(u"/events?topic=a"_s);
    request.setLastEventIdParameter(u"lastEventID");
    m_server->enqueue(Script().send("id: 1&+\ndata: x\n\n").finish());
    m_server->enqueue(Script().send("data: x\n\n").finish());
    m_server->enqueue(Script().send("id: ä\ndata: x\n\n").finish());
    open(request);
    QTRY_COMPARE(m_server->requestCount(), 4);
    QCOMPARE(sent(0).target, "/events?topic=a"_ba);
    QCOMPARE(sent(1).target, "/events?topic=a&lastEventID=1%26%2B"_ba);
    QCOMPARE(sent(2).target, "/events?topic=a&lastEventID=1%26%2B"_ba);
    QCOMPARE(sent(3).target, "/events?topic=a&lastEventID=%C3%A4"_ba);
    QCOMPARE(sentIds(), QByteArrayList({"none"_ba, "1&+"_ba, "1&+"_ba, "ä"_ba}));
}

void tst_SentRequest::idParameterReplacesTheUrlsOwn_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("last") << "topic=a&lastEventID=0"_ba
                          << "topic=a&"_ba;
    QTest::newRow("first") << "lastEventID=0&topic=a"_ba
                           << "topic=a&"_ba;
    QTest::newRow("alone") << "lastEventID=0"_ba
                           << ""_ba;
    QTest::newRow("many") << "lastEventID=0&a=1&lastEventID=2&lastEventID"_ba
                          << "a=1&"_ba;
    QTest::newRow("similar") << "lastEventIDs=0&LASTEVENTID=1&x=lastEventID=2"_ba
                             << "lastEventIDs=0&LASTEVENTID=1&x=lastEventID=2&"_ba;
    QTest::newRow("others as they stand")
            << "a=1%26%3D%2B+%252f%2F/?:@'&&b&lastEventID=0&c=%C3%A4&=&a=1&"_ba
            << "a=1%26%3D%2B+%252f%2F/?:@'&&b&c=%C3%A4&=&a=1&&"_ba;
}

// Mercure's way to say where to begin: the URL's own item, until an id is known.
void tst_SentRequest::idParameterReplacesTheUrlsOwn()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, kept);
    QSseRequest request = this->request();
    QUrl url = request.url();
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    request.setUrl(url);
    request.setLastEventIdParameter(u"lastEventID");
    m_server->enqueue(Script().send("id: 1\ndata: x\n\n").finish());
    open(request);
    QTRY_COMPARE(m_server->requestCount(), 2);
    QCOMPARE(sent(0).target, "/events?" + query);
    QCOMPARE(sent(1).target, "/events?" + kept + "lastEventID=1");
}

void tst_SentRequest::idParameterOfAnyName()
{
    QSseRequest request = this->request(u"/events?id+[%C3%A4]=0&a=1&id%20%5B%C3%A4%5D=0"_s);
    request.setLastEventIdParameter(u"id [ä]");
    m_server->enqueue(Script().send("id: 1\ndata: x\n\n").finish());
    open(request);
    QTRY_COMPARE(m_server->requestCount(), 2);
    QCOMPARE(sent(1).target, "/events?a=1&id%20%5B%C3%A4%5D=1"_ba);
}

void tst_SentRequest::sendsNoIdParameterWithoutId()
{
    QSseRequest request = this->request();
    request.setLastEventIdParameter(u"lastEventID");
    open(request);
    QCOMPARE(sent().target, "/events"_ba);
}

void tst_SentRequest::badIdIsNotSent_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("LF") << u"secret\nX-Injected: 1"_s;
    QTest::newRow("CR") << u"secret\r"_s;
    QTest::newRow("CR LF") << u"secret\r\nX-Injected: 1"_s;
    QTest::newRow("NUL") << u"secret\0"_s;
}

void tst_SentRequest::badIdIsNotSent()
{
    QFETCH(QString, id);
    m_session->setRequest(request());
    m_session->setLastEventId(id);
    verifyNothingIsSent();

    m_session->setLastEventId(u"good"_s);
    open(request());
    QCOMPARE(sentIds(), QByteArrayList({"good"_ba}));
}

void tst_SentRequest::badRequestIsNotSent_data()
{
    QTest::addColumn<QSseRequest>("bad");
    const QUrl url(u"http://127.0.0.1/events"_s);
    const auto withHeader = [url](const QByteArray &name, const QByteArray &value) {
        QSseRequest request(url);
        request.setHeader(name, value);
        return request;
    };
    QTest::newRow("value") << withHeader("X-Key"_ba, "secret\r\nX-Injected: 1"_ba);
    QTest::newRow("NUL") << withHeader("X-Key"_ba, "secret\0"_ba);
    QTest::newRow("name") << withHeader("X-Key: 1\r\nX-Injected"_ba, "secret"_ba);
    QTest::newRow("empty name") << withHeader(""_ba, "secret"_ba);
    QTest::newRow("length") << withHeader("Content-Length"_ba, "5"_ba);
    QTest::newRow("chunks") << withHeader("Transfer-Encoding"_ba, "chunked"_ba);
    QTest::newRow("id") << withHeader("Last-Event-ID"_ba, "secret\nX-Injected: 1"_ba);

    QSseRequest token(url);
    token.setBearerToken(u"secret\n");
    QTest::newRow("token") << token;
    QSseRequest method(url);
    method.setMethod("GET / HTTP/1.1\r\nX-Injected: 1\r\n\r\nGET"_ba);
    QTest::newRow("method") << method;
    QSseRequest contentType(url);
    contentType.setBody("secret"_ba, "text/plain\r\nX-Injected: 1"_ba);
    QTest::newRow("content type") << contentType;
    QNetworkRequest network(url);
    network.setRawHeader("X-Key", "secret\r\nX-Injected: 1");
    QTest::newRow("network request") << QSseRequest(network);
    QNetworkRequest lengthOfNothing(url);
    lengthOfNothing.setHeader(QNetworkRequest::ContentLengthHeader, 5);
    QTest::newRow("length of the network request") << QSseRequest(lengthOfNothing);
}

void tst_SentRequest::badRequestIsNotSent()
{
    QFETCH(QSseRequest, bad);
    bad.setUrl(m_server->url());
    m_session->setRequest(bad);
    verifyNothingIsSent();

    m_session->setLastEventId({}); // the bad one may have come from the request
    open(request());
    QTRY_VERIFY(m_session->state() == State::Open);
    QVERIFY(!m_session->error());
}

void tst_SentRequest::badUrlIsNotRequested_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    QTest::newRow("none") << QString() << u"http://"_s;
    QTest::newRow("ftp") << u"ftp://127.0.0.1:%1/events?key=secret"_s << u"http and https"_s;
    QTest::newRow("file") << u"file:///etc/hostname"_s << u"http and https"_s;
    QTest::newRow("data") << u"data:text/event-stream,data:x"_s << u"http and https"_s;
    QTest::newRow("no scheme") << u"127.0.0.1/events"_s << u"http"_s;
    QTest::newRow("no host") << u"http:///events"_s << u"host"_s;
}

void tst_SentRequest::badUrlIsNotRequested()
{
    QFETCH(QString, url);
    QFETCH(QString, says);
    m_session->setUrl(QUrl(url.replace("%1"_L1, QString::number(m_server->port()))));
    verifyNothingIsSent();
    QVERIFY2(m_session->errorString().contains(says), qPrintable(m_session->errorString()));

    open(request());
    QCOMPARE(m_server->requestCount(), 1);
}

void tst_SentRequest::changeHoldsFromTheNextAttempt()
{
    open(request(u"/first"_s));
    QTRY_VERIFY(m_session->state() == State::Open);
    m_session->setRequest(request(u"/second"_s));
    QVERIFY(m_session->state() == State::Open);
    m_server->lastExchange()->finish();
    QTRY_COMPARE(m_server->requestCount(), 2);
    QCOMPARE(sent(1).target, "/second"_ba);
}

void tst_SentRequest::badChangeEndsTheSession()
{
    QSignalSpy errors(m_session.get(), &QSseSession::errorOccurred);
    open(request());
    QTRY_VERIFY(m_session->state() == State::Open);
    m_session->setUrl(QUrl(u"ftp://127.0.0.1/"_s));
    m_server->lastExchange()->finish();
    QTRY_VERIFY(m_session->state() == State::Closed);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(m_session->error().kind(), Kind::InvalidRequest);
    QVERIFY(!m_session->error().willReconnect());
    QCOMPARE(m_server->requestCount(), 1);
}

QTEST_GUILESS_MAIN(tst_SentRequest)
#include "tst_sentrequest.moc"
