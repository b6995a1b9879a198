// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseClient>

#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QNetworkAccessManager>
#if QT_CONFIG(ssl)
#    include <QtNetwork/QSslConfiguration>
#endif
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using Mode = QSseSession::ReconnectMode;

// What is set on a client, in the sessions that it makes.
class tst_Defaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void areASessions();
    void areTaken_data();
    void areTaken();
    void areOverridden();
    void holdFromThenOn();
    void badValues();
    void modeIsTheMethodsUnlessSet();
    void policyOfTwoFunctions();
    void strict();
    void randomSource();
    void endMarker();
    void tokenProvider_data();
    void tokenProvider();
    void requestHook_data();
    void requestHook();
    void clearedByNull();
    void networkAccessManager();

    void baseCompletes_data();
    void baseCompletes();
    void baseIsForItsOrigin();
    void baseWithoutUrlIsForAll();
    void baseKeepsMethodAndBodyOut();
    void baseHasTransport();
    void badBaseIsNotSent();
    void badRequestStaysBad();
};

namespace {

QUrl nowhere()
{
    return QUrl(u"http://localhost:1/"_s);
}

// Each way to a session.
using Maker = QSseSession *(*)(QSseClient &, const QObject *);

QSseSession *bySession(QSseClient &client, const QObject *)
{
    return client.session(nowhere());
}

QSseSession *bySse(QSseClient &client, const QObject *context)
{
    return client.sse(nowhere(), context, [](const QSseEvent &) {});
}

QSseSession *byTypedSse(QSseClient &client, const QObject *context)
{
    return client.sse<int>(nowhere(), context, [](int, const QSseEvent &) {});
}

QSseSession *bySharedSession(QSseClient &client, const QObject *context)
{
    static std::shared_ptr<QSseSession> shared;
    shared = client.sharedSession(nowhere());
    QObject::connect(context, &QObject::destroyed, [] { shared.reset(); });
    return shared.get();
}

QSseSession *byRetry(QSseClient &client, const QObject *context)
{
    client.sseWithRetry<int>(nowhere(), context,
                             [](const QSseEvent &) { return std::optional(1); });
    return client.findChild<QSseSession *>();
}

} // namespace

void tst_Defaults::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// A client that nothing was set on makes sessions as they are by themselves.
void tst_Defaults::areASessions()
{
    const QSseClient client;
    const QSseSession session;
    QCOMPARE(client.connectTimeout(), session.connectTimeout());
    QCOMPARE(client.idleTimeout(), session.idleTimeout());
    QCOMPARE(client.maximumEventSize(), session.maximumEventSize());
    QCOMPARE(client.oversizePolicy(), session.oversizePolicy());
    QCOMPARE(client.readBufferSize(), session.readBufferSize());
    QVERIFY(client.reconnectPolicy());
    QVERIFY(!client.reconnectMode());
    QVERIFY(!client.isStrict());
    QVERIFY(!client.showComments());
    QVERIFY(!client.showRetry());
    QCOMPARE(client.endMarker(), QByteArray());
    QCOMPARE(client.diagnosticBuffer(), session.diagnosticBuffer());
    QVERIFY(!client.networkAccessManager());
    QCOMPARE(client.replayCount(), 0);
    QCOMPARE(client.baseRequest(), QSseRequest());
}

void tst_Defaults::areTaken_data()
{
    QTest::addColumn<Maker>("make");
    QTest::addColumn<bool>("hasOwnPolicy");
    QTest::newRow("session") << &bySession << false;
    QTest::newRow("sse") << &bySse << false;
    QTest::newRow("sse<T>") << &byTypedSse << false;
    QTest::newRow("sharedSession") << &bySharedSession << false;
    QTest::newRow("sseWithRetry") << &byRetry << true;
}

