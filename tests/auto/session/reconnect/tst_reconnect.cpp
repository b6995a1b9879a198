// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseSession>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <QtCore/qeventloop.h>
#include <QtCore/qhash.h>
#include <QtCore/qlocale.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qthread.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkproxy.h>
#include <QtNetwork/qnetworkreply.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

using Kind = QSseError::Kind;
using Mode = QSseSession::ReconnectMode;
using State = QSseSession::State;
using Delays = QList<milliseconds>;
using ExchangeEnd = void (ScriptedExchange::*)();
using ReplyPointer = std::unique_ptr<QNetworkReply>;
Q_DECLARE_METATYPE(ExchangeEnd)

// When a session connects anew, and what it takes along. In init() it waits for a millisecond
// before it does.
class tst_Reconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void modeOfMethod_data();
    void modeOfMethod();
    void mode_data();
    void mode();

    void cleanEndIsNoError();
    void failedAttemptIsOneErrorThenReconnect();
    void firstConnectionThatFails();
    void onlyMessageResetsTheCount();
    void openResetsTheCount();

    void growsDelays();
    void shortensDelaysAtRandom();
    void serverRetryReplacesTheBase_data();
    void serverRetryReplacesTheBase();
    void serverRetryHoldsUntilOpen();
    void retryAfterIsAFloor_data();
    void retryAfterIsAFloor();
    void retryAfterDateIsAFloor_data();
    void retryAfterDateIsAFloor();
    void retryAfterIsBounded_data();
    void retryAfterIsBounded();

    void exhaustsRetries();
    void exhaustsRetriesOnCleanEnds();
    void exhaustsRetriesOnSilence();
    void limitCountsAttemptsInARow();
    void takesTwoFunctions();
    void takesAnotherPolicy();
    void policyThrows_data();
    void policyThrows();
    void policyThrowsAfterCleanEnd();
    void policyDeletesTheSessionAndThrows();
    void noPolicyIsTheDefaultOne();

    void reconnectsNow();
    void reconnectNowOnlyWhileWaiting();
    void connectsOnceForEachLoss();
    void lossIsAnError_data();
    void lossIsAnError();
    void keepsLastEventId_data();
    void keepsLastEventId();
    void dropsUnfinishedEvent();
    void closeWhileWaiting();

    void connectTimeout_data();
    void connectTimeout();
    void connectTimeoutOff();
    void connectTimeoutEndsWithTheHeaders();
    void connectTimeoutWhileQueued();

    void silenceIsIdle();
    void anyByteIsALifeSign_data();
    void anyByteIsALifeSign();
    void pausedIsNotIdle();

    void transferTimeoutOfManagerDoesNotCount();
    void transferTimeoutOfRequestCounts();
    void survivesItsManager_data();
    void survivesItsManager();
    void manySessionsToOneHost();
    void sessionsInTwoThreads();

private:
    void skipWaiting();
    Delays delays() const;
    QSseError error(int index) const { return m_errors->at(index).first().value<QSseError>(); }
    QByteArrayList sentIds() const;

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<QSseSession> m_session;
    std::unique_ptr<QSignalSpy> m_opened;
    std::unique_ptr<QSignalSpy> m_events;
    std::unique_ptr<QSignalSpy> m_errors;
    std::unique_ptr<QSignalSpy> m_scheduled;
    std::unique_ptr<QSignalSpy> m_closed;
};

static std::shared_ptr<QSseBackoffPolicy> policyOf(milliseconds initialDelay)
{
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(initialDelay);
    policy->setMaximumDelay(1h);
    policy->setJitter(0);
    return policy;
}

// Writes down what it is asked, for a test to read.
class NotedPolicy : public QSseReconnectPolicy
{
public:
    struct Notes
    {
        QList<int> should;
        QList<Kind> causes;
        QList<int> delays;
    };
    explicit NotedPolicy(Notes *notes)
        : m_notes(notes)
    {}
    bool shouldReconnect(int attempt, const QSseError &lastError) const override
    {
        m_notes->should += attempt;
        m_notes->causes += lastError.kind();
        return true;
    }
    milliseconds delayBeforeReconnect(int attempt) const override
    {
        m_notes->delays += attempt;
        return 1ms;
    }

private:
    Notes *const m_notes;
};

static Script busy()
{
    return Script().status(503).contentLength(0);
}

static Script message()
{
    return Script().send("data: x\n\n").finish();
}

void tst_Reconnect::initTestCase()
{
    QNetworkProxyFactory::setUseSystemConfiguration(false);
}

void tst_Reconnect::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptedServer>();
    m_session = std::make_unique<QSseSession>(QSseRequest(m_server->url()));
    m_session->setReconnectPolicy(policyOf(1ms));
    m_opened = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::opened);
    m_events = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::eventReceived);
    m_errors = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::errorOccurred);
    m_scheduled = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::reconnectScheduled);
    m_closed = std::make_unique<QSignalSpy>(m_session.get(), &QSseSession::closed);
}

void tst_Reconnect::cleanup()
{
    m_session.reset();
    m_server.reset();
}

// Long delays can be looked at without living through them.
void tst_Reconnect::skipWaiting()
{
    connect(m_session.get(), &QSseSession::reconnectScheduled, m_session.get(),
            &QSseSession::reconnectNow);
}

