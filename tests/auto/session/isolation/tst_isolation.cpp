// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// Sessions to the same host share connections, but nothing that identifies or trusts. And the
// policy is the user's code: it may do to its session what a slot may.
#include "localcertificate.h"
#include "scriptedserver.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseSession>

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslsocket.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = QSseSession::State;
using Kind = QSseError::Kind;

class tst_Isolation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void laxTlsDoesNotServeStrict();
    void laxTlsDoesNotServeStrictAfterItsEnd();
    void tlsAloneMakesAnotherRequest();
    void cookiesStayWithTheirSession();
    void userStaysWithItsSession();
    void ownCookieHeaderBeatsBorrowedJar();

    void policyActs_data();
    void policyActs();
    void endIsSeenWhilePaused();
    void errorIsNotifiedWhateverSlotsDo();
    void originHasNeitherPathNorQuery();
};

static QSslConfiguration lax()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

static QSseRequest withTls(const QUrl &url, const QSslConfiguration &configuration)
{
    QNetworkRequest request(url);
    request.setSslConfiguration(configuration);
    return QSseRequest(request);
}

static std::shared_ptr<QSseBackoffPolicy> fast()
{
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(1ms);
    policy->setJitter(0);
    return policy;
}

void tst_Isolation::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Isolation::laxTlsDoesNotServeStrict()
{
    ScriptedServer server;
    QVERIFY(server.setTls(localServerConfiguration()));
    QSseSession trusting(withTls(server.url(), lax()));
    trusting.open();
    QTRY_COMPARE(trusting.state(), State::Open);

    QSseSession strict{QSseRequest(server.url())};
    const QSignalSpy errors(&strict, &QSseSession::errorOccurred);
    strict.open();
    QTRY_COMPARE(strict.state(), State::Closed);
    QCOMPARE(errors.count(), 1);
    QCOMPARE(strict.error().kind(), Kind::Tls);
}

// Qt keeps a host's connections for two minutes, and an idle manager waits for the next stream.
void tst_Isolation::laxTlsDoesNotServeStrictAfterItsEnd()
{
    ScriptedServer server;
    QVERIFY(server.setTls(localServerConfiguration()));
    {
        QSseSession trusting(withTls(server.url(), lax()));
        trusting.open();
        QTRY_COMPARE(trusting.state(), State::Open);
    }
    QTRY_COMPARE(server.openExchanges(), 0);

    QSseSession strict{QSseRequest(server.url())};
    const QSignalSpy errors(&strict, &QSseSession::errorOccurred);
    strict.open();
    QTRY_COMPARE(strict.state(), State::Closed);
    QCOMPARE(errors.count(), 1);
    QCOMPARE(strict.error().kind(), Kind::Tls);
}

void tst_Isolation::tlsAloneMakesAnotherRequest()
{
    const QUrl url(u"https://example.org/stream"_s);
    QVERIFY(QSseRequest(url) != withTls(url, lax()));
    QSseSession session{QSseRequest(url)};
    QSignalSpy changed(&session, &QSseSession::requestChanged);
    session.setRequest(withTls(url, lax()));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(session.request().networkRequest().sslConfiguration().peerVerifyMode(),
             QSslSocket::VerifyNone);
}

void tst_Isolation::cookiesStayWithTheirSession()
{
    ScriptedServer server;
    server.setDefaultScript(Script().header("Set-Cookie", "sid=of-the-first; Path=/"));
    QSseSession first{QSseRequest(server.url())};
    first.open();
    QTRY_COMPARE(first.state(), State::Open);

    QSseRequest request(server.url());
    request.setHeader("Cookie", "mine=1");
    QSseSession second(request);
    second.open();
    QTRY_COMPARE(second.state(), State::Open);
    QCOMPARE(server.requests().at(1).header("Cookie"), "mine=1"_ba);
}

void tst_Isolation::userStaysWithItsSession()
{
    ScriptedServer server;
    server.setHandler([](ScriptedExchange *exchange) {
        if (exchange->request().header("Authorization").isNull()) {
            exchange->respond(
                    401, {{"WWW-Authenticate", "Basic realm=\"test\""}, {"Content-Length", "0"}});
        } else {
            exchange->respond();
        }
    });
    QUrl url = server.url();
    url.setUserName(u"joe"_s);
    url.setPassword(u"secret"_s);
    {
        QSseSession joe{QSseRequest(url)};
        joe.open();
        QTRY_COMPARE(joe.state(), State::Open);
    }
    QSseSession nobody{QSseRequest(server.url())};
    const QSignalSpy errors(&nobody, &QSseSession::errorOccurred);
    nobody.open();
    QTRY_COMPARE(nobody.state(), State::Closed);
    QCOMPARE(errors.count(), 1);
    QCOMPARE(nobody.error().kind(), Kind::Authentication);
    QVERIFY(!nobody.errorString().contains("secret"_L1));
}

