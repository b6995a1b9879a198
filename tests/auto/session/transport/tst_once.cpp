// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// Qt sends a request again by itself, up to three times, where the connection closes before an
// answer comes. A request with a body goes out once: its server may have done what it asks for.
#include "scriptedserver.h"

#include <QtSse/QSseSession>

#include <QtNetwork/qauthenticator.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using State = QSseSession::State;
using Kind = QSseError::Kind;

class tst_Once : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void closedWithoutAnswer_data();
    void closedWithoutAnswer();
    void keptConnectionIsNotUsed();
    void keptConnectionOfBorrowedManagerCloses();
    void bodiesArriveWhole_data();
    void bodiesArriveWhole();
    void credentialsOfUrlAreSent();
    void credentialsOfAppAreSent();
    void sameOriginRedirectKeepsBody();

private:
    QSseRequest post(const QByteArray &body = "question"_ba) const;
    int posts() const;
    void ask(const QSseRequest &request, State last);

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<QSseSession> m_session;
};

static void demandCredentials(ScriptedExchange *exchange)
{
    if (exchange->request().header("Authorization").isNull())
        exchange->respond(401,
                          {{"WWW-Authenticate", "Basic realm=\"test\""}, {"Content-Length", "0"}});
    else
        exchange->respond();
}

void tst_Once::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptedServer>();
    m_session = std::make_unique<QSseSession>();
}

void tst_Once::cleanup()
{
    m_session.reset();
    m_server.reset();
}

QSseRequest tst_Once::post(const QByteArray &body) const
{
    QSseRequest request(m_server->url());
    request.setMethod("POST");
    request.setBody(body, "text/plain");
    return request;
}

int tst_Once::posts() const
{
    const QList<HttpRequest> requests = m_server->requests();
    return int(std::count_if(requests.begin(), requests.end(),
                             [](const HttpRequest &request) { return request.method == "POST"; }));
}

void tst_Once::ask(const QSseRequest &request, State last)
{
    m_session->setRequest(request);
    const QSignalSpy errors(m_session.get(), &QSseSession::errorOccurred);
    m_session->open();
    QTRY_COMPARE(m_session->state(), last);
    QCOMPARE(errors.count(), m_session->error() ? 1 : 0);
}

void tst_Once::closedWithoutAnswer_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("nothing") << Script().rawHead("").cut();
    QTest::newRow("reset") << Script().rawHead("").reset();
    QTest::newRow("half a head") << Script().rawHead("HTTP/1.1 200 OK\r\nContent-Ty").cut();
}

void tst_Once::closedWithoutAnswer()
{
    QFETCH(Script, script);
    m_server->setDefaultScript(script);
    ask(post(), State::Closed);
    QCOMPARE(m_session->error().kind(), Kind::Network);
    QCOMPARE(posts(), 1);
}

// The second stream's request does not go out on the connection that the first one has left: the
// server might be closing it.
void tst_Once::keptConnectionIsNotUsed()
{
    m_server->setDefaultScript(Script().send("data: 1\n\n").finish());
    for (int i = 1; i <= 3; ++i) {
        ask(post(), State::Closed);
        QVERIFY(!m_session->error());
        QCOMPARE(posts(), i);
        QCOMPARE(m_server->connectionCount(), i);
    }
}

// There the app's connections are used as they are, but not for a second time.
void tst_Once::keptConnectionOfBorrowedManagerCloses()
{
    QNetworkAccessManager manager;
    m_session->setNetworkAccessManager(&manager);
    m_server->enqueue(Script().send("data: 1\n\n").finish());
    m_server->setDefaultScript(Script().rawHead("").cut());
    ask(post(), State::Closed);
    ask(post(), State::Closed);
    QCOMPARE(m_session->error().kind(), Kind::Network);
    QCOMPARE(posts(), 2);
    QCOMPARE(m_server->connectionCount(), 1);
}

void tst_Once::bodiesArriveWhole_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("a byte") << "x"_ba;
    QTest::newRow("with NUL") << QByteArray("a\0b", 3);
    QTest::newRow("3 MB") << QByteArray(3000000, 'x');
}

void tst_Once::bodiesArriveWhole()
{
    QFETCH(QByteArray, body);
    ask(post(body), State::Open);
    const HttpRequest request = m_server->requests().constFirst();
    QCOMPARE(request.body, body);
    QCOMPARE(request.header("Content-Length"), QByteArray::number(body.size()));
    QCOMPARE(request.headerCount("Content-Length"), 1);
    QCOMPARE(request.header("Content-Type"), "text/plain"_ba);
}

void tst_Once::credentialsOfUrlAreSent()
{
    m_server->setHandler(demandCredentials);
    QSseRequest request = post();
    QUrl url = m_server->url();
    url.setUserName(u"joe"_s);
    url.setPassword(u"secret"_s);
    request.setUrl(url);
    ask(request, State::Open);
    QCOMPARE(m_server->requests().constLast().body, "question"_ba);
}

void tst_Once::credentialsOfAppAreSent()
{
    m_server->setHandler(demandCredentials);
    QNetworkAccessManager manager;
    connect(&manager, &QNetworkAccessManager::authenticationRequired, this,
            [](QNetworkReply *, QAuthenticator *authenticator) {
                authenticator->setUser(u"joe"_s);
                authenticator->setPassword(u"secret"_s);
            });
    m_session->setNetworkAccessManager(&manager);
    ask(post(), State::Open);
    QCOMPARE(m_server->requests().constLast().body, "question"_ba);
}

void tst_Once::sameOriginRedirectKeepsBody()
{
    m_server->enqueue(Script().status(307).header("Location", "/other").contentLength(0));
    ask(post(), State::Open);
    QCOMPARE(posts(), 2);
    QCOMPARE(m_server->requests().constLast().body, "question"_ba);
}

QTEST_GUILESS_MAIN(tst_Once)

#include "tst_once.moc"
