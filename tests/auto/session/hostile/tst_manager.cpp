// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "localcertificate.h"
#include "probe.h"
#include "scriptedserver.h"
#include "tunnelproxy.h"

#include <QtCore/qregularexpression.h>
#include <QtCore/qtemporarydir.h>
#include <QtNetwork/qauthenticator.h>
#include <QtNetwork/qhstspolicy.h>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#    include <QtNetwork/qhttp1configuration.h>
#endif
#include <QtNetwork/qhttp2configuration.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkcookie.h>
#include <QtNetwork/qnetworkcookiejar.h>
#include <QtNetwork/qnetworkdiskcache.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qtcpsocket.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

// A manager of the application's: what it knows and what is set on it counts for streams, too, as
// far as a stream can bear it; and it may go at any time.
class tst_Manager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void cookiesOfTheJar();
    void plainProxy_data();
    void plainProxy();
    void plainProxyWithCredentials();
    void plainProxyWithoutCredentials();
#if QT_CONFIG(ssl)
    void tunnel_data();
    void tunnel();
    void tunnelWithoutCredentials();
#endif
    void serverCredentials();
    void serverCredentialsAreAskedForAnew();
    void wrongServerCredentials();
    void cacheIsLeftAlone();
    void redirectPolicyIsOurs_data();
    void redirectPolicyIsOurs();
    void redirectKeepsHowToConnect_data();
    void redirectKeepsHowToConnect();
    void repliesThatDeleteThemselves();
    void proxyThatIsGone();
    void seventhWaitsForAPlace();
    void refusedBodiesTakeNoPlace();
#if QT_CONFIG(ssl)
    void ordinaryRequestsHavePlacesOfTheirOwn();
#endif
#if QT_CONFIG(ssl)
    void strictTransportSecurity();
#endif

    void goes_data();
    void goes();
    void goesInASlot_data();
    void goesInASlot();

private:
    void knowProxy();

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

void tst_Manager::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptedServer>();
    m_server->setDefaultScript(Script().send("id: 1\ndata: x\n\n"));
    m_manager = std::make_unique<QNetworkAccessManager>();
}

void tst_Manager::cleanup()
{
    m_manager.reset();
    m_server.reset();
}

void tst_Manager::cookiesOfTheJar()
{
    const QUrl url = m_server->url();
    m_manager->cookieJar()->setCookiesFromUrl({QNetworkCookie("known", "1")}, url);
    m_server->enqueue(Script().header("Set-Cookie", "new=2").send("data: x\n\n"));
    const Probe probe(QSseRequest(url), m_manager.get());
    QTRY_COMPARE(probe.session.state(), State::Open);
    QCOMPARE(m_server->requests().first().header("Cookie"), "known=1"_ba);
    QCOMPARE(m_manager->cookieJar()->cookiesForUrl(url).size(), 2);
}

void tst_Manager::plainProxy_data()
{
    QTest::addColumn<QNetworkProxy::ProxyType>("type");
    QTest::newRow("http") << QNetworkProxy::HttpProxy;
    QTest::newRow("caching") << QNetworkProxy::HttpCachingProxy;
}

void tst_Manager::plainProxy()
{
    QFETCH(QNetworkProxy::ProxyType, type);
    m_manager->setProxy({type, u"127.0.0.1"_s, m_server->port()});
    const Probe probe(QSseRequest(QUrl(u"http://stream.invalid/events?a=1"_s)), m_manager.get());
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(m_server->requests().first().target, "http://stream.invalid/events?a=1"_ba);
}

static const QByteArray userAndSecret = "user:secret"_ba;

// Answers only who has those credentials in the header.
static void answerOnly(ScriptedServer *server, const QByteArray &header, const Script &refusal,
                       const QByteArray &credentials = userAndSecret)
{
    const QByteArray expected = "Basic " + credentials.toBase64();
    server->setHandler([=](ScriptedExchange *exchange) {
        const bool isKnown = exchange->request().header(header) == expected;
        exchange->run(isKnown ? Script().send("data: x\n\n").finish() : refusal);
    });
}

static Script proxyRefusal()
{
    return Script()
            .status(407)
            .header("Proxy-Authenticate", "Basic realm=\"proxy\"")
            .contentLength(0);
}

static Script serverRefusal()
{
    return Script()
            .status(401)
            .header("WWW-Authenticate", "Basic realm=\"stream\"")
            .contentLength(0);
}