void tst_Defaults::areTaken()
{
    QFETCH(Maker, make);
    QFETCH(bool, hasOwnPolicy);
    QObject context;
    QNetworkAccessManager manager;
    QSseClient client;
    const auto policy = std::make_shared<QSseBackoffPolicy>();
    client.setConnectTimeout(1s);
    client.setIdleTimeout(2s);
    client.setMaximumEventSize(3);
    client.setOversizePolicy(QSseParser::OversizePolicy::Skip);
    client.setReadBufferSize(4);
    client.setReconnectPolicy(policy);
    client.setReconnectMode(Mode::OnError);
    client.setStrict(true);
    client.setShowComments(true);
    client.setShowRetry(true);
    client.setEndMarker("end");
    client.setDiagnosticBuffer(QSseSession::DiagnosticBuffer::All);
    client.setNetworkAccessManager(&manager);

    const QSseSession *session = make(client, &context);
    QVERIFY(session);
    QCOMPARE(session->state(), QSseSession::State::Connecting);
    QCOMPARE(session->connectTimeout(), 1s);
    QCOMPARE(session->idleTimeout(), 2s);
    QCOMPARE(session->maximumEventSize(), 3);
    QCOMPARE(session->oversizePolicy(), QSseParser::OversizePolicy::Skip);
    QCOMPARE(session->readBufferSize(), 4);
    QCOMPARE(session->reconnectPolicy() == policy, !hasOwnPolicy);
    QCOMPARE(session->reconnectMode(), hasOwnPolicy ? Mode::Always : Mode::OnError);
    QVERIFY(session->isStrict());
    QVERIFY(session->showComments());
    QVERIFY(session->showRetry());
    QCOMPARE(session->endMarker(), "end");
    QCOMPARE(session->diagnosticBuffer(), QSseSession::DiagnosticBuffer::All);
    QCOMPARE(session->networkAccessManager(), &manager);

    QCOMPARE(client.connectTimeout(), 1s);
    QCOMPARE(client.reconnectPolicy(), policy);
    QCOMPARE(client.reconnectMode(), Mode::OnError);
    QVERIFY(client.isStrict());
}

void tst_Defaults::areOverridden()
{
    QSseClient client;
    client.setIdleTimeout(2s);
    const std::unique_ptr<QSseSession> session(client.session(nowhere()));
    session->setIdleTimeout(9s);
    const std::unique_ptr<QSseSession> other(client.session(nowhere()));
    QCOMPARE(session->idleTimeout(), 9s);
    QCOMPARE(other->idleTimeout(), 2s);
    QCOMPARE(client.idleTimeout(), 2s);
}

void tst_Defaults::holdFromThenOn()
{
    QSseClient client;
    const std::unique_ptr<QSseSession> session(client.session(nowhere()));
    client.setIdleTimeout(2s);
    QCOMPARE(session->idleTimeout(), 0s);
}

void tst_Defaults::badValues()
{
    QSseClient client;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"setReadBufferSize"_s));
    client.setReadBufferSize(0);
    QCOMPARE(client.readBufferSize(), QSseSession().readBufferSize());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"setDiagnosticBuffer"_s));
    client.setDiagnosticBuffer(QSseSession::DiagnosticBuffer::LastLines, 0);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"setReplayCount"_s));
    client.setReplayCount(-1);
    QCOMPARE(client.replayCount(), 0);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"setReconnectPolicy"_s));
    client.setReconnectPolicy(nullptr, [](int) { return 1s; });
    QVERIFY(client.reconnectPolicy());
    client.setReconnectPolicy(nullptr);
    QVERIFY(client.reconnectPolicy());
}

void tst_Defaults::modeIsTheMethodsUnlessSet()
{
    QSseClient client;
    QSseRequest post(nowhere());
    post.setMethod("POST");
    QCOMPARE(std::unique_ptr<QSseSession>(client.session(nowhere()))->reconnectMode(),
             Mode::Always);
    QCOMPARE(std::unique_ptr<QSseSession>(client.session(post))->reconnectMode(), Mode::Never);
    client.setReconnectMode(Mode::Always);
    QCOMPARE(std::unique_ptr<QSseSession>(client.session(post))->reconnectMode(), Mode::Always);
}