Delays tst_Reconnect::delays() const
{
    Delays delays;
    for (const QVariantList &arguments : *m_scheduled)
        delays += arguments.at(1).value<milliseconds>();
    return delays;
}

QByteArrayList tst_Reconnect::sentIds() const
{
    QByteArrayList ids;
    const QList<HttpRequest> requests = m_server->requests();
    for (const HttpRequest &request : requests)
        ids += request.header("Last-Event-ID");
    return ids;
}

void tst_Reconnect::modeOfMethod_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Mode>("mode");
    QTest::newRow("GET") << "GET"_ba << Mode::Always;
    QTest::newRow("POST") << "POST"_ba << Mode::Never;
    QTest::newRow("PUT") << "PUT"_ba << Mode::Never;
    QTest::newRow("REPORT") << "REPORT"_ba << Mode::Never;
}

void tst_Reconnect::modeOfMethod()
{
    QFETCH(QByteArray, method);
    QSseRequest request = m_session->request();
    request.setMethod(method);
    m_session->setRequest(request);
    QTEST(m_session->reconnectMode(), "mode");
    m_session->setReconnectMode(Mode::OnError);
    QCOMPARE(m_session->reconnectMode(), Mode::OnError);
}

void tst_Reconnect::mode_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<std::optional<Mode>>("mode");
    QTest::addColumn<bool>("clean");
    QTest::addColumn<bool>("goesOn");
    const auto rows = [](const char *name, const QByteArray &method, std::optional<Mode> mode,
                         bool afterCleanEnd, bool afterError) {
        QTest::addRow("%s, clean end", name) << method << mode << true << afterCleanEnd;
        QTest::addRow("%s, error", name) << method << mode << false << afterError;
    };
    rows("GET by default", "GET"_ba, {}, true, true);
    rows("POST by default", "POST"_ba, {}, false, false);
    rows("GET always", "GET"_ba, Mode::Always, true, true);
    rows("GET on error", "GET"_ba, Mode::OnError, false, true);
    rows("GET never", "GET"_ba, Mode::Never, false, false);
    rows("POST always", "POST"_ba, Mode::Always, true, true);
    rows("POST on error", "POST"_ba, Mode::OnError, false, true);
}

void tst_Reconnect::mode()
{
    QFETCH(QByteArray, method);
    QFETCH(std::optional<Mode>, mode);
    QFETCH(bool, clean);
    QFETCH(bool, goesOn);
    m_server->enqueue(clean ? message() : busy());
    QSseRequest request = m_session->request();
    request.setMethod(method);
    if (method == "POST")
        request.setBody("{}"_ba, "application/json"_ba);
    m_session->setRequest(request);
    if (mode)
        m_session->setReconnectMode(*mode);
    m_session->open();
    QTRY_COMPARE(goesOn ? m_server->requestCount() : int(m_closed->size()), goesOn ? 2 : 1);
    QCOMPARE(m_server->requestCount(), goesOn ? 2 : 1);
    QCOMPARE(m_scheduled->size(), goesOn ? 1 : 0);
    QCOMPARE(m_closed->size(), goesOn ? 0 : 1);
    QCOMPARE(m_errors->size(), clean ? 0 : 1);
    if (!clean) {
        QCOMPARE(error(0).kind(), Kind::HttpStatus);
        QCOMPARE(error(0).willReconnect(), goesOn);
    }
}

void tst_Reconnect::cleanEndIsNoError()
{
    m_server->enqueue(message());
    m_server->enqueue(message());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 3);
    QCOMPARE(m_scheduled->size(), 2);
    QCOMPARE(m_errors->size(), 0);
    QVERIFY(!m_session->error());
    QCOMPARE(m_session->statistics().failures(), 0);
    QCOMPARE(m_session->statistics().connections(), 3);
}

void tst_Reconnect::failedAttemptIsOneErrorThenReconnect()
{
    QStringList log;
    connect(m_session.get(), &QSseSession::errorOccurred, this, [&](const QSseError &error) {
        log += error.willReconnect() ? u"error"_s : u"final error"_s;
    });
    connect(m_session.get(), &QSseSession::reconnectScheduled, this,
            [&](int attempt) { log += u"reconnect %1"_s.arg(attempt); });
    connect(m_session.get(), &QSseSession::opened, this, [&] { log += u"opened"_s; });
    m_server->enqueue(busy());
    m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(log, QStringList({u"error"_s, u"reconnect 1"_s, u"error"_s, u"reconnect 2"_s,
                               u"opened"_s}));
    QVERIFY(!m_session->error());
    QCOMPARE(m_session->statistics().failures(), 2);
}

void tst_Reconnect::firstConnectionThatFails()
{
    NotedPolicy::Notes notes;
    m_session->setReconnectPolicy(std::make_shared<NotedPolicy>(&notes));
    m_server->enqueue(busy());
    m_server->enqueue(busy());
    m_session->open();
    QCOMPARE(m_session->attempt(), 0);
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(notes.should, QList<int>({1, 2}));
    QCOMPARE(notes.delays, QList<int>({1, 2}));
    QCOMPARE(notes.causes, QList<Kind>({Kind::HttpStatus, Kind::HttpStatus}));
    QCOMPARE(m_session->attempt(), 2);
}

