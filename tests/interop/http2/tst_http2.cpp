// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "endlessserver.h"
#include "localcertificate.h"
#include "nginxserver.h"
#include "scriptedserver.h"
#include "trustingrequest.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseSession>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qfile.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qset.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = QSseSession::State;

namespace {

constexpr int patience = 30'000;
// What comes while the event loop is busy is in flight, and the heap keeps its highest mark.
// Without a bound it would be a gigabyte in seconds.
constexpr qint64 mostGrowth = 24 * 1024 * 1024;

// Tells the server behind it which protocol and which connection a request came by.
QString gateway(const QUrl &server, const QString &extra = {})
{
    return uR"(
        %2
        location / {
            proxy_pass %1;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header X-Protocol $server_protocol;
            proxy_set_header X-Connection $connection;
            proxy_buffering off;
            proxy_read_timeout 1h;
        }
    )"_s.arg(server.toString(QUrl::RemovePath), extra);
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

// HTTP/2, in which many streams share a connection, through nginx.
class tst_Http2 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void isNotUsedUnlessAskedFor();
    void closedStreamLeavesTheOthers();
    void moreSessionsThanStreamsAllowed();
    void fewStreamsAllowed();
    void serverSaysGoodbye();
    void serverGoesAndComesBack();
    void serverSpeaksHttp1AfterAll();
    void pausedSessionIsBounded();
    void slowSessionIsBounded();

private:
    void startNginx(const QUrl &server, const QString &extra = {});
    QSseRequest request() const;
    QSseSession *open();
    bool waitForOpen(int count);
    int openSessions() const;
    QSet<QByteArray> headersOfRequests(const QByteArray &name) const;

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<NginxServer> m_nginx;
    std::vector<std::unique_ptr<QSseSession>> m_sessions;
    int m_errors = 0;
};

void tst_Http2::initTestCase()
{
    const QString missing = NginxServer::whatIsMissing();
    if (!missing.isNull())
        QSKIP(qPrintable(missing));
    // Qt warns there of each stream that a server ends.
    QLoggingCategory::setFilterRules(u"qt.network.http2.warning=false"_s);
}

void tst_Http2::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_errors = 0;
    m_server = std::make_unique<ScriptedServer>();
    m_server->setDefaultScript(Script().send("id: 7\ndata: 1\n\n"));
}

void tst_Http2::cleanup()
{
    m_sessions.clear();
    m_nginx.reset();
    m_server.reset();
}

void tst_Http2::startNginx(const QUrl &server, const QString &extra)
{
    NginxServer::Configuration configuration;
    configuration.server = gateway(server, extra);
    configuration.protocol = NginxServer::Protocol::Https;
    m_nginx = std::make_unique<NginxServer>(configuration);
    QVERIFY(m_nginx->start());
}

QSseRequest tst_Http2::request() const
{
    return trustingRequest(m_nginx->url(u"/events"_s), localCertificate(), HttpVersion::Http2);
}

QSseSession *tst_Http2::open()
{
    const auto &session = m_sessions.emplace_back(std::make_unique<QSseSession>(request()));
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(10ms);
    session->setReconnectPolicy(policy);
    connect(session.get(), &QSseSession::errorOccurred, this, [this] { ++m_errors; });
    session->open();
    return session.get();
}

int tst_Http2::openSessions() const
{
    return int(std::count_if(m_sessions.begin(), m_sessions.end(),
                             [](const auto &session) { return session->state() == State::Open; }));
}

bool tst_Http2::waitForOpen(int count)
{
    while (int(m_sessions.size()) < count)
        open();
    return QTest::qWaitFor([this, count] { return openSessions() == count; }, patience);
}

QSet<QByteArray> tst_Http2::headersOfRequests(const QByteArray &name) const
{
    QSet<QByteArray> values;
    const QList<HttpRequest> requests = m_server->requests();
    for (const HttpRequest &request : requests)
        values.insert(request.header(name));
    return values;
}

void tst_Http2::isNotUsedUnlessAskedFor()
{
    startNginx(m_server->url());
    QNetworkRequest silent = request().networkRequest();
    silent.setAttribute(QNetworkRequest::Http2AllowedAttribute, {});
    m_sessions.emplace_back(std::make_unique<QSseSession>(QSseRequest(silent)))->open();
    QTRY_COMPARE_WITH_TIMEOUT(openSessions(), 1, patience);
    QCOMPARE(headersOfRequests("X-Protocol"), QSet{"HTTP/1.1"_ba});
}

void tst_Http2::closedStreamLeavesTheOthers()
{
    startNginx(m_server->url());
    QVERIFY(waitForOpen(1));
    QVERIFY(waitForOpen(3));
    m_sessions.erase(m_sessions.begin());
    QTRY_COMPARE_WITH_TIMEOUT(m_server->openExchanges(), 2, patience);
    const QSignalSpy one(m_sessions.front().get(), &QSseSession::eventReceived);
    const QSignalSpy other(m_sessions.back().get(), &QSseSession::eventReceived);
    // To both: which of them the server saw first is up to threads and nginx.
    for (int i = 0; i < m_server->requestCount(); ++i) {
        if (ScriptedExchange *exchange = m_server->exchange(i))
            exchange->send("data: 2\n\n");
    }
    const auto newest = [](const QSignalSpy &events) {
        return events.value(events.size() - 1).value(0).value<QSseEvent>().data();
    };
    QTRY_COMPARE_WITH_TIMEOUT(newest(one), "2"_ba, patience);
    QTRY_COMPARE_WITH_TIMEOUT(newest(other), "2"_ba, patience);
    QVERIFY(waitForOpen(3));
    QCOMPARE(headersOfRequests("X-Connection").size(), 1);
    QCOMPARE(m_errors, 0);
}