void tst_Defaults::policyOfTwoFunctions()
{
    QSseClient client;
    client.setReconnectPolicy([](int attempt, const QSseError &) { return attempt < 3; },
                              [](int attempt) { return attempt * 1s; });
    const std::unique_ptr<QSseSession> session(client.session(nowhere()));
    QCOMPARE(session->reconnectPolicy()->delayBeforeReconnect(2), 2s);
    QVERIFY(!session->reconnectPolicy()->shouldReconnect(3, {}));
}

void tst_Defaults::strict()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(503).contentLength(0));
    QSseClient client;
    client.setStrict(true);
    const std::unique_ptr<QSseSession> session(client.session(server.url()));
    const QSignalSpy errors(session.get(), &QSseSession::errorOccurred);
    QTRY_COMPARE(errors.count(), 1);
    QCOMPARE(session->error().kind(), Kind::HttpStatus);
    QVERIFY(!session->error().willReconnect());
}

void tst_Defaults::randomSource()
{
    ScriptedServer server;
    server.setDefaultScript(Script().finish());
    QSseClient client;
    client.setRandomSource([] { return 0.5; }); // a quarter of the delay, at a jitter of 0.5
    const std::unique_ptr<QSseSession> session(client.session(server.url()));
    QSignalSpy scheduled(session.get(), &QSseSession::reconnectScheduled);
    QTRY_VERIFY(!scheduled.isEmpty()); // the next may come meanwhile
    QCOMPARE(scheduled.at(0).at(1).value<std::chrono::milliseconds>(), 750ms);
}

void tst_Defaults::endMarker()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: [DONE]\n\n"));
    QSseClient client;
    client.setEndMarker("[DONE]");
    const std::unique_ptr<QSseSession> session(client.session(server.url()));
    QSignalSpy closed(session.get(), &QSseSession::closed);
    QTRY_COMPARE(closed.count(), 1);
    QVERIFY(!session->error());
}

void tst_Defaults::tokenProvider_data()
{
    QTest::addColumn<bool>("later");
    QTest::addColumn<bool>("hasContext");
    for (const bool later : {false, true}) {
        for (const bool hasContext : {false, true}) {
            QTest::addRow("%s%s", later ? "later" : "now", hasContext ? ", context" : "")
                    << later << hasContext;
        }
    }
}

void tst_Defaults::tokenProvider()
{
    QFETCH(bool, later);
    QFETCH(bool, hasContext);
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseClient client;
    auto context = std::make_unique<QObject>();
    const auto now = [] { return u"t"_s; };
    const auto future = [] { return QtFuture::makeReadyFuture(u"t"_s); };
    if (hasContext)
        later ? client.setTokenProvider(context.get(), future)
              : client.setTokenProvider(context.get(), now);
    else
        later ? client.setTokenProvider(future) : client.setTokenProvider(now);

    const std::unique_ptr<QSseSession> one(client.session(server.url()));
    QTRY_COMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().at(0).header("Authorization"), "Bearer t");
    if (hasContext)
        context.reset();
    else
        client.clearTokenProvider();
    const std::unique_ptr<QSseSession> two(client.session(server.url()));
    QTRY_COMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests().at(1).headerCount("Authorization"), 0);
}

void tst_Defaults::requestHook_data()
{
    tokenProvider_data();
}

void tst_Defaults::requestHook()
{
    QFETCH(bool, later);
    QFETCH(bool, hasContext);
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseClient client;
    auto context = std::make_unique<QObject>();
    const auto now = [](QSseRequest request, int attempt) {
        request.setHeader("X-Attempt", QByteArray::number(attempt));
        return request;
    };
    const auto future = [now](QSseRequest request, int attempt) {
        return QtFuture::makeReadyFuture(now(request, attempt));
    };
    if (hasContext)
        later ? client.setRequestHook(context.get(), future)
              : client.setRequestHook(context.get(), now);
    else
        later ? client.setRequestHook(future) : client.setRequestHook(now);

    const std::unique_ptr<QSseSession> one(client.session(server.url()));
    QTRY_COMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().at(0).header("X-Attempt"), "0");
    if (hasContext)
        context.reset();
    else
        client.clearRequestHook();
    const std::unique_ptr<QSseSession> two(client.session(server.url()));
    QTRY_COMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests().at(1).headerCount("X-Attempt"), 0);
}