void tst_Isolation::ownCookieHeaderBeatsBorrowedJar()
{
    ScriptedServer server;
    server.setDefaultScript(Script().header("Set-Cookie", "sid=jar; Path=/"));
    QNetworkAccessManager manager;
    QSseSession first{QSseRequest(server.url())};
    first.setNetworkAccessManager(&manager);
    first.open();
    QTRY_COMPARE(first.state(), State::Open);

    QSseRequest request(server.url());
    request.setHeader("Cookie", "mine=1");
    QSseSession second(request);
    second.setNetworkAccessManager(&manager);
    second.open();
    QTRY_COMPARE(second.state(), State::Open);
    QCOMPARE(server.requests().at(1).header("Cookie"), "mine=1"_ba);
}

enum class Act { Close, Delete, Replace, Reopen };

void tst_Isolation::policyActs_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<bool>("goesOn");
    for (const bool goesOn : {true, false}) {
        const char *answer = goesOn ? "yes" : "no";
        QTest::addRow("close, %s", answer) << Act::Close << goesOn;
        QTest::addRow("delete, %s", answer) << Act::Delete << goesOn;
        QTest::addRow("replace, %s", answer) << Act::Replace << goesOn;
        QTest::addRow("reopen, %s", answer) << Act::Reopen << goesOn;
    }
}

void tst_Isolation::policyActs()
{
    QFETCH(Act, act);
    QFETCH(bool, goesOn);
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\n").finish());
    auto *session = new QSseSession(QSseRequest(server.url()));
    int closed = 0;
    connect(session, &QSseSession::closed, this, [&closed] { ++closed; });
    const QSignalSpy errors(session, &QSseSession::errorOccurred);
    bool acted = false;
    const auto should = [=, &acted](int, const QSseError &) {
        acted = true;
        switch (act) {
        case Act::Close:
            session->close();
            break;
        case Act::Delete:
            delete session;
            break;
        case Act::Replace:
            session->setReconnectPolicy(fast());
            break;
        case Act::Reopen:
            session->close();
            session->open();
            break;
        }
        return goesOn;
    };
    session->setReconnectPolicy(should, [](int) { return 1ms; });
    session->open();
    QTRY_VERIFY(acted);
    switch (act) {
    case Act::Close:
        QCOMPARE(session->state(), State::Closed);
        QCOMPARE(closed, 1);
        break;
    case Act::Delete:
        QCOMPARE(closed, 0);
        return;
    case Act::Replace:
        QTRY_COMPARE(session->state(), goesOn ? State::Open : State::Closed);
        QCOMPARE(closed, goesOn ? 0 : 1);
        QCOMPARE(errors.count(), closed);
        break;
    case Act::Reopen:
        QTRY_COMPARE(session->state(), State::Open);
        QCOMPARE(closed, 1);
        break;
    }
    delete session;
}

void tst_Isolation::endIsSeenWhilePaused()
{
    ScriptedServer server;
    QSseSession session{QSseRequest(server.url())};
    session.setReconnectPolicy(fast());
    session.open();
    QTRY_COMPARE(session.state(), State::Open);
    session.pause();
    server.lastExchange()->finish();
    QTRY_COMPARE(server.requestCount(), 2);
    QTRY_COMPARE(session.state(), State::Open);
    QVERIFY(session.isPaused());
}

void tst_Isolation::errorIsNotifiedWhateverSlotsDo()
{
    ScriptedServer server;
    server.enqueue(Script().status(503).contentLength(0));
    QSseSession session{QSseRequest(server.url())};
    session.setReconnectPolicy(fast());
    QSignalSpy notified(&session, &QSseSession::errorChanged);
    connect(&session, &QSseSession::errorOccurred, &session, &QSseSession::close);
    session.open();
    QTRY_COMPARE(session.state(), State::Closed);
    QCOMPARE(notified.size(), 1);
    QCOMPARE(session.error().httpStatus(), 503);
}

void tst_Isolation::originHasNeitherPathNorQuery()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\n"));
    QSseSession session{QSseRequest(server.url(u"/events?token=secret"_s))};
    QUrl origin;
    connect(&session, &QSseSession::eventReceived, this,
            [&](const QSseEvent &event) { origin = event.origin(); });
    session.open();
    QTRY_VERIFY(!origin.isEmpty());
    QCOMPARE(origin, QUrl(u"http://127.0.0.1:%1"_s.arg(server.port())));
}

QTEST_GUILESS_MAIN(tst_Isolation)

#include "tst_isolation.moc"
