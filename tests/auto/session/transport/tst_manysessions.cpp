// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// Qt makes six connections to a host and lets every further request wait without a word. Sessions
// are not bound by that, nor do they keep the app's own requests waiting.
#include "localcertificate.h"
#include "scriptedserver.h"

#include <QtSse/QSseSession>

#include <QtCore/qdir.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = QSseSession::State;

static constexpr int Many = 60;
static constexpr int Patience = 30000;

class tst_ManySessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void allAreOpenAtOnce_data();
    void allAreOpenAtOnce();
    void placesServeAgain_data();
    void placesServeAgain();
    void redirectsTakePlaces();

private:
    QSseRequest request(const QString &path = u"/events"_s) const;
    void open(int count, const QSseRequest &request);
    int openSessions() const;

    std::unique_ptr<ScriptedServer> m_server;
    std::vector<std::unique_ptr<QSseSession>> m_sessions;
    int m_events = 0;
};

static int threadCount()
{
    return int(QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

void tst_ManySessions::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptedServer>();
    m_server->setHandler([this](ScriptedExchange *exchange) {
        if (exchange->request().path() == "/events")
            exchange->respond();
        else if (exchange->request().path() == "/from")
            exchange->respond(302,
                              {{"Location", m_server->url().toEncoded()}, {"Content-Length", "0"}});
        else
            exchange->run(Script().contentLength(4).send("pong"));
    });
    m_events = 0;
}

void tst_ManySessions::cleanup()
{
    m_sessions.clear();
    m_server.reset();
}

// Trusted once and not for each request: whoever trusts something else shares no connection.
QSseRequest tst_ManySessions::request(const QString &path) const
{
    QNetworkRequest request(m_server->url(path));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({localCertificate()});
    request.setSslConfiguration(tls);
    return QSseRequest(request);
}

void tst_ManySessions::open(int count, const QSseRequest &request)
{
    for (int i = 0; i < count; ++i) {
        const auto &session = m_sessions.emplace_back(std::make_unique<QSseSession>(request));
        connect(session.get(), &QSseSession::eventReceived, this, [this] { ++m_events; });
        session->open();
    }
}

int tst_ManySessions::openSessions() const
{
    return int(std::count_if(m_sessions.begin(), m_sessions.end(),
                             [](const auto &session) { return session->state() == State::Open; }));
}

void tst_ManySessions::allAreOpenAtOnce_data()
{
    QTest::addColumn<bool>("encrypted");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void tst_ManySessions::allAreOpenAtOnce()
{
    QFETCH(bool, encrypted);
    if (encrypted)
        QVERIFY(m_server->setTls(localServerConfiguration()));
    const int threads = threadCount();
    open(Many, request());
    QTRY_COMPARE_WITH_TIMEOUT(openSessions(), Many, Patience);
    QCOMPARE(m_server->openExchanges(), Many);
#ifdef Q_OS_LINUX
    constexpr int few = 4;
    QCOMPARE_LE(threadCount(), threads + (encrypted ? (Many + 5) / 6 : 0) + few);
#endif

    QNetworkAccessManager app;
    const QNetworkRequest ping = request(u"/ping"_s).networkRequest();
    QList<QNetworkReply *> replies;
    for (int i = 0; i < 6; ++i)
        replies.append(app.get(ping));
    for (const QNetworkReply *reply : std::as_const(replies))
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), Patience);
    for (QNetworkReply *reply : std::as_const(replies))
        QCOMPARE(reply->readAll(), "pong"_ba);

    for (int i = 0; i < Many; ++i)
        m_server->exchange(i)->send("data: 1\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(m_events, Many, Patience);
    QCOMPARE(openSessions(), Many);
}

void tst_ManySessions::placesServeAgain_data()
{
    allAreOpenAtOnce_data();
}

// What sessions leave behind is used by those that follow: threads do not pile up.
void tst_ManySessions::placesServeAgain()
{
    QFETCH(bool, encrypted);
    if (encrypted)
        QVERIFY(m_server->setTls(localServerConfiguration()));
    open(12, request());
    QTRY_COMPARE_WITH_TIMEOUT(openSessions(), 12, Patience);
    const int threads = threadCount();
    for (int round = 0; round < 6; ++round) {
        m_sessions.erase(m_sessions.begin(), m_sessions.begin() + 3);
        open(3, request());
        QTRY_COMPARE_WITH_TIMEOUT(openSessions(), 12, Patience);
    }
#ifdef Q_OS_LINUX
    QCOMPARE_LE(threadCount(), threads + 1);
#endif
}

// The second hop is a request of its own, and must not wait for a stream to end either.
void tst_ManySessions::redirectsTakePlaces()
{
    open(7, request());
    QTRY_COMPARE_WITH_TIMEOUT(openSessions(), 7, Patience);
    open(14, request(u"/from"_s));
    QTRY_COMPARE_WITH_TIMEOUT(openSessions(), 21, Patience);
}

QTEST_GUILESS_MAIN(tst_ManySessions)

#include "tst_manysessions.moc"