void tst_Reconnect::onlyMessageResetsTheCount()
{
    NotedPolicy::Notes notes;
    m_session->setReconnectPolicy(std::make_shared<NotedPolicy>(&notes));
    m_session->setShowComments(true);
    m_session->setShowRetry(true);
    m_server->enqueue(Script().finish());
    m_server->enqueue(Script().send(": comment\n\n").finish());
    m_server->enqueue(Script().send("retry: 1000\n\n").finish());
    m_server->enqueue(Script().send("id: 1\n\n").finish());
    m_server->enqueue(Script().send("data: unfinished\n").finish());
    m_server->enqueue(message());
    m_server->enqueue(Script().finish());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 8);
    QCOMPARE(notes.should, QList<int>({1, 2, 3, 4, 5, 1, 2}));
    QCOMPARE(notes.causes, QList<Kind>(7, Kind::None));
    QCOMPARE(m_session->attempt(), 2);
    m_server->lastExchange()->send("data: x\n\n");
    QTRY_COMPARE(m_session->attempt(), 0);
}

void tst_Reconnect::openResetsTheCount()
{
    NotedPolicy::Notes notes;
    m_session->setReconnectPolicy(std::make_shared<NotedPolicy>(&notes));
    m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    m_session->close();
    m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 2);
    QCOMPARE(notes.should, QList<int>({1, 1}));
}

void tst_Reconnect::growsDelays()
{
    const auto policy = policyOf(1min);
    policy->setMaximumDelay(10min);
    m_session->setReconnectPolicy(policy);
    skipWaiting();
    for (int i = 0; i < 6; ++i)
        m_server->enqueue(busy());
    m_server->enqueue(message());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 2);
    QCOMPARE(delays(), Delays({1min, 2min, 4min, 8min, 10min, 10min, 1min}));
}

void tst_Reconnect::shortensDelaysAtRandom()
{
    const auto policy = policyOf(1min);
    policy->setJitter(0.5);
    m_session->setReconnectPolicy(policy);
    QList<double> numbers = {0.0, 0.5, 1.0};
    m_session->setRandomSource([&] { return numbers.takeFirst(); });
    skipWaiting();
    for (int i = 0; i < 3; ++i)
        m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(delays(), Delays({60s, 90s, 120s}));
    QVERIFY(numbers.isEmpty());
}

void tst_Reconnect::serverRetryReplacesTheBase_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Delays>("expected");
    QTest::newRow("with a message") << "retry: 5000\ndata: x\n\n"_ba << Delays({5s, 10s, 20s});
    QTest::newRow("alone") << "retry: 5000\n\n"_ba << Delays({5s, 10s, 20s});
    QTest::newRow("in a block without an end") << "retry: 5000\n"_ba << Delays({5s, 10s, 20s});
    QTest::newRow("the last counts") << "retry: 1\n\nretry: 5000\n\n"_ba << Delays({5s, 10s, 20s});
    QTest::newRow("zero") << "retry: 0\ndata: x\n\n"_ba << Delays({10ms, 20ms, 40ms});
    QTest::newRow("more than an hour") << "retry: 99999999\n\n"_ba << Delays({1h, 1h, 1h});
    QTest::newRow("no number") << "retry: 5s\ndata: x\n\n"_ba << Delays({1min, 2min, 4min});
}

void tst_Reconnect::serverRetryReplacesTheBase()
{
    QFETCH(QByteArray, stream);
    m_session->setReconnectPolicy(policyOf(1min));
    skipWaiting();
    m_server->enqueue(Script().send(stream).finish());
    m_server->enqueue(busy());
    m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 2);
    QTEST(delays(), "expected");
}

void tst_Reconnect::serverRetryHoldsUntilOpen()
{
    m_session->setReconnectPolicy(policyOf(1min));
    skipWaiting();
    m_server->enqueue(Script().send("retry: 5000\ndata: x\n\n").finish());
    m_server->enqueue(message());
    m_server->enqueue(message());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 4);
    m_session->close();
    m_server->enqueue(message());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 6);
    QCOMPARE(delays(), Delays({5s, 5s, 5s, 1min}));
}

void tst_Reconnect::retryAfterIsAFloor_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<milliseconds>("delay");
    const auto row = [](const char *name, int status, const QByteArray &value, milliseconds delay) {
        QTest::newRow(name) << status << value << delay;
    };
    row("429", 429, "120"_ba, 2min);
    row("503", 503, "120"_ba, 2min);
    row("spaces", 503, " 120 "_ba, 2min);
    row("less than the policy's delay", 503, "59"_ba, 1min);
    row("zero", 429, "0"_ba, 1min);
    row("500", 500, "120"_ba, 1min);
    row("408", 408, "120"_ba, 1min);
    row("negative", 503, "-120"_ba, 1min);
    row("no number", 503, "soon"_ba, 1min);
    row("empty", 503, ""_ba, 1min);
    row("date in the past", 503, "Sun, 06 Nov 1994 08:49:37 GMT"_ba, 1min);
    row("no date", 503, "Sun, 45 Nov 2094 08:49:37 GMT"_ba, 1min);
}