void tst_Http2::moreSessionsThanStreamsAllowed()
{
    startNginx(m_server->url()); // 128 streams a connection
    QVERIFY(waitForOpen(1));
    QVERIFY(waitForOpen(200));
    QCOMPARE(m_server->openExchanges(), 200);
    QCOMPARE(headersOfRequests("X-Protocol"), QSet{"HTTP/2.0"_ba});
    QCOMPARE(headersOfRequests("X-Connection").size(), 2);
    QCOMPARE(m_errors, 0);
}

void tst_Http2::fewStreamsAllowed()
{
    startNginx(m_server->url(), u"http2_max_concurrent_streams 4;"_s);
    QVERIFY(waitForOpen(10));
    QCOMPARE(headersOfRequests("X-Protocol"), QSet{"HTTP/2.0"_ba});
    QCOMPARE(m_errors, 0);
}

// After so many requests a connection takes no more, while the streams that it has go on.
void tst_Http2::serverSaysGoodbye()
{
    startNginx(m_server->url(), u"keepalive_requests 5;"_s);
    QVERIFY(waitForOpen(3));
    QVERIFY(waitForOpen(7));
    QVERIFY(waitForOpen(12));
    QCOMPARE(headersOfRequests("X-Protocol"), QSet{"HTTP/2.0"_ba});
    QCOMPARE(m_errors, 0);
}

void tst_Http2::serverGoesAndComesBack()
{
    startNginx(m_server->url());
    QVERIFY(waitForOpen(3));
    const auto haveId = [this] {
        return std::all_of(m_sessions.begin(), m_sessions.end(),
                           [](const auto &session) { return session->lastEventId() == "7"_L1; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(haveId(), patience);
    m_nginx->reload();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requestCount() >= 6, patience); // or more: another try
    QTRY_COMPARE_WITH_TIMEOUT(openSessions(), 3, patience);
    for (int i = 3; i < m_server->requestCount(); ++i)
        QCOMPARE(m_server->requests().at(i).header("Last-Event-ID"), "7"_ba);
}

// The request allows HTTP/2, the server does not know it: no session waits for another's end.
void tst_Http2::serverSpeaksHttp1AfterAll()
{
    QVERIFY(m_server->setTls(localServerConfiguration()));
    for (int i = 0; i < 20; ++i) {
        const QSseRequest request =
                trustingRequest(m_server->url(), localCertificate(), HttpVersion::Http2);
        m_sessions.emplace_back(std::make_unique<QSseSession>(request))->open();
    }
    QTRY_COMPARE_WITH_TIMEOUT(openSessions(), 20, patience);
}

namespace {

// Sees whether each number comes once, in order.
class Counter
{
public:
    explicit Counter(QSseSession *session)
    {
        QObject::connect(session, &QSseSession::eventReceived, session,
                         [this](const QSseEvent &event) {
                             m_isWhole = m_isWhole && event.id().toLongLong() == m_count + 1;
                             ++m_count;
                         });
    }

    qint64 count() const { return m_count; }
    bool isWhole() const { return m_isWhole; }

private:
    qint64 m_count = 0;
    bool m_isWhole = true;
};

} // namespace

void tst_Http2::pausedSessionIsBounded()
{
    EndlessServer server;
    startNginx(server.url());
    QSseSession *session = open();
    const Counter counter(session);
    QTRY_VERIFY_WITH_TIMEOUT(counter.count() > 10000, patience);
    for (int round = 1; round <= 3; ++round) {
        session->pause();
        const qint64 delivered = counter.count();
        [[maybe_unused]] const qint64 resident = residentBytes();
        // It may have been on its way to another connection when it was paused.
        QTRY_VERIFY_WITH_TIMEOUT(session->state() == State::Open && server.openStreams() == 0,
                                 patience);
        QCOMPARE(session->lastEventId(), QString::number(delivered));
#ifndef __SANITIZE_ADDRESS__
        QCOMPARE_LE(residentBytes() - resident, mostGrowth);
#endif
        session->resume();
        QTRY_VERIFY_WITH_TIMEOUT(counter.count() > delivered + 10000, patience);
        QVERIFY(counter.isWhole());
    }
    QCOMPARE(m_errors, 0);
}

// A slot that takes its time, with an event loop that turns: the stream is dropped and taken up
// again and again, and nobody sees it but the server.
void tst_Http2::slowSessionIsBounded()
{
    EndlessServer server;
    startNginx(server.url());
    QSseSession *session = open();
    const Counter counter(session);
    connect(session, &QSseSession::eventReceived, this, [] {
        QElapsedTimer busy;
        busy.start();
        while (busy.nsecsElapsed() < 100'000) {
        }
    });
    QTRY_VERIFY_WITH_TIMEOUT(server.requestCount() > 2, patience);
    const qint64 resident = residentBytes();
    qint64 most = resident;
    connect(session, &QSseSession::eventReceived, this,
            [&most] { most = std::max(most, residentBytes()); });
    QTRY_VERIFY_WITH_TIMEOUT(server.requestCount() > 10, patience);
    QVERIFY(counter.isWhole());
#ifndef __SANITIZE_ADDRESS__
    QCOMPARE_LE(most - resident, mostGrowth);
#endif
    QCOMPARE(m_errors, 0);
}

QTEST_GUILESS_MAIN(tst_Http2)

#include "tst_http2.moc"