void tst_Defaults::clearedByNull()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseClient client;
    client.setTokenProvider([] { return u"t"_s; });
    client.setTokenProvider(nullptr);
    client.setRequestHook([](QSseRequest request, int) {
        request.setHeader("X-A", "1");
        return request;
    });
    client.setRequestHook(nullptr);
    client.session(server.url());
    QTRY_COMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().at(0).headerCount("Authorization"), 0);
    QCOMPARE(server.requests().at(0).headerCount("X-A"), 0);
}

void tst_Defaults::networkAccessManager()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QNetworkAccessManager manager;
    QSseClient client(&manager);
    QCOMPARE(client.networkAccessManager(), &manager);
    QSignalSpy encrypted(&manager, &QNetworkAccessManager::finished);
    std::unique_ptr<QSseSession> session(client.session(server.url()));
    QTRY_COMPARE(session->state(), QSseSession::State::Open);
    QVERIFY(manager.findChild<QNetworkReply *>());
    client.setNetworkAccessManager(nullptr);
    QVERIFY(!client.networkAccessManager());
}

void tst_Defaults::baseCompletes_data()
{
    QTest::addColumn<QUrl>("base");
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QUrl>("expected");
    const auto row = [](const char *name, const char *base, const char *url, const char *expected) {
        QTest::newRow(name) << QUrl::fromEncoded(base) << QUrl::fromEncoded(url)
                            << QUrl::fromEncoded(expected);
    };
    row("no base", "", "http://a/p?q=1", "http://a/p?q=1");
    row("relative", "http://a/v2/", "prices", "http://a/v2/prices");
    row("relative, up", "http://a/v2/x", "../prices", "http://a/prices");
    row("absolute path", "http://a/v2/", "/prices", "http://a/prices");
    row("query alone", "http://a/v2/", "?x=1", "http://a/v2/?x=1");
    row("nothing of its own", "http://a/v2/?x=1", "", "http://a/v2/?x=1");
    row("query added", "http://a/?l=en", "prices?q=1", "http://a/prices?q=1&l=en");
    row("query kept", "http://a/?l=en&m=2", "prices?l=de", "http://a/prices?l=de&m=2");
    row("query encoded", "http://a/?l=a%2Bb%26c", "p", "http://a/p?l=a%2Bb%26c");
    row("same origin", "http://a/x/?l=en", "http://a:80/y", "http://a:80/y?l=en");
    row("other origin", "http://a/?l=en", "http://b/y", "http://b/y");
    row("other scheme", "https://a/?l=en", "http://a/y", "http://a/y");
    row("other port", "http://a/?l=en", "http://a:81/y", "http://a:81/y");
    row("query without host", "?l=en", "http://b/y", "http://b/y?l=en");
}

void tst_Defaults::baseCompletes()
{
    QFETCH(QUrl, base);
    QFETCH(QUrl, url);
    QFETCH(QUrl, expected);
    QSseClient client;
    client.setBaseRequest(QSseRequest(base));
    const std::unique_ptr<QSseSession> session(client.session(url));
    QCOMPARE(session->url().toString(QUrl::FullyEncoded), expected.toString(QUrl::FullyEncoded));
}