void tst_Reconnect::retryAfterIsAFloor()
{
    QFETCH(int, status);
    QFETCH(QByteArray, value);
    QFETCH(milliseconds, delay);
    m_session->setReconnectPolicy(policyOf(1min));
    skipWaiting();
    m_server->enqueue(Script().status(status).header("Retry-After", value).contentLength(0));
    m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(delays(), Delays({delay, 2min})); // it holds once
}

void tst_Reconnect::retryAfterDateIsAFloor_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("429") << 429;
    QTest::newRow("503") << 503;
}

void tst_Reconnect::retryAfterDateIsAFloor()
{
    QFETCH(int, status);
    const QDateTime date = QDateTime::currentDateTimeUtc().addSecs(3600);
    const QString text = QLocale::c().toString(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    m_server->enqueue(
            Script().status(status).header("Retry-After", text.toLatin1()).contentLength(0));
    skipWaiting();
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QVERIFY(delays().first() <= 1h);
    QVERIFY(delays().first() > 59min);
}

void tst_Reconnect::retryAfterIsBounded_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("date") << "Fri, 31 Dec 9999 23:59:59 GMT"_ba;
    QTest::newRow("seconds") << "9999999999"_ba;
    QTest::newRow("beyond 64 bits") << "99999999999999999999999999"_ba;
}

void tst_Reconnect::retryAfterIsBounded()
{
    QFETCH(QByteArray, value);
    m_server->enqueue(Script().status(503).header("Retry-After", value).contentLength(0));
    m_session->open();
    QTRY_COMPARE(m_scheduled->size(), 1);
    QVERIFY(delays().first() >= 1h);
    QVERIFY(delays().first() <= 24h);
    QVERIFY(m_session->state() == State::Waiting);
    m_session->reconnectNow();
    QTRY_COMPARE(m_opened->size(), 1);
}

void tst_Reconnect::exhaustsRetries()
{
    const auto policy = policyOf(1ms);
    policy->setMaximumAttempts(2);
    m_session->setReconnectPolicy(policy);
    m_server->setDefaultScript(
            Script().status(503).header("X-Why", "because").send("busy").finish());
    m_session->open();
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(m_server->requestCount(), 3);
    QCOMPARE(m_errors->size(), 3);
    for (int i : {0, 1}) {
        QCOMPARE(error(i).kind(), Kind::HttpStatus);
        QVERIFY(error(i).willReconnect());
    }
    const QSseError last = error(2);
    QCOMPARE(last.kind(), Kind::RetriesExhausted);
    QVERIFY(!last.willReconnect());
    QCOMPARE(last.httpStatus(), 503);
    QCOMPARE(last.header("X-Why"), "because"_ba);
    QCOMPARE(last.body(), "busy"_ba);
    QVERIFY(last.message().contains(error(1).message()));
    QCOMPARE(m_session->error().kind(), Kind::RetriesExhausted);
    QVERIFY(m_session->state() == State::Closed);

    m_server->enqueue(Script());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QVERIFY(!m_session->error());
}

void tst_Reconnect::exhaustsRetriesOnCleanEnds()
{
    const auto policy = policyOf(1ms);
    policy->setMaximumAttempts(1);
    m_session->setReconnectPolicy(policy);
    m_server->setDefaultScript(Script().finish());
    m_session->open();
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(m_server->requestCount(), 2);
    QCOMPARE(m_errors->size(), 1);
    QCOMPARE(error(0).kind(), Kind::RetriesExhausted);
    QCOMPARE(error(0).httpStatus(), 0);
    QVERIFY(!error(0).message().isEmpty());
}

// A proxy may open each stream and keep every byte of it.
void tst_Reconnect::exhaustsRetriesOnSilence()
{
    const auto policy = policyOf(1ms);
    policy->setMaximumAttempts(2);
    m_session->setReconnectPolicy(policy);
    m_session->setIdleTimeout(20ms);
    m_session->open();
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(m_opened->size(), 3);
    QCOMPARE(m_errors->size(), 3);
    QCOMPARE(error(0).kind(), Kind::IdleTimeout);
    QCOMPARE(error(1).kind(), Kind::IdleTimeout);
    QCOMPARE(error(2).kind(), Kind::RetriesExhausted);
}

void tst_Reconnect::limitCountsAttemptsInARow()
{
    const auto policy = policyOf(1ms);
    policy->setMaximumAttempts(1);
    m_session->setReconnectPolicy(policy);
    for (int i = 0; i < 5; ++i)
        m_server->enqueue(message());
    m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(m_events->size(), 5);
    QCOMPARE(error(0).kind(), Kind::RetriesExhausted);
    QCOMPARE(m_server->requestCount(), 6);
}

void tst_Reconnect::takesTwoFunctions()
{
    QList<int> asked;
    m_session->setReconnectPolicy(
            [&](int attempt, const QSseError &lastError) {
                asked += attempt;
                return lastError.httpStatus() == 503 && attempt <= 2;
            },
            [](int attempt) { return attempt * 10min; });
    skipWaiting();
    m_server->setDefaultScript(busy());
    m_session->open();
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(asked, QList<int>({1, 2, 3}));
    QCOMPARE(delays(), Delays({10min, 20min}));
    QCOMPARE(m_errors->size(), 3);
    QCOMPARE(error(2).kind(), Kind::RetriesExhausted);
}

