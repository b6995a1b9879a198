// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "localcertificate.h"
#include "requestparser.h"
#include "scriptedserver.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtCore/QScopeGuard>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#if QT_CONFIG(ssl)
#    include <QtNetwork/QSslSocket>
#endif

#include <memory>
#include <vector>

#ifdef Q_OS_UNIX
#    include <cerrno>
#    include <netinet/in.h>
#    include <sys/socket.h>
#    include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000; // of a slow machine, where there is much to do
const QByteArray plainGet = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n";

// A client that sees the bytes as they come.
struct RawClient
{
    explicit RawClient(const ScriptedServer &server)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] {
            pieces += socket.readAll();
            received += pieces.last();
        });
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server.port());
    }

    void request(const QByteArray &bytes = plainGet) { socket.write(bytes); }
    // Otherwise it depends on the machine how many of them one piece holds.
    void readEachWriteOf(ScriptedServer *server)
    {
        QObject::connect(server, &ScriptedServer::requestReceived, &socket,
                         [this](const ScriptedExchange *exchange) {
                             QObject::connect(exchange, &ScriptedExchange::bytesWritten, &socket,
                                              [this] { socket.waitForReadyRead(); });
                         });
    }
    bool isGone() const { return socket.state() == QAbstractSocket::UnconnectedState; }
    QByteArray body() const
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : received.mid(end + 4);
    }

    QTcpSocket socket;
    QByteArrayList pieces;
    QByteArray received;
};

#ifdef Q_OS_UNIX
// Below QTcpSocket, which takes FIN and RST for the same.
int connectedSocket(quint16 port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    ::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address));
    return descriptor;
}
#endif

} // namespace

class tst_ScriptedServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void parsesRequests_data();
    void parsesRequests();
    void parsesRequestsInARow();
    void looksUpHeaders();
    void splitsTarget();

    void listensAtOnce();
    void recordsRequest();
    void recordsChunkedBody();
    void answersByDefaultAndStalls();

    void sendsStatusAndHeaders();
    void replacesAndRemovesDefaultHeaders();
    void sendsRawHead();
    void waitsBeforeHead();
    void staysSilent();
    void answersWithoutBody_data();
    void answersWithoutBody();

    void framesBody_data();
    void framesBody();
    void endsOnceContentLengthIsReached();
    void closesWhereContentLengthIsNotReached();
    void closesForHttp10();

    void sendsBytewise();
    void waitsBetweenSteps();
    void repeatsWithinSendQueue();
    void cuts();
    void cutsBehindQueuedBytes();
    void resets();

    void keepsConnectionAlive();
    void closesWhereTheClientAsks();
    void answersPipelinedRequests();

    void isDrivenByHand();
    void isAnsweredInRequestReceived();
    void sendsHeadWhereHandForgetsIt();
    void takesScriptsInOrder();
    void prefersQueueToHandler();

    void noticesPeerGoing();
    void refusesAfterClose();
    void stopsAndResumesListening();
    void closesIdleConnectionsWhereNotListening();
    void closesWhileStopping();
    void listensElsewhere();
    void diesWithOpenExchanges();
    void forgetsRequestsWhereAsked();
    void servesHundreds();
#if QT_CONFIG(ssl)
    void speaksTls();
    void repeatsWithinSendQueueOverTls();
#endif

private:
    using Reply = std::unique_ptr<QNetworkReply>;
    Reply get(const QString &target = u"/events"_s)
    {
        return Reply(m_manager->get(QNetworkRequest(m_server->url(target))));
    }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

void tst_ScriptedServer::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptedServer>();
    m_manager = std::make_unique<QNetworkAccessManager>();
}

void tst_ScriptedServer::cleanup()
{
    m_manager.reset();
    m_server.reset();
}