void tst_Manager::knowProxy()
{
    connect(m_manager.get(), &QNetworkAccessManager::proxyAuthenticationRequired, this,
            [](const QNetworkProxy &, QAuthenticator *authenticator) {
                authenticator->setUser(u"user"_s);
                authenticator->setPassword(u"secret"_s);
            });
}

void tst_Manager::plainProxyWithCredentials()
{
    answerOnly(m_server.get(), "Proxy-Authorization", proxyRefusal());
    m_manager->setProxy({QNetworkProxy::HttpProxy, u"127.0.0.1"_s, m_server->port()});
    knowProxy();
    const Probe probe(QSseRequest(QUrl(u"http://stream.invalid/events"_s)), m_manager.get());
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(probe.errors.size(), 0);
}

void tst_Manager::plainProxyWithoutCredentials()
{
    answerOnly(m_server.get(), "Proxy-Authorization", proxyRefusal());
    m_manager->setProxy({QNetworkProxy::HttpProxy, u"127.0.0.1"_s, m_server->port()});
    const Probe probe(QSseRequest(QUrl(u"http://stream.invalid/events?key=secret"_s)),
                      m_manager.get());
    QTRY_COMPARE(probe.closed.size(), 1);
    QCOMPARE(probe.onlyError().kind(), Kind::Authentication);
    QVERIFY(probe.onlyError().message().contains("proxy"_L1));
    QVERIFY(!tellsSecrets(probe.onlyError()));
}

#if QT_CONFIG(ssl)
static QSseRequest trusting(const QUrl &url)
{
    QNetworkRequest request(url);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificate(localCertificate());
    request.setSslConfiguration(tls);
    return QSseRequest(request);
}

void tst_Manager::tunnel_data()
{
    QTest::addColumn<QByteArray>("credentials");
    QTest::newRow("for all") << QByteArray();
    QTest::newRow("with credentials") << userAndSecret;
}

void tst_Manager::tunnel()
{
    QFETCH(QByteArray, credentials);
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    TunnelProxy proxy;
    proxy.setCredentials(credentials);
    m_manager->setProxy(proxy.proxy());
    knowProxy();
    const Probe probe(trusting(m_server->url()), m_manager.get());
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(proxy.targets(), QByteArrayList{"127.0.0.1:" + QByteArray::number(m_server->port())});
    QCOMPARE(probe.errors.size(), 0);
}

void tst_Manager::tunnelWithoutCredentials()
{
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    TunnelProxy proxy;
    proxy.setCredentials(userAndSecret);
    m_manager->setProxy(proxy.proxy());
    const Probe probe(trusting(m_server->url(u"/events?key=secret"_s)), m_manager.get());
    QTRY_COMPARE(probe.closed.size(), 1);
    QCOMPARE(probe.onlyError().kind(), Kind::Authentication);
    QVERIFY(probe.onlyError().message().contains("proxy"_L1));
    QVERIFY(!tellsSecrets(probe.onlyError()));
    QCOMPARE(m_server->requestCount(), 0);
}
#endif

void tst_Manager::serverCredentials()
{
    answerOnly(m_server.get(), "Authorization", serverRefusal());
    connect(m_manager.get(), &QNetworkAccessManager::authenticationRequired, this,
            [](QNetworkReply *, QAuthenticator *authenticator) {
                authenticator->setUser(u"user"_s);
                authenticator->setPassword(u"secret"_s);
            });
    Probe probe(QSseRequest(m_server->url()), m_manager.get());
    QTRY_COMPARE(probe.session.state(), State::Waiting);
    probe.session.reconnectNow();
    QTRY_COMPARE(probe.events.size(), 2);
    QCOMPARE(probe.errors.size(), 0);
}

// Passwords change while a stream lives.
void tst_Manager::serverCredentialsAreAskedForAnew()
{
    QString password = u"first secret"_s;
    int asked = 0;
    answerOnly(m_server.get(), "Authorization", serverRefusal(), "user:" + password.toUtf8());
    connect(m_manager.get(), &QNetworkAccessManager::authenticationRequired, this,
            [&](QNetworkReply *, QAuthenticator *authenticator) {
                ++asked;
                authenticator->setUser(u"user"_s);
                authenticator->setPassword(password);
            });
    Probe probe(QSseRequest(m_server->url()), m_manager.get());
    QTRY_COMPARE(probe.session.state(), State::Waiting);
    QCOMPARE(asked, 1);

    password = u"second secret"_s;
    answerOnly(m_server.get(), "Authorization", serverRefusal(), "user:" + password.toUtf8());
    probe.session.reconnectNow();
    QTRY_COMPARE(probe.events.size(), 2);
    QCOMPARE(asked, 2);
    QCOMPARE(probe.errors.size(), 0);
}