void tst_Reconnect::takesAnotherPolicy()
{
    struct Patient : QSseReconnectPolicy
    {
        bool shouldReconnect(int, const QSseError &) const override { return true; }
        milliseconds delayBeforeReconnect(int attempt) const override { return attempt * 1s; }
        milliseconds nextDelay(const QSseReconnectContext &context) const override
        {
            return context.serverRetry.value_or(0ms) + context.retryAfter.value_or(0ms)
                   + delayBeforeReconnect(context.attempt);
        }
    };
    const auto policy = std::make_shared<Patient>();
    m_session->setReconnectPolicy(policy);
    QCOMPARE(m_session->reconnectPolicy(), policy);
    skipWaiting();
    m_server->enqueue(Script().send("retry: 60000\ndata: x\n\n").finish());
    m_server->enqueue(Script().status(503).header("Retry-After", "3600").contentLength(0));
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 2);
    QCOMPARE(delays(), Delays({1min + 1s, 1h + 1min + 2s}));
}

// One of its functions throws.
struct ThrowingPolicy : QSseReconnectPolicy
{
    explicit ThrowingPolicy(bool inDelay)
        : isThrownInDelay(inDelay)
    {}
    bool shouldReconnect(int, const QSseError &) const override
    {
        if (!isThrownInDelay)
            throw std::runtime_error("secret");
        return true;
    }
    milliseconds delayBeforeReconnect(int) const override { throw std::runtime_error("secret"); }

    const bool isThrownInDelay;
};

void tst_Reconnect::policyThrows_data()
{
    QTest::addColumn<std::shared_ptr<QSseReconnectPolicy>>("policy");
    QSseSession session;
    const auto row = [](const char *name, const std::shared_ptr<QSseReconnectPolicy> &policy) {
        QTest::newRow(name) << policy;
    };
    row("whether", std::make_shared<ThrowingPolicy>(false));
    row("when", std::make_shared<ThrowingPolicy>(true));
    session.setReconnectPolicy(
            [](int, const QSseError &) -> bool { throw std::runtime_error("secret"); },
            [](int) { return 1ms; });
    row("function, whether", session.reconnectPolicy());
    session.setReconnectPolicy([](int, const QSseError &) { return true; },
                               [](int) -> milliseconds { throw std::runtime_error("secret"); });
    row("function, when", session.reconnectPolicy());
}

void tst_Reconnect::policyThrows()
{
    QFETCH(std::shared_ptr<QSseReconnectPolicy>, policy);
    m_session->setReconnectPolicy(policy);
    m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(m_errors->size(), 1);
    QCOMPARE(error(0).kind(), Kind::Handler);
    QVERIFY(!error(0).willReconnect());
    QCOMPARE(error(0).httpStatus(), 503);
    QVERIFY(error(0).message().contains("policy"_L1));
    QVERIFY(error(0).message().contains("503"_L1));
    QVERIFY(!error(0).message().contains("secret"_L1));
    QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(error(0).exception()), std::runtime_error);
    QCOMPARE(m_scheduled->size(), 0);
    QVERIFY(m_session->state() == State::Closed);

    m_session->setReconnectPolicy(policyOf(1ms));
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QVERIFY(!m_session->error());
}

void tst_Reconnect::policyThrowsAfterCleanEnd()
{
    m_session->setReconnectPolicy(std::make_shared<ThrowingPolicy>(false));
    m_server->setDefaultScript(message());
    m_session->open();
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(m_events->size(), 1);
    QCOMPARE(m_errors->size(), 1);
    QCOMPARE(error(0).kind(), Kind::Handler);
    QVERIFY(error(0).exception());
    QCOMPARE(m_server->requestCount(), 1);
}

void tst_Reconnect::policyDeletesTheSessionAndThrows()
{
    m_session->setReconnectPolicy(
            [this](int, const QSseError &) -> bool {
                m_session.reset();
                throw std::runtime_error("secret");
            },
            [](int) { return 1ms; });
    m_server->enqueue(busy());
    m_session->open();
    QTRY_VERIFY(!m_session);
    QCOMPARE(m_errors->size(), 0);
}

void tst_Reconnect::noPolicyIsTheDefaultOne()
{
    m_session->setReconnectPolicy(nullptr);
    QVERIFY(m_session->reconnectPolicy());
    skipWaiting();
    m_session->setRandomSource([] { return 0.0; });
    m_server->enqueue(busy());
    m_server->enqueue(busy());
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(delays(), Delays({1s, 2s}));
}

void tst_Reconnect::reconnectsNow()
{
    m_session->setReconnectPolicy(policyOf(1h));
    m_server->enqueue(busy());
    m_session->open();
    QTRY_VERIFY(m_session->state() == State::Waiting);
    m_session->reconnectNow();
    m_session->reconnectNow();
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(m_server->requestCount(), 2);

    m_server->lastExchange()->finish();
    QTRY_VERIFY(m_session->state() == State::Waiting);
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 2);
    QCOMPARE(m_server->requestCount(), 3);
}

void tst_Reconnect::reconnectNowOnlyWhileWaiting()
{
    m_session->reconnectNow();
    QVERIFY(m_session->state() == State::Closed);
    m_session->open();
    m_session->reconnectNow();
    QTRY_COMPARE(m_opened->size(), 1);
    m_session->reconnectNow();
    QVERIFY(m_session->state() == State::Open);
    m_server->lastExchange()->send("data: x\n\n");
    QTRY_COMPARE(m_events->size(), 1);
    QCOMPARE(m_server->requestCount(), 1);
}