void tst_ScriptedServer::parsesRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("get") << plainGet << "GET"_ba
                         << ""_ba;
    QTest::newRow("bare LF") << "GET / HTTP/1.1\nHost: a\n\n"_ba
                             << "GET"_ba
                             << ""_ba;
    QTest::newRow("empty lines first") << "\r\n\r\n" + plainGet << "GET"_ba
                                       << ""_ba;
    QTest::newRow("no headers") << "GET / HTTP/1.1\r\n\r\n"_ba
                                << "GET"_ba
                                << ""_ba;
    QTest::newRow("header without colon") << "GET / HTTP/1.1\r\nnonsense\r\n\r\n"_ba
                                          << "GET"_ba
                                          << ""_ba;
    QTest::newRow("content length") << "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\na\r\nbc"_ba
                                    << "POST"_ba
                                    << "a\r\nbc"_ba;
    QTest::newRow("content length zero") << "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"_ba
                                         << "POST"_ba
                                         << ""_ba;
    QTest::newRow("negative content length") << "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"_ba
                                             << "POST"_ba
                                             << ""_ba;
    QTest::newRow("chunked") << "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"_ba
                             << "PUT"_ba
                             << "abc0123456789"_ba;
}

void tst_ScriptedServer::parsesRequests()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);

    RequestParser whole;
    whole.append(bytes);
    const std::optional<HttpRequest> request = whole.next();
    QVERIFY(request);
    QCOMPARE(request->method, method);
    QCOMPARE(request->version, "HTTP/1.1"_ba);
    QCOMPARE(request->body, body);
    QVERIFY(!whole.next());

    RequestParser bytewise;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QVERIFY(!bytewise.next());
        bytewise.append(bytes.sliced(i, 1));
    }
    const std::optional<HttpRequest> same = bytewise.next();
    QVERIFY(same);
    QCOMPARE(same->headers, request->headers);
    QCOMPARE(same->body, body);
}

void tst_ScriptedServer::parsesRequestsInARow()
{
    RequestParser parser;
    parser.append("POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nab" + plainGet);
    QCOMPARE(parser.next()->body, "ab"_ba);
    const std::optional<HttpRequest> second = parser.next();
    QVERIFY(second);
    QCOMPARE(second->target, "/events"_ba);
    QVERIFY(second->body.isEmpty());
}

void tst_ScriptedServer::looksUpHeaders()
{
    RequestParser parser;
    parser.append("GET / HTTP/1.1\r\nAccept:  a \r\nACCEPT:b\r\nX-Empty:\r\n\r\n");
    const std::optional<HttpRequest> request = parser.next();
    QVERIFY(request);
    QCOMPARE(request->header("accept"), "a"_ba);
    QCOMPARE(request->headerCount("Accept"), 2);
    QCOMPARE(request->headerCount("Cookie"), 0);
    QVERIFY(request->header("Cookie").isNull());
    QVERIFY(request->header("X-Empty").isEmpty());
    QVERIFY(!request->header("X-Empty").isNull());
}

void tst_ScriptedServer::splitsTarget()
{
    HttpRequest request;
    request.target = "/events?a=1&b=x%20y";
    QCOMPARE(request.path(), "/events"_ba);
    QCOMPARE(request.query().queryItemValue(u"b"_s, QUrl::FullyDecoded), u"x y"_s);
    request.target = "/events";
    QCOMPARE(request.path(), "/events"_ba);
    QVERIFY(request.query().isEmpty());
}

void tst_ScriptedServer::listensAtOnce()
{
    QVERIFY(m_server->port() != 0);
    QCOMPARE(m_server->url(), QUrl(u"http://127.0.0.1:%1/events"_s.arg(m_server->port())));
    QCOMPARE(m_server->url(u"/a?b=c"_s).query(), u"b=c"_s);
    QCOMPARE(m_server->requestCount(), 0);
    QVERIFY(!m_server->lastExchange());
}

void tst_ScriptedServer::recordsRequest()
{
    m_server->setDefaultScript(Script().finish());
    QNetworkRequest request(m_server->url(u"/events?a=1"_s));
    request.setRawHeader("X-Test", "yes");
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const Reply reply(m_manager->post(request, QByteArray("{}")));

    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(m_server->requestCount(), 1);
    const HttpRequest received = m_server->requests().constFirst();
    QCOMPARE(received.method, "POST"_ba);
    QCOMPARE(received.target, "/events?a=1"_ba);
    QCOMPARE(received.header("x-test"), "yes"_ba);
    QCOMPARE(received.headerCount("content-length"), 1);
    QCOMPARE(received.body, "{}"_ba);
}