void tst_Manager::wrongServerCredentials()
{
    answerOnly(m_server.get(), "Authorization", serverRefusal());
    int asked = 0;
    connect(m_manager.get(), &QNetworkAccessManager::authenticationRequired, this,
            [&](QNetworkReply *, QAuthenticator *authenticator) {
                if (++asked > 1)
                    return;
                authenticator->setUser(u"user"_s);
                authenticator->setPassword(u"wrong secret"_s);
            });
    const Probe probe(QSseRequest(m_server->url()), m_manager.get());
    QTRY_COMPARE(probe.closed.size(), 1);
    QCOMPARE(probe.onlyError().kind(), Kind::Authentication);
    QCOMPARE(probe.onlyError().httpStatus(), 401);
    QVERIFY(!tellsSecrets(probe.onlyError()));
    QCOMPARE(asked, 2);
}

// Neither does a stream go into the cache, nor does it come out of it.
void tst_Manager::cacheIsLeftAlone()
{
    const QTemporaryDir directory;
    auto *cache = new QNetworkDiskCache(m_manager.get());
    cache->setCacheDirectory(directory.path());
    m_manager->setCache(cache);
    const Script cacheable = Script().header("Cache-Control", "max-age=3600")
                                     .header("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
                                     .send("data: x\n\n")
                                     .finish();
    m_server->setDefaultScript(cacheable);
    Probe probe(QSseRequest(m_server->url()), m_manager.get());
    QTRY_COMPARE(probe.session.state(), State::Waiting);
    QCOMPARE(cache->cacheSize(), 0);
    QVERIFY(!cache->metaData(m_server->url()).isValid());

    const std::unique_ptr<QNetworkReply> other(m_manager->get(QNetworkRequest(m_server->url())));
    QTRY_VERIFY(other->isFinished());
    QVERIFY2(cache->metaData(m_server->url()).isValid(), "the answer could not be cached at all");
    probe.session.reconnectNow();
    QTRY_COMPARE(probe.events.size(), 2);
    QCOMPARE(m_server->requestCount(), 3);
    QCOMPARE(m_server->requests().last().headerCount("If-Modified-Since"), 0);
}

void tst_Manager::redirectPolicyIsOurs_data()
{
    QTest::addColumn<QNetworkRequest::RedirectPolicy>("policy");
    QTest::newRow("manual") << QNetworkRequest::ManualRedirectPolicy;
    QTest::newRow("no less safe") << QNetworkRequest::NoLessSafeRedirectPolicy;
    QTest::newRow("same origin") << QNetworkRequest::SameOriginRedirectPolicy;
    QTest::newRow("asks") << QNetworkRequest::UserVerifiedRedirectPolicy;
}

void tst_Manager::redirectPolicyIsOurs()
{
    QFETCH(QNetworkRequest::RedirectPolicy, policy);
    ScriptedServer other;
    other.setDefaultScript(Script().send("data: other\n\n"));
    m_server->enqueue(
            Script().status(302).header("Location", other.url().toEncoded()).contentLength(0));
    m_manager->setRedirectPolicy(policy);
    QSseRequest request(m_server->url());
    request.setBearerToken(u"secret");
    const Probe probe(request, m_manager.get());
    QTRY_COMPARE(probe.data(), QByteArrayList{"other"_ba});
    QCOMPARE(other.requests().first().headerCount("Authorization"), 0);
}

// Writes down what is asked of it, for a test to read.
class NotedManager : public QNetworkAccessManager
{
public:
    QList<QNetworkRequest> requests;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *body) override
    {
        requests += request;
        return QNetworkAccessManager::createRequest(operation, request, body);
    }
};

void tst_Manager::redirectKeepsHowToConnect_data()
{
    QTest::addColumn<bool>("abroad");
    QTest::newRow("at home") << false;
    QTest::newRow("abroad") << true;
}