// Where a connection is cut right behind its data, Qt takes that for a clean end at times, and
// sends a request twice. Hence what counts is what the session did, not what the server saw.
void tst_Reconnect::connectsOnceForEachLoss()
{
    constexpr int Losses = 60;
    const ExchangeEnd ends[] = {&ScriptedExchange::finish, &ScriptedExchange::cut,
                                &ScriptedExchange::reset};
    connect(m_session.get(), &QSseSession::eventReceived, this, [&] {
        const int losses = int(m_events->size()) - 1;
        if (losses < Losses)
            (m_server->lastExchange()->*ends[losses % 3])();
    });
    m_server->setDefaultScript(Script().send("data: x\n\n"));
    m_session->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_events->size(), Losses + 1, 20000);
    QCOMPARE(m_opened->size(), Losses + 1);
    QCOMPARE(m_scheduled->size(), Losses);
    QCOMPARE(m_session->statistics().connections(), Losses + 1);
    QTRY_COMPARE(m_server->openExchanges(), 1);
}

void tst_Reconnect::lossIsAnError_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("cut") << Script().send("data: x\n\n").wait(100ms).cut();
    QTest::newRow("reset") << Script().send("data: x\n\n").wait(100ms).reset();
    QTest::newRow("cut without an event") << Script().wait(100ms).cut();
    QTest::newRow("less than announced")
            << Script().contentLength(99).send("data: x\n\n").wait(100ms).cut();
}

// Where Qt has not come to rest by then it takes the loss for a clean end; hence again and again.
void tst_Reconnect::lossIsAnError()
{
    QFETCH(Script, script);
    m_server->setHandler([this, script](ScriptedExchange *exchange) {
        exchange->run(m_errors->isEmpty() ? script : Script());
    });
    qsizetype scheduled = 0;
    connect(m_session.get(), &QSseSession::errorOccurred, this,
            [&] { scheduled = m_scheduled->size(); });
    m_session->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_errors->size(), 1, 60000);
    QCOMPARE(error(0).kind(), Kind::Network);
    QVERIFY(error(0).willReconnect());
    QTRY_COMPARE(m_opened->size(), scheduled + 2); // one for each end and the first
    QCOMPARE(m_scheduled->size(), scheduled + 1);
    QCOMPARE(m_errors->size(), 1);
}

void tst_Reconnect::keepsLastEventId_data()
{
    QTest::addColumn<ExchangeEnd>("end");
    QTest::newRow("clean end") << &ScriptedExchange::finish;
    QTest::newRow("cut") << &ScriptedExchange::cut;
    QTest::newRow("reset") << &ScriptedExchange::reset;
}

void tst_Reconnect::keepsLastEventId()
{
    QFETCH(ExchangeEnd, end);
    connect(m_session.get(), &QSseSession::eventReceived, this, [&] {
        if (m_events->size() <= 5)
            (m_server->lastExchange()->*end)();
    });
    m_server->enqueue(Script().send("id: 7\ndata: x\n\nid: 8\ndata: half"));
    m_server->setDefaultScript(Script().send("data: y\n\nid: 9\n"));
    m_session->open();
    QTRY_COMPARE(m_events->size(), 6);
    QCOMPARE(m_session->lastEventId(), u"7"_s);
    QCOMPARE(m_events->last().first().value<QSseEvent>().lastEventId(), u"7"_s);
    const QByteArrayList ids = sentIds();
    const qsizetype first = ids.indexOf("7"_ba);
    QVERIFY(first > 0);
    QCOMPARE(ids.sliced(first), QByteArrayList(ids.size() - first, "7"_ba));
}

// The answer hangs on the id asked for, so that it does not matter how often Qt asks.
void tst_Reconnect::dropsUnfinishedEvent()
{
    const QByteArray chunkedHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                   "Transfer-Encoding: chunked\r\n\r\n";
    const QByteArray truncatedChunk = "ff\r\nid: 7\ndata: x\n\nid: 8\ndata: half";
    const QHash<QByteArray, Script> answers = {
            {{}, Script().rawHead(chunkedHead).send(truncatedChunk).cut()},
            {"7", Script().contentLength(99).send("id: 8\ndata: y\n\nid: 9\ndata: half\n").cut()},
            {"8", Script().closeDelimited().send("\nid: 10\ndata: z\n\nid: 11\ndata").cut()},
    };
    m_server->setHandler([answers](ScriptedExchange *exchange) {
        exchange->run(answers.value(exchange->request().header("Last-Event-ID")));
    });
    QByteArrayList received;
    connect(m_session.get(), &QSseSession::eventReceived, this,
            [&](const QSseEvent &event) { received += event.data(); });
    m_session->open();
    QTRY_COMPARE(received, QByteArrayList({"x"_ba, "y"_ba, "z"_ba}));
    QTRY_COMPARE(sentIds().last(), "10"_ba);
}