void tst_Defaults::baseIsForItsOrigin()
{
    ScriptedServer home;
    ScriptedServer other;
    home.setDefaultScript(Script());
    other.setDefaultScript(Script());
    QSseRequest base(home.url());
    base.setBearerToken(u"secret"_s);
    base.setHeader("X-Both", "base");
    base.setLastEventIdParameter(u"last"_s);
    QSseClient client;
    client.setBaseRequest(base);

    QSseRequest request(home.url(u"/own"_s));
    request.setHeader("x-both", "own");
    const std::unique_ptr<QSseSession> atHome(client.session(request));
    const std::unique_ptr<QSseSession> elsewhere(client.session(other.url()));
    QTRY_COMPARE(home.requestCount(), 1);
    QTRY_COMPARE(other.requestCount(), 1);
    const HttpRequest sent = home.requests().constFirst();
    QCOMPARE(sent.target, "/own");
    QCOMPARE(sent.header("Authorization"), "Bearer secret");
    QCOMPARE(sent.header("X-Both"), "own");
    QCOMPARE(sent.headerCount("X-Both"), 1);
    QCOMPARE(atHome->request().lastEventIdParameter(), u"last"_s);
    QCOMPARE(other.requests().constFirst().headerCount("Authorization"), 0);
    QCOMPARE(other.requests().constFirst().headerCount("X-Both"), 0);
    QCOMPARE(elsewhere->request().lastEventIdParameter(), QString());
}

void tst_Defaults::baseWithoutUrlIsForAll()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseRequest base;
    base.setHeader("X-Version", "1");
    QSseClient client;
    client.setBaseRequest(base);
    const std::unique_ptr<QSseSession> session(client.session(server.url()));
    QTRY_COMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().constFirst().header("X-Version"), "1");
}

void tst_Defaults::baseKeepsMethodAndBodyOut()
{
    QSseRequest base;
    base.setBody("body", "text/plain");
    QSseClient client;
    client.setBaseRequest(base);
    const std::unique_ptr<QSseSession> session(client.session(nowhere()));
    QCOMPARE(session->request().method(), "GET");
    QVERIFY(!session->request().body());
    QVERIFY(!session->request().hasHeader("Content-Type"));
}

void tst_Defaults::baseHasTransport()
{
    QNetworkRequest network;
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
#if QT_CONFIG(ssl)
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyDepth(7);
    network.setSslConfiguration(tls);
#endif
    QSseClient client;
    client.setBaseRequest(QSseRequest(network));

    const std::unique_ptr<QSseSession> session(client.session(nowhere()));
    const QNetworkRequest sent = session->request().networkRequest();
    QVERIFY(sent.attribute(QNetworkRequest::Http2AllowedAttribute).toBool());

    QNetworkRequest own(nowhere());
    own.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
#if QT_CONFIG(ssl)
    QCOMPARE(sent.sslConfiguration().peerVerifyDepth(), 7);
    tls.setPeerVerifyDepth(3);
    own.setSslConfiguration(tls);
#endif
    const std::unique_ptr<QSseSession> other(client.session(QSseRequest(own)));
    const QNetworkRequest kept = other->request().networkRequest();
    QVERIFY(!kept.attribute(QNetworkRequest::Http2AllowedAttribute).toBool());
#if QT_CONFIG(ssl)
    QCOMPARE(kept.sslConfiguration().peerVerifyDepth(), 3);
#endif
}

void tst_Defaults::badBaseIsNotSent()
{
    ScriptedServer server;
    QSseRequest base;
    base.setHeader("X-A", "a\r\nX-B: b");
    QSseClient client;
    client.setBaseRequest(base);
    const std::unique_ptr<QSseSession> session(client.session(server.url()));
    const QSignalSpy errors(session.get(), &QSseSession::errorOccurred);
    QTRY_COMPARE(errors.count(), 1);
    QCOMPARE(session->error().kind(), Kind::InvalidRequest);
    QVERIFY(session->errorString().contains(u"X-A"_s));
    QCOMPARE(server.requestCount(), 0);
}

void tst_Defaults::badRequestStaysBad()
{
    QSseRequest base(QUrl(u"http://localhost:1/"_s));
    QSseClient client;
    client.setBaseRequest(base);
    QSseRequest request(QUrl(u"/path"_s));
    request.setHeader("X-A", "a\nb");
    const std::unique_ptr<QSseSession> session(client.session(request));
    const QSignalSpy errors(session.get(), &QSseSession::errorOccurred);
    QTRY_COMPARE(errors.count(), 1);
    QCOMPARE(session->error().kind(), Kind::InvalidRequest);
}

QTEST_GUILESS_MAIN(tst_Defaults)
#include "tst_defaults.moc"