void tst_Manager::redirectKeepsHowToConnect()
{
    QFETCH(bool, abroad);
    ScriptedServer other;
    other.setDefaultScript(Script().send("data: x\n\n"));
    const QUrl target = (abroad ? other : *m_server).url(u"/moved"_s);
    m_server->enqueue(Script().status(302).header("Location", target.toEncoded()).contentLength(0));
    QNetworkRequest request(m_server->url());
    QHttp2Configuration http2;
    http2.setSessionReceiveWindowSize(1234567);
    request.setHttp2Configuration(http2);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QHttp1Configuration http1;
    http1.setNumberOfConnectionsPerHost(3);
    request.setHttp1Configuration(http1);
#endif
    NotedManager manager;
    const Probe probe(QSseRequest(request), &manager);
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(manager.requests.size(), 2);
    for (const QNetworkRequest &hop : std::as_const(manager.requests)) {
        QVERIFY(hop.http2Configuration() == http2);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        QVERIFY(hop.http1Configuration() == http1);
#endif
    }
}

void tst_Manager::repliesThatDeleteThemselves()
{
    m_manager->setAutoDeleteReplies(true);
    m_server->enqueue(Script().send("data: 1\n\ndata: 2\n\n").finish());
    Probe probe(QSseRequest(m_server->url()), m_manager.get());
    probe.session.pause(); // the end comes, and its bytes wait
    QTRY_COMPARE(probe.opened.size(), 1);
    QTRY_COMPARE(m_server->openExchanges(), 0);
    probe.session.resume();
    QTRY_COMPARE(probe.session.state(), State::Waiting);
    QCOMPARE(probe.data(), QByteArrayList({"1"_ba, "2"_ba}));
    QCOMPARE(probe.errors.size(), 0);
}

void tst_Manager::proxyThatIsGone()
{
    QTcpSocket closed; // keeps the port from others, and does not listen
    QVERIFY(closed.bind(QHostAddress(QHostAddress::LocalHost), 0, QTcpSocket::DontShareAddress));
    m_manager->setProxy({QNetworkProxy::HttpProxy, u"127.0.0.1"_s, closed.localPort()});
    const Probe probe(QSseRequest(m_server->url(u"/events?key=secret"_s)), m_manager.get());
    QTRY_COMPARE(probe.errors.size(), 1);
    QCOMPARE(probe.onlyError().kind(), Kind::Network);
    QVERIFY(probe.onlyError().willReconnect());
    QVERIFY(probe.onlyError().message().contains("refused"_L1));
    QVERIFY(!tellsSecrets(probe.onlyError()));
    QCOMPARE(m_server->connectionCount(), 0);
}

// On a manager of one's own Qt's six connections to a host are the limit.
void tst_Manager::seventhWaitsForAPlace()
{
    int most = 0;
    connect(m_server.get(), &ScriptedServer::requestReceived, this,
            [&] { most = std::max(most, m_server->openExchanges()); });
    std::vector<std::unique_ptr<Probe>> six;
    for (int i = 0; i < 6; ++i)
        six.push_back(std::make_unique<Probe>(QSseRequest(m_server->url()), m_manager.get()));
    for (const auto &probe : six)
        QTRY_COMPARE(probe->events.size(), 1);
    const Probe seventh(QSseRequest(m_server->url()), m_manager.get());
    QCOMPARE(seventh.session.state(), State::Connecting);
    six.front()->session.close();
    QTRY_COMPARE(seventh.events.size(), 1);
    QCOMPARE(most, 6);
}

// The connection of a refused stream is given up, with what still comes there.
void tst_Manager::refusedBodiesTakeNoPlace()
{
    m_server->setDefaultScript(Script().status(404).repeat("no stream\n"));
    for (int i = 0; i < 8; ++i) {
        const Probe refused(QSseRequest(m_server->url()), m_manager.get());
        QTRY_COMPARE(refused.closed.size(), 1);
        QCOMPARE(refused.onlyError().kind(), Kind::HttpStatus);
    }
    m_server->setDefaultScript(Script().send("data: x\n\n"));
    const Probe probe(QSseRequest(m_server->url()), m_manager.get());
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
}

#if QT_CONFIG(ssl)
// Qt counts requests that may use HTTP/2, as all https requests may by default, by themselves.
void tst_Manager::ordinaryRequestsHavePlacesOfTheirOwn()
{
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    m_server->setHandler([](ScriptedExchange *exchange) {
        const bool isPing = exchange->request().path() == "/ping";
        exchange->run(isPing ? Script().contentLength(4).send("pong")
                             : Script().send("data: x\n\n"));
    });
    std::vector<std::unique_ptr<Probe>> six;
    for (int i = 0; i < 6; ++i)
        six.push_back(std::make_unique<Probe>(trusting(m_server->url()), m_manager.get()));
    for (const auto &probe : six)
        QTRY_COMPARE(probe->events.size(), 1);
    const std::unique_ptr<QNetworkReply> reply(
            m_manager->get(trusting(m_server->url(u"/ping"_s)).networkRequest()));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->readAll(), "pong"_ba);
}