void tst_ScriptedServer::recordsChunkedBody()
{
    RawClient client(*m_server);
    client.request("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
    client.request("1\r\nc\r\n0\r\n\r\n");
    QTRY_COMPARE(m_server->requestCount(), 1);
    QCOMPARE(m_server->lastExchange()->request().body, "abc"_ba);
}

void tst_ScriptedServer::answersByDefaultAndStalls()
{
    const Reply reply = get();
    QTRY_COMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    QCOMPARE(reply->rawHeader("Content-Type"), "text/event-stream"_ba);
    QCOMPARE(reply->rawHeader("Cache-Control"), "no-store"_ba);
    QCOMPARE(m_server->openExchanges(), 1);
    QCOMPARE(m_server->lastExchange()->index(), 0);
    QVERIFY(m_server->lastExchange()->isOpen());
    QVERIFY(!reply->isFinished());
}

void tst_ScriptedServer::sendsStatusAndHeaders()
{
    m_server->enqueue(Script().status(503, "Gone Fishing").header("Retry-After", "7").finish());
    const Reply reply = get();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 503);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString(),
             u"Gone Fishing"_s);
    QCOMPARE(reply->rawHeader("Retry-After"), "7"_ba);
}

void tst_ScriptedServer::replacesAndRemovesDefaultHeaders()
{
    m_server->enqueue(Script().header("content-type", "text/plain")
                              .header("Cache-Control", {})
                              .header("X-Twice", "1")
                              .header("X-Twice", "2"));
    RawClient client(*m_server);
    client.request();
    QTRY_VERIFY(client.received.endsWith("\r\n\r\n"));
    QVERIFY(client.received.contains("\r\ncontent-type: text/plain\r\n"));
    QVERIFY(!client.received.contains("text/event-stream"));
    QVERIFY(!client.received.contains("Cache-Control"));
    QVERIFY(client.received.contains("X-Twice: 1\r\nX-Twice: 2\r\n"));
}

void tst_ScriptedServer::sendsRawHead()
{
    m_server->enqueue(Script().rawHead("NONSENSE\r\n").send("body").finish());
    RawClient client(*m_server);
    client.request();
    QTRY_VERIFY(client.isGone());
    QCOMPARE(client.received, "NONSENSE\r\nbody"_ba);
}

void tst_ScriptedServer::waitsBeforeHead()
{
    m_server->enqueue(Script().waitBeforeHead(60ms).send("x").finish());
    QElapsedTimer elapsed;
    elapsed.start();
    const Reply reply = get();
    QSignalSpy headReceived(reply.get(), &QNetworkReply::metaDataChanged);
    QVERIFY(headReceived.wait());
    QVERIFY(elapsed.elapsed() >= 60);
}

void tst_ScriptedServer::staysSilent()
{
    m_server->enqueue(Script().silent());
    RawClient client(*m_server);
    client.request();
    QTRY_COMPARE(m_server->requestCount(), 1);
    QVERIFY(m_server->lastExchange()->isOpen());

    RawClient other(*m_server); // by the time that this one is answered, the first would have been
    other.request();
    QTRY_VERIFY(!other.received.isEmpty());
    QVERIFY(client.received.isEmpty());
    QCOMPARE(m_server->exchange(0)->bytesSent(), 0);
}

void tst_ScriptedServer::answersWithoutBody_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QByteArray>("request");

    QTest::newRow("204") << Script().status(204) << plainGet;
    QTest::newRow("304") << Script().status(304).send("not sent") << plainGet;
    QTest::newRow("length 0") << Script().contentLength(0) << plainGet;
    QTest::newRow("HEAD") << Script().send("not sent") << "HEAD / HTTP/1.1\r\n\r\n"_ba;
}

void tst_ScriptedServer::answersWithoutBody()
{
    QFETCH(const Script, script);
    QFETCH(const QByteArray, request);
    m_server->setDefaultScript(script);
    QSignalSpy closed(m_server.get(), &ScriptedServer::exchangeClosed);

    RawClient client(*m_server);
    client.request(request);
    QTRY_COMPARE(closed.size(), 1);
    QTRY_VERIFY(client.received.endsWith("\r\n\r\n"));
    client.request(request); // the connection is still of use
    QTRY_COMPARE(closed.size(), 2);
    QTRY_COMPARE(client.received.count("\r\n\r\n"), 2);
}