void tst_Reconnect::closeWhileWaiting()
{
    m_server->setDefaultScript(busy());
    connect(m_session.get(), &QSseSession::reconnectScheduled, m_session.get(),
            &QSseSession::close);
    m_session->open();
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(m_session->error().kind(), Kind::HttpStatus);

    // By the time that another session has done this much, a timer left behind would have fired.
    ScriptedServer server;
    server.setDefaultScript(message());
    QSseSession other(QSseRequest(server.url()));
    other.setReconnectPolicy(policyOf(1ms));
    other.open();
    QTRY_VERIFY(server.requestCount() > 20);
    QCOMPARE(m_server->requestCount(), 1);
    QVERIFY(m_session->state() == State::Closed);
    QCOMPARE(m_errors->size(), 1);
    QCOMPARE(m_closed->size(), 1);
}

void tst_Reconnect::connectTimeout_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("paused");
    QTest::newRow("silence") << Script().silent() << false;
    QTest::newRow("silence, paused") << Script().silent() << true;
    QTest::newRow("half a header") << Script().rawHead("HTTP/1.1 200 OK\r\nContent-Ty") << false;
    QTest::newRow("late") << Script().waitBeforeHead(1min) << false;
}

void tst_Reconnect::connectTimeout()
{
    QFETCH(Script, script);
    QFETCH(bool, paused);
    m_server->setHandler([this, script](ScriptedExchange *exchange) {
        exchange->run(m_errors->isEmpty() ? script : Script());
    });
    m_session->setConnectTimeout(50ms);
    m_session->setPaused(paused);
    m_session->setUrl(m_server->url(u"/events?key=secret"_s));
    connect(m_session.get(), &QSseSession::errorOccurred, m_session.get(),
            [this] { m_session->setConnectTimeout(30s); });
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(m_errors->size(), 1);
    QCOMPARE(error(0).kind(), Kind::ConnectTimeout);
    QVERIFY(error(0).willReconnect());
    QVERIFY(error(0).message().contains("50"_L1));
    QVERIFY(error(0).message().contains("connect timeout"_L1));
    QVERIFY(!error(0).message().contains("secret"_L1));
    QTRY_COMPARE(m_server->openExchanges(), 1);
}

void tst_Reconnect::connectTimeoutOff()
{
    QCOMPARE(m_session->connectTimeout(), 30s);
    m_session->setConnectTimeout(0ms);
    m_server->enqueue(Script().waitBeforeHead(200ms));
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(m_errors->size(), 0);
}

// It may be over before the headers on a busy machine, but not behind them.
void tst_Reconnect::connectTimeoutEndsWithTheHeaders()
{
    m_session->setConnectTimeout(1s);
    m_server->setDefaultScript(Script().wait(1500ms).send("data: x\n\n"));
    m_session->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_events->size(), 1, 30000);
    QCOMPARE(m_opened->size(), 1);
    QVERIFY(!m_session->error());
}

// Qt shows nothing at all of a request that waits for one of its six connections to a host.
void tst_Reconnect::connectTimeoutWhileQueued()
{
    QNetworkAccessManager manager;
    std::vector<ReplyPointer> replies;
    QNetworkRequest likeAStream(m_server->url());
    likeAStream.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (int i = 0; i < 6; ++i)
        replies.emplace_back(manager.get(likeAStream));
    QTRY_COMPARE(m_server->openExchanges(), 6);

    m_session->setNetworkAccessManager(&manager);
    m_session->setConnectTimeout(50ms);
    m_session->setReconnectPolicy(policyOf(1h));
    m_session->open();
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(error(0).kind(), Kind::ConnectTimeout);
    QCOMPARE(m_server->requestCount(), 6);

    replies.clear();
    m_session->setConnectTimeout(30s);
    m_session->reconnectNow();
    QTRY_COMPARE(m_opened->size(), 1);
}

void tst_Reconnect::silenceIsIdle()
{
    QCOMPARE(m_session->idleTimeout(), 0ms);
    m_server->enqueue(Script().send("id: 1\ndata: x\n\n"));
    connect(m_session.get(), &QSseSession::eventReceived, m_session.get(),
            [this] { m_session->setIdleTimeout(50ms); });
    connect(m_session.get(), &QSseSession::errorOccurred, m_session.get(),
            [this] { m_session->setIdleTimeout(0ms); });
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 2);
    QCOMPARE(m_errors->size(), 1);
    QCOMPARE(error(0).kind(), Kind::IdleTimeout);
    QVERIFY(error(0).willReconnect());
    QVERIFY(error(0).message().contains("50"_L1));
    QCOMPARE(sentIds().last(), "1"_ba);
    QTRY_COMPARE(m_server->openExchanges(), 1);
}

void tst_Reconnect::anyByteIsALifeSign_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::newRow("comments") << QByteArrayList(12, ":\n\n"_ba);
    QTest::newRow("bytes of an event") << QByteArrayList(12, "x"_ba);
    QTest::newRow("blank lines") << QByteArrayList(12, "\n"_ba);
}

// All of it takes longer than the timeout: without life signs no attempt comes to the event. A busy
// machine may need more than one.
void tst_Reconnect::anyByteIsALifeSign()
{
    QFETCH(QByteArrayList, pieces);
    m_session->setIdleTimeout(1s);
    Script script;
    for (const QByteArray &piece : pieces)
        script.send(piece).wait(100ms);
    m_server->setDefaultScript(script.send("\n\ndata: last\n\n"));
    m_session->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_events->size(), 1, 60000);
}