void tst_Manager::strictTransportSecurity()
{
    if (!m_server->setTls(localServerConfiguration()))
        QSKIP("There is no TLS here");
    m_manager->setStrictTransportSecurityEnabled(true);
    m_manager->addStrictTransportSecurityHosts(
            {QHstsPolicy(QDateTime::currentDateTimeUtc().addDays(1), {}, u"localhost"_s)});
    QUrl url = m_server->url();
    url.setScheme(u"http"_s);
    url.setHost(u"localhost"_s);
    const Probe probe(trusting(url), m_manager.get());
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(probe.session.response().url().scheme(), u"https"_s);
    const auto event = probe.events.first().first().value<QSseEvent>();
    QCOMPARE(event.origin().scheme(), u"https"_s);
}
#endif

void tst_Manager::goes_data()
{
    QTest::addColumn<bool>("paused");
    QTest::addColumn<Script>("script");
    QTest::newRow("paused") << true << Script();
    QTest::newRow("paused, with bytes") << true << Script().send("data: lost\n\n");
    QTest::newRow("in the middle of an event") << false << Script().send("data: lost");
    QTest::newRow("while a refused body comes") << false << Script().status(500).send("so far");
}

void tst_Manager::goes()
{
    QFETCH(bool, paused);
    QFETCH(Script, script);
    m_server->enqueue(script);
    Probe probe(QSseRequest(m_server->url(u"/events?key=secret"_s)), m_manager.get());
    probe.session.setPaused(paused);
    QTRY_VERIFY(m_server->lastExchange() && m_server->lastExchange()->bytesSent() > 0);
    if (script.head().status == 200)
        QTRY_COMPARE(probe.session.state(), State::Open);

    m_manager.reset();
    QTRY_COMPARE(probe.session.state(), State::Waiting);
    QCOMPARE(probe.errors.size(), 1);
    QVERIFY(probe.onlyError().willReconnect());
    QVERIFY(!probe.onlyError().message().isEmpty());
    QVERIFY(!tellsSecrets(probe.onlyError()));
    probe.session.close();
    probe.session.setPaused(false);
    probe.session.setNetworkAccessManager(nullptr);
    probe.session.open();
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
}

void tst_Manager::goesInASlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::newRow("stateChanged") << QByteArray(SIGNAL(stateChanged()));
    QTest::newRow("opened") << QByteArray(SIGNAL(opened()));
    QTest::newRow("eventReceived") << QByteArray(SIGNAL(eventReceived(QSseEvent)));
    QTest::newRow("lastEventIdChanged") << QByteArray(SIGNAL(lastEventIdChanged()));
    QTest::newRow("errorOccurred") << QByteArray(SIGNAL(errorOccurred(QSseError)));
    QTest::newRow("reconnectScheduled")
            << QByteArray(SIGNAL(reconnectScheduled(int, std::chrono::milliseconds)));
}

// As everywhere in Qt, what is in the middle of a signal is deleted later.
void tst_Manager::goesInASlot()
{
    QFETCH(QByteArray, signal);
    m_server->enqueue(Script().send("id: 0\ndata: first\n\ndata: second\n\n"));
    Probe probe(QSseRequest(m_server->url()), m_manager.get());
    QNetworkAccessManager *manager = m_manager.release();
    const QPointer<QNetworkAccessManager> guard(manager);
    connect(&probe.session, signal.constData(), manager, SLOT(deleteLater()));
    QTRY_COMPARE(m_server->requestCount(), 1);
    if (signal.contains("error") || signal.contains("reconnect")) {
        QTRY_COMPARE(probe.events.size(), 2);
        m_server->lastExchange()->reset();
    }
    QTRY_VERIFY(!guard);
    QTRY_COMPARE(probe.session.state(), State::Waiting);
    QCOMPARE(probe.errors.size(), 1);
    QVERIFY(probe.onlyError().willReconnect());

    probe.session.reconnectNow();
    QTRY_COMPARE(probe.session.state(), State::Open);
    QTRY_VERIFY(probe.data().contains("x"));
}

QTEST_GUILESS_MAIN(tst_Manager)
#include "tst_manager.moc"