void tst_ScriptedServer::framesBody_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("keepsConnection");

    QTest::newRow("chunked") << Script() << "Transfer-Encoding"_ba << true;
    QTest::newRow("content length") << Script().contentLength(6) << "Content-Length"_ba << true;
    QTest::newRow("content length as a header")
            << Script().header("Content-Length", "6") << "Content-Length"_ba << true;
    QTest::newRow("close delimited") << Script().closeDelimited() << "Connection"_ba << false;
    QTest::newRow("connection: close")
            << Script().header("Connection", "close") << "Connection"_ba << false;
}

void tst_ScriptedServer::framesBody()
{
    QFETCH(Script, script);
    QFETCH(const QByteArray, header);
    QFETCH(const bool, keepsConnection);
    m_server->setDefaultScript(script.send("abc").send("").send("def").finish());

    for (int i = 0; i < 2; ++i) {
        const Reply reply = get();
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QVERIFY(reply->hasRawHeader(header));
        QCOMPARE(reply->readAll(), "abcdef"_ba);
    }
    QCOMPARE(m_server->connectionCount(), keepsConnection ? 1 : 2);
    QTRY_COMPARE(m_server->openExchanges(), 0);
}

void tst_ScriptedServer::endsOnceContentLengthIsReached()
{
    m_server->enqueue(Script().contentLength(4).send("abc").send("def").send("ghi"));
    QSignalSpy closed(m_server.get(), &ScriptedServer::exchangeClosed);
    RawClient client(*m_server);
    client.request();
    QTRY_COMPARE(closed.size(), 1);
    QTRY_COMPARE(client.body(), "abcd"_ba);
}

void tst_ScriptedServer::closesWhereContentLengthIsNotReached()
{
    m_server->enqueue(Script().contentLength(4).send("abc").finish());
    const Reply reply = get();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
}

void tst_ScriptedServer::closesForHttp10()
{
    m_server->enqueue(Script().send("abc").finish());
    RawClient client(*m_server);
    client.request("GET / HTTP/1.0\r\n\r\n");
    QTRY_VERIFY(client.isGone());
    QCOMPARE(client.body(), "abc"_ba);
}

void tst_ScriptedServer::sendsBytewise()
{
    const QByteArray text = "data: one by one\n\n";
    m_server->enqueue(Script().closeDelimited().sendBytewise(text).sendSplit("split", 2).finish());
    RawClient client(*m_server);
    client.readEachWriteOf(m_server.get());
    client.request();
    QTRY_VERIFY(client.isGone());
    QCOMPARE(client.body(), text + "split");
    QCOMPARE(client.pieces.size(), 1 + text.size() + 2);
}

void tst_ScriptedServer::waitsBetweenSteps()
{
    m_server->enqueue(Script().closeDelimited().send("abc").wait(60ms).send("def").finish());
    RawClient client(*m_server);
    client.readEachWriteOf(m_server.get());
    QElapsedTimer elapsed;
    elapsed.start();
    client.request();
    QTRY_VERIFY(client.isGone());
    QVERIFY(elapsed.elapsed() >= 60);
    QCOMPARE(client.body(), "abcdef"_ba);
    QCOMPARE(client.pieces.constLast(), "def"_ba);
}

void tst_ScriptedServer::repeatsWithinSendQueue()
{
    m_server->enqueue(Script().closeDelimited().repeat("0123456789"));
    QTcpSocket client;
    client.setReadBufferSize(1024);
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), m_server->port());
    client.write(plainGet);

    QTRY_VERIFY_WITH_TIMEOUT(m_server->lastExchange(), patience);
    const QPointer<ScriptedExchange> exchange = m_server->lastExchange();
    // Until the kernel takes no more.
    QTRY_VERIFY_WITH_TIMEOUT(exchange->bytesToWrite() >= 256 * 1024, patience);
    QVERIFY(exchange->bytesToWrite() < 300 * 1024);

    qint64 bytesRead = 0;
    client.setReadBufferSize(0);
    QObject::connect(&client, &QTcpSocket::readyRead, &client,
                     [&] { bytesRead += client.readAll().size(); });
    QTRY_VERIFY_WITH_TIMEOUT(bytesRead > 20 * 1024 * 1024, patience);
    QVERIFY(exchange->bytesSent() >= bytesRead);

    client.abort();
    QTRY_VERIFY_WITH_TIMEOUT(!exchange, patience);
}