void tst_Reconnect::pausedIsNotIdle()
{
    m_session->setIdleTimeout(20ms);
    connect(m_session.get(), &QSseSession::opened, m_session.get(), &QSseSession::pause);
    m_session->open();
    QTRY_COMPARE(m_opened->size(), 1);

    QSseSession other(m_session->request());
    other.setReconnectPolicy(policyOf(1ms));
    other.setIdleTimeout(40ms);
    QSignalSpy otherErrors(&other, &QSseSession::errorOccurred);
    other.open();
    QTRY_VERIFY(otherErrors.size() > 2);
    QCOMPARE(m_errors->size(), 0);

    m_session->resume();
    QTRY_VERIFY(!m_errors->isEmpty());
    QCOMPARE(error(0).kind(), Kind::IdleTimeout);
}

void tst_Reconnect::transferTimeoutOfManagerDoesNotCount()
{
    QNetworkAccessManager manager;
    manager.setTransferTimeout(200);
    m_session->setNetworkAccessManager(&manager);
    m_server->enqueue(
            Script().waitBeforeHead(500ms).send("data: x\n\n").wait(500ms).send("data: y\n\n"));
    m_session->open();
    QTRY_COMPARE(m_events->size(), 2);
    QCOMPARE(m_errors->size(), 0);
    QCOMPARE(m_server->requestCount(), 1);
}

// Who sets it in the request wants it, and is told of it as of every other timeout of the network.
void tst_Reconnect::transferTimeoutOfRequestCounts()
{
    QNetworkRequest request(m_server->url());
    request.setTransferTimeout(100);
    m_session->setRequest(QSseRequest(request));
    m_session->setReconnectPolicy(policyOf(1h));
    m_session->open();
    QTRY_COMPARE(m_errors->size(), 1);
    QCOMPARE(error(0).kind(), Kind::Network);
    QVERIFY(error(0).willReconnect());
    QVERIFY(error(0).message().contains("timed out"_L1));
}

void tst_Reconnect::survivesItsManager_data()
{
    QTest::addColumn<State>("when");
    QTest::newRow("connecting") << State::Connecting;
    QTest::newRow("open") << State::Open;
    QTest::newRow("waiting") << State::Waiting;
}

void tst_Reconnect::survivesItsManager()
{
    QFETCH(State, when);
    auto manager = std::make_unique<QNetworkAccessManager>();
    m_session->setNetworkAccessManager(manager.get());
    m_session->setReconnectPolicy(policyOf(1h));
    const Script scripts[] = {Script(), Script().silent(), Script(), busy()};
    m_server->enqueue(scripts[int(when)]);
    m_session->open();
    QTRY_COMPARE(m_server->requestCount(), 1);
    QTRY_COMPARE(m_session->state(), when);

    manager.reset();
    QTRY_COMPARE(m_session->state(), State::Waiting);
    QCOMPARE(m_errors->size(), 1);
    QVERIFY(error(0).willReconnect());
    QVERIFY(!m_session->networkAccessManager());
    m_session->reconnectNow();
    QTRY_COMPARE(m_session->state(), State::Open);
    QCOMPARE(m_closed->size(), 0);
}

void tst_Reconnect::manySessionsToOneHost()
{
    constexpr int Count = 20;
    std::vector<std::unique_ptr<QSseSession>> sessions;
    int events = 0;
    for (int i = 0; i < Count; ++i) {
        sessions.push_back(std::make_unique<QSseSession>(m_session->request()));
        connect(sessions.back().get(), &QSseSession::eventReceived, this, [&] { ++events; });
        sessions.back()->open();
    }
    QTRY_COMPARE(m_server->openExchanges(), Count);

    QNetworkAccessManager own;
    m_server->enqueue(Script().send("answer").finish());
    const ReplyPointer reply(own.get(QNetworkRequest(m_server->url(u"/other"_s))));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->readAll(), "answer"_ba);

    for (int i = 0; i < Count; ++i)
        m_server->exchange(i)->send("data: x\n\n");
    QTRY_COMPARE(events, Count);
}

// A session of the thread that calls it, up to so many events.
static int eventsReceived(const QSseRequest &request, int wanted)
{
    QEventLoop loop;
    QSseSession session(request);
    session.setReconnectPolicy(policyOf(1ms));
    int events = 0;
    QObject::connect(&session, &QSseSession::eventReceived, &loop, [&] {
        if (++events == wanted)
            loop.quit();
    });
    session.open();
    loop.exec();
    return events;
}

void tst_Reconnect::sessionsInTwoThreads()
{
    constexpr int Wanted = 50;
    m_server->setDefaultScript(Script().send("data: x\n\n").send("data: y\n\n").finish());
    const QSseRequest request = m_session->request();
    int received[] = {0, 0};
    std::vector<std::unique_ptr<QThread>> threads;
    for (int &count : received) {
        threads.emplace_back(QThread::create([&] { count = eventsReceived(request, Wanted); }));
        threads.back()->start();
    }
    m_session->open();
    for (const auto &thread : threads)
        QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 20000);
    QCOMPARE(received[0], Wanted);
    QCOMPARE(received[1], Wanted);
    QTRY_VERIFY(!m_events->isEmpty());
}

QTEST_GUILESS_MAIN(tst_Reconnect)
#include "tst_reconnect.moc"