void tst_ScriptedServer::cuts()
{
    m_server->setDefaultScript(Script().send("data: x\n").cut());
    const Reply reply = get();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);

    RawClient client(*m_server);
    client.request();
    QTRY_VERIFY(client.isGone());
    QCOMPARE(client.body(), "8\r\ndata: x\n\r\n"_ba);
    QTRY_COMPARE(m_server->openExchanges(), 0);
}

void tst_ScriptedServer::cutsBehindQueuedBytes()
{
    const QByteArray large(8 * 1024 * 1024, 'x');
    m_server->enqueue(Script().closeDelimited().send(large).cut());
    RawClient client(*m_server);
    client.request();
    QTRY_VERIFY_WITH_TIMEOUT(client.isGone(), patience);
    QCOMPARE(client.body().size(), large.size());
}

void tst_ScriptedServer::resets()
{
#ifdef Q_OS_UNIX
    m_server->setHandler([](ScriptedExchange *) {});
    const int client = connectedSocket(m_server->port());
    const auto closeClient = qScopeGuard([client] { ::close(client); });
    QCOMPARE(::send(client, plainGet.constData(), plainGet.size(), 0), plainGet.size());
    QTRY_VERIFY(m_server->lastExchange());

    m_server->lastExchange()->reset();
    char byte;
    QTRY_VERIFY(::recv(client, &byte, 1, MSG_DONTWAIT) == 0 || errno == ECONNRESET);
    QCOMPARE(errno, ECONNRESET);
    QCOMPARE(m_server->openExchanges(), 0);
#else
    QSKIP("Reads the socket by POSIX calls");
#endif
}

void tst_ScriptedServer::keepsConnectionAlive()
{
    m_server->setDefaultScript(Script().send("data: x\n\n").finish());
    QSignalSpy closed(m_server.get(), &ScriptedServer::exchangeClosed);
    for (int i = 0; i < 3; ++i) {
        const Reply reply = get();
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
    }
    QCOMPARE(closed.size(), 3);
    QCOMPARE(m_server->requestCount(), 3);
    QCOMPARE(m_server->connectionCount(), 1);
    QVERIFY(!m_server->exchange(0));
}

void tst_ScriptedServer::closesWhereTheClientAsks()
{
    m_server->enqueue(Script().finish());
    RawClient client(*m_server);
    client.request("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(client.isGone());
    QCOMPARE(client.body(), "0\r\n\r\n"_ba);
}

void tst_ScriptedServer::answersPipelinedRequests()
{
    m_server->enqueue(Script().send("1").finish());
    m_server->enqueue(Script().send("2").finish());
    RawClient client(*m_server);
    client.request(plainGet + plainGet);
    QTRY_VERIFY(client.received.endsWith("1\r\n2\r\n0\r\n\r\n"));
    QCOMPARE(m_server->connectionCount(), 1);
}

void tst_ScriptedServer::isDrivenByHand()
{
    m_server->setHandler([](ScriptedExchange *) {});
    const Reply reply = get();
    QTRY_VERIFY(m_server->lastExchange());
    const QPointer<ScriptedExchange> exchange = m_server->lastExchange();
    QSignalSpy closed(exchange, &ScriptedExchange::closed);

    exchange->respond(201, {{"X-Hand", "1"}});
    QTRY_COMPARE(reply->rawHeader("X-Hand"), "1"_ba);
    exchange->send("abc");
    QTRY_COMPARE(reply->peek(10), "abc"_ba);
    QVERIFY(exchange->bytesSent() > 3);
    exchange->finish();
    QVERIFY(!exchange->isOpen());
    QTRY_VERIFY(reply->isFinished());
    QTRY_VERIFY(!exchange);
    QCOMPARE(closed.size(), 1);
}

void tst_ScriptedServer::isAnsweredInRequestReceived()
{
    m_server->enqueue(Script().status(500).finish());
    const auto connection =
            connect(m_server.get(), &ScriptedServer::requestReceived, this,
                    [](ScriptedExchange *exchange) { exchange->run(Script().finish()); });
    const Reply first = get();
    QTRY_VERIFY(first->isFinished());
    QCOMPARE(first->error(), QNetworkReply::NoError);

    disconnect(connection); // the queue is as it was
    const Reply second = get();
    QTRY_VERIFY(second->isFinished());
    QCOMPARE(second->error(), QNetworkReply::InternalServerError);
}

void tst_ScriptedServer::sendsHeadWhereHandForgetsIt()
{
    m_server->setHandler([](ScriptedExchange *exchange) {
        exchange->send("abc");
        exchange->finish();
        exchange->send("too late");
        exchange->cut();
    });
    const Reply reply = get();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), "abc"_ba);
}

void tst_ScriptedServer::takesScriptsInOrder()
{
    m_server->enqueue(Script().send("1").finish());
    m_server->enqueue(Script().send("2").finish());
    m_server->setDefaultScript(Script().send("default").finish());
    for (const QByteArray &expected : {"1"_ba, "2"_ba, "default"_ba, "default"_ba}) {
        const Reply reply = get();
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->readAll(), expected);
    }
}

void tst_ScriptedServer::prefersQueueToHandler()
{
    m_server->setHandler([](ScriptedExchange *exchange) {
        exchange->respond(200, {{"Content-Length", "7"}});
        exchange->send("handler");
    });
    m_server->enqueue(Script().send("queue").finish());
    for (const QByteArray &expected : {"queue"_ba, "handler"_ba}) {
        const Reply reply = get();
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->readAll(), expected);
    }
}

void tst_ScriptedServer::noticesPeerGoing()
{
    QSignalSpy closed(m_server.get(), &ScriptedServer::exchangeClosed);
    const Reply reply = get();
    QTRY_COMPARE(m_server->openExchanges(), 1);
    const QPointer<ScriptedExchange> exchange = m_server->exchange(0);
    reply->abort();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(m_server->openExchanges(), 0);
    QVERIFY(!m_server->exchange(0));
    QVERIFY(!m_server->lastExchange());
    QTRY_VERIFY(!exchange);
}

void tst_ScriptedServer::refusesAfterClose()
{
    const Reply open = get();
    QTRY_COMPARE(m_server->openExchanges(), 1);
    m_server->close();
    QCOMPARE(m_server->openExchanges(), 0);
    QTRY_VERIFY(open->isFinished());

    const Reply refused = get();
    QTRY_VERIFY(refused->isFinished());
    QCOMPARE(refused->error(), QNetworkReply::ConnectionRefusedError);
}

void tst_ScriptedServer::stopsAndResumesListening()
{
    const quint16 port = m_server->port();
    RawClient client(*m_server);
    client.request();
    QTRY_COMPARE(m_server->openExchanges(), 1);
    m_server->stopListening();

    const Reply refused = get();
    QTRY_VERIFY(refused->isFinished());
    QCOMPARE(refused->error(), QNetworkReply::ConnectionRefusedError);
#ifdef Q_OS_LINUX // nobody else gets the port meanwhile
    QVERIFY(!QTcpSocket().bind(QHostAddress(QHostAddress::LocalHost), port));
#endif
    m_server->exchange(0)->send("goes on");
    QTRY_VERIFY(client.body().contains("goes on"));

    QVERIFY(m_server->resumeListening());
    QCOMPARE(m_server->port(), port);
    m_server->enqueue(Script().finish());
    const Reply taken = get();
    QTRY_VERIFY(taken->isFinished());
    QCOMPARE(taken->error(), QNetworkReply::NoError);
}

void tst_ScriptedServer::closesIdleConnectionsWhereNotListening()
{
    RawClient idle(*m_server);
    RawClient busy(*m_server);
    busy.request();
    QTRY_COMPARE(m_server->openExchanges(), 1);
    QTRY_COMPARE(m_server->connectionCount(), 2);
    m_server->stopListening();
    QTRY_VERIFY(idle.isGone());
    QVERIFY(!busy.isGone());
    m_server->exchange(0)->finish();
    QTRY_VERIFY(busy.isGone());
    QCOMPARE(busy.body(), "0\r\n\r\n"_ba);
}

void tst_ScriptedServer::closesWhileStopping()
{
    connect(m_server.get(), &ScriptedServer::requestReceived, this, [this] { m_server->close(); });
    const Reply reply = get();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(m_server->openExchanges(), 0);
}

void tst_ScriptedServer::listensElsewhere()
{
    const quint16 before = m_server->port();
    QVERIFY(m_server->listen(QHostAddress(QHostAddress::Any), 0));
    QVERIFY(m_server->port() != before);
    QCOMPARE(m_server->url().host(), u"127.0.0.1"_s);
    m_server->enqueue(Script().finish());
    const Reply reply = get();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void tst_ScriptedServer::diesWithOpenExchanges()
{
    m_server->setDefaultScript(Script().repeat("x"));
    const Reply reply = get();
    QTRY_COMPARE(m_server->openExchanges(), 1);
    QSignalSpy closed(m_server->exchange(0), &ScriptedExchange::closed);
    m_server.reset();
    QCOMPARE(closed.size(), 0); // nothing is told from a destructor
    QTRY_VERIFY(reply->isFinished());
}

void tst_ScriptedServer::forgetsRequestsWhereAsked()
{
    m_server->setDefaultScript(Script().send("x").finish());
    m_server->setKeepRequests(false);
    for (int i = 0; i < 2; ++i) {
        const Reply reply = get();
        QTRY_VERIFY(reply->isFinished());
    }
    QCOMPARE(m_server->requestCount(), 2);
    QVERIFY(m_server->requests().isEmpty());
}

void tst_ScriptedServer::servesHundreds()
{
    constexpr int count = 300;
    m_server->setDefaultScript(Script().closeDelimited().sendBytewise("data: x\n\n").stall());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<RawClient>(*m_server));
        clients.back()->request();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_server->openExchanges(), count, patience);
    for (const auto &client : clients)
        QTRY_COMPARE_WITH_TIMEOUT(client->body(), "data: x\n\n"_ba, patience);
    QCOMPARE(m_server->connectionCount(), count);

    for (int i = 0; i < count; i += 2)
        m_server->exchange(i)->finish();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->openExchanges(), count / 2, patience);
    clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->openExchanges(), 0, patience);
    // The connections have gone with them.
    QTRY_VERIFY_WITH_TIMEOUT(m_server->children().isEmpty(), patience);
}

#if QT_CONFIG(ssl)
void tst_ScriptedServer::speaksTls()
{
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    m_server->setDefaultScript(Script().sendBytewise("data: x\n\n").finish());
    QCOMPARE(m_server->url().scheme(), u"https"_s);

    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.addCaCertificate(localCertificate());
    QNetworkRequest request(m_server->url());
    request.setSslConfiguration(trusting);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    const Reply trusted(m_manager->get(request));
    QTRY_VERIFY(trusted->isFinished());
    QCOMPARE(trusted->error(), QNetworkReply::NoError);
    QCOMPARE(trusted->readAll(), "data: x\n\n"_ba);

    m_manager->clearConnectionCache();
    const Reply untrusted = get();
    QTRY_VERIFY(untrusted->isFinished());
    QCOMPARE(untrusted->error(), QNetworkReply::SslHandshakeFailedError);
}

void tst_ScriptedServer::repeatsWithinSendQueueOverTls()
{
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    m_server->setDefaultScript(Script().closeDelimited().repeat("0123456789"));

    QSslSocket client;
    client.setReadBufferSize(1024);
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.connectToHostEncrypted(u"127.0.0.1"_s, m_server->port());
    client.write(plainGet);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->lastExchange(), patience);
    const QPointer<ScriptedExchange> exchange = m_server->lastExchange();
    QTRY_VERIFY_WITH_TIMEOUT(exchange->bytesToWrite() >= 256 * 1024, patience);
    QVERIFY(exchange->bytesToWrite() < 300 * 1024);

    qint64 bytesRead = 0;
    client.setReadBufferSize(0);
    QObject::connect(&client, &QSslSocket::readyRead, &client,
                     [&] { bytesRead += client.readAll().size(); });
    QTRY_VERIFY_WITH_TIMEOUT(bytesRead > 4 * 1024 * 1024, patience);
    client.abort();
    QTRY_VERIFY_WITH_TIMEOUT(!exchange, patience);
}
#endif

QTEST_GUILESS_MAIN(tst_ScriptedServer)
#include "tst_scriptedserver.moc"
