// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"
#include "sessionlog.h"

#include <QtSse/QSseSession>

#include <QtCore/QLoggingCategory>
#include <QtCore/QMutex>
#include <QtCore/QPointer>
#include <QtCore/QPromise>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;
using Token = QFuture<QString>;

namespace {

Script refusal(int status)
{
    return Script().status(status).contentLength(0);
}

// Answers of a token provider, given when the test wants it.
class Pending
{
public:
    Token ask()
    {
        m_promises.push_back(std::make_shared<QPromise<QString>>());
        m_promises.back()->start();
        return m_promises.back()->future();
    }
    int count() const { return int(m_promises.size()); }
    void answer(int index, const QString &token)
    {
        m_promises.at(index)->addResult(token);
        m_promises.at(index)->finish();
    }
    void cancel(int index) { m_promises.at(index).reset(); }
    void fail(int index)
    {
        m_promises.at(index)->setException(
                std::make_exception_ptr(std::runtime_error("secret words")));
        m_promises.at(index)->finish();
    }

private:
    std::vector<std::shared_ptr<QPromise<QString>>> m_promises;
};

// A stream that is cut after its first event, for ever again, and a session.
struct Stage
{
    Stage()
        : session(std::make_unique<QSseSession>(QSseRequest(server.url())))
        , log(session.get())
    {
        server.setDefaultScript(Script().send("data: 1\n\n"));
        useFastReconnects(session.get());
    }

    QByteArrayList tokens() const
    {
        QByteArrayList tokens;
        const auto requests = server.requests();
        for (const HttpRequest &request : requests)
            tokens << request.header("Authorization");
        return tokens;
    }
    // Takes the session through one more connection.
    void reconnect() { server.lastExchange()->finish(); }

    ScriptedServer server;
    std::unique_ptr<QSseSession> session;
    SessionLog log;
};

} // namespace

// Token providers: when they are asked, what becomes of what they say, and what they may do.
class tst_Tokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void askedBeforeEachAttempt();
    void askedBeforeEachAttemptLater();
    void askedInTheSessionsThread();
    void beatsTheHeader();
    void emptyTokenLeavesTheRequest_data();
    void emptyTokenLeavesTheRequest();
    void badTokenIsNotSent();
    void requestStaysAsItIs();
    void tokenIsNotLogged();

    void unauthorizedAsksOnceMore_data();
    void unauthorizedAsksOnceMore();
    void secondUnauthorizedIsFinal_data();
    void secondUnauthorizedIsFinal();
    void asksOnceMoreAfterEachSuccess();
    void unauthorizedWithoutProviderIsFinal();
    void forbiddenDoesNotAsk();

    void throws_data();
    void throws();
    void cancelled_data();
    void cancelled();
    void neverAnswers();
    void answersTooLate();
    void pendingWithoutTimeout();

    void clearedOrReplaced();
    void clearedByNull();
    void contextDied_data();
    void contextDied();
    void nullFunctions();

    void whilePending_data();
    void whilePending();
    void movedWhilePending();
    void pausedWhilePending();
    void reopenedWhilePending();

    void actsInside_data();
    void actsInside();
    void reopensInside();
    void spinsALoopInside();
    void replacesItself();
    void movesInside();
};

void tst_Tokens::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Tokens::askedBeforeEachAttempt()
{
    Stage stage;
    int asked = 0;
    stage.session->setTokenProvider([&] { return QString::number(++asked); });
    QCOMPARE(asked, 0);
    stage.session->open();
    QCOMPARE(asked, 0);
    for (int events = 1; events <= 3; ++events) {
        QTRY_COMPARE(stage.log.events().size(), events);
        stage.reconnect();
    }
    QTRY_COMPARE(stage.log.events().size(), 4);
    QCOMPARE(stage.tokens(), (QByteArrayList{"Bearer 1", "Bearer 2", "Bearer 3", "Bearer 4"}));
}

void tst_Tokens::askedBeforeEachAttemptLater()
{
    Stage stage;
    Pending pending;
    stage.session->setTokenProvider([&] { return pending.ask(); });
    stage.session->open();
    QTRY_COMPARE(pending.count(), 1);
    roundTrips();
    QCOMPARE(stage.server.requestCount(), 0);
    QCOMPARE(stage.session->state(), State::Connecting);
    pending.answer(0, u"a"_s);
    QTRY_COMPARE(stage.log.events().size(), 1);

    stage.reconnect();
    QTRY_COMPARE(pending.count(), 2);
    QCOMPARE(stage.session->state(), State::Connecting);
    pending.answer(1, u"b"_s);
    QTRY_COMPARE(stage.log.events().size(), 2);
    QCOMPARE(stage.tokens(), (QByteArrayList{"Bearer a", "Bearer b"}));
}

void tst_Tokens::askedInTheSessionsThread()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QThread thread;
    thread.start();
    auto *session = new QSseSession(QSseRequest(server.url()));
    QAtomicPointer<QThread> asked;
    session->setTokenProvider([&] {
        asked = QThread::currentThread();
        return u"t"_s;
    });
    session->moveToThread(&thread);
    QMetaObject::invokeMethod(session, &QSseSession::open);
    QTRY_COMPARE(server.requestCount(), 1);
    QCOMPARE(asked.loadRelaxed(), &thread);
    session->deleteLater();
    thread.quit();
    thread.wait();
}

void tst_Tokens::beatsTheHeader()
{
    Stage stage;
    QSseRequest request(stage.server.url());
    request.setHeader("authorization", "Basic abc");
    stage.session->setRequest(request);
    stage.session->setTokenProvider([] { return u"t"_s; });
    stage.session->open();
    QTRY_COMPARE(stage.server.requestCount(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{"Bearer t"});
    QCOMPARE(stage.server.requests().constFirst().headerCount("Authorization"), 1);
}

void tst_Tokens::emptyTokenLeavesTheRequest_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("null") << QString();
    QTest::newRow("empty") << u""_s;
}

void tst_Tokens::emptyTokenLeavesTheRequest()
{
    QFETCH(QString, token);
    Stage stage;
    QSseRequest request(stage.server.url());
    request.setHeader("Authorization", "Basic abc");
    stage.session->setRequest(request);
    stage.session->setTokenProvider([token] { return token; });
    stage.session->open();
    QTRY_COMPARE(stage.server.requestCount(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{"Basic abc"});
}

void tst_Tokens::badTokenIsNotSent()
{
    Stage stage;
    stage.session->setTokenProvider([] { return u"secret\nX-A: b"_s; });
    stage.session->open();
    QTRY_COMPARE(stage.session->state(), State::Closed);
    QCOMPARE(stage.session->error().kind(), Kind::InvalidRequest);
    QVERIFY(!stage.session->errorString().contains(u"secret"_s));
    QCOMPARE(stage.server.requestCount(), 0);
}

void tst_Tokens::requestStaysAsItIs()
{
    Stage stage;
    const QSseRequest request = stage.session->request();
    stage.session->setTokenProvider([] { return u"t"_s; });
    QSignalSpy changed(stage.session.get(), &QSseSession::requestChanged);
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.session->request(), request);
    QCOMPARE(changed.count(), 0);
}

static QStringList logged;

void tst_Tokens::tokenIsNotLogged()
{
    Stage stage;
    stage.server.setDefaultScript(refusal(401));
    stage.session->setTokenProvider([] { return u"geheim"_s; });
    QLoggingCategory::setFilterRules(u"qt.sse.debug=true"_s);
    logged.clear();
    const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { logged << text; });
    stage.session->open();
    const bool isClosed = QTest::qWaitFor([&] { return stage.session->state() == State::Closed; });
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QVERIFY(isClosed);
    QVERIFY(!logged.isEmpty());
    QVERIFY(logged.filter(u"geheim"_s).isEmpty());
    QVERIFY(!stage.session->errorString().contains(u"geheim"_s));
}

void tst_Tokens::unauthorizedAsksOnceMore_data()
{
    QTest::addColumn<bool>("later");
    QTest::newRow("now") << false;
    QTest::newRow("later") << true;
}

// Without a delay: the policy would wait for an hour. Without an error, too.
void tst_Tokens::unauthorizedAsksOnceMore()
{
    QFETCH(bool, later);
    Stage stage;
    useEndlessWaits(stage.session.get());
    stage.server.enqueue(refusal(401));
    int asked = 0;
    if (later) {
        stage.session->setTokenProvider(
                [&]() -> Token { return QtFuture::makeReadyFuture(QString::number(++asked)); });
    } else {
        stage.session->setTokenProvider([&] { return QString::number(++asked); });
    }
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.tokens(), (QByteArrayList{"Bearer 1", "Bearer 2"}));
    QCOMPARE(stage.log.entries(),
             (QStringList{u"state Connecting"_s, u"state Open"_s, u"opened"_s, u"event 1"_s}));
    QCOMPARE(stage.session->attempt(), 0);
    QCOMPARE(stage.session->statistics().failures(), 0);
}

void tst_Tokens::secondUnauthorizedIsFinal_data()
{
    QTest::addColumn<bool>("later");
    QTest::newRow("now") << false;
    QTest::newRow("later") << true;
}

void tst_Tokens::secondUnauthorizedIsFinal()
{
    QFETCH(bool, later);
    Stage stage;
    Pending pending;
    stage.server.setDefaultScript(refusal(401));
    if (later)
        stage.session->setTokenProvider([&] { return pending.ask(); });
    else
        stage.session->setTokenProvider([] { return u"t"_s; });
    stage.session->open();
    if (later) {
        for (int i = 0; i < 2; ++i) {
            QTRY_COMPARE(pending.count(), i + 1);
            pending.answer(i, u"t"_s);
        }
    }
    QTRY_COMPARE(stage.session->state(), State::Closed);
    QCOMPARE(stage.session->error().kind(), Kind::Authentication);
    QCOMPARE(stage.session->error().httpStatus(), 401);
    QVERIFY(!stage.session->error().willReconnect());
    QCOMPARE(stage.server.requestCount(), 2);
    QCOMPARE(stage.log.count(u"error"_s), 1);
    QCOMPARE(stage.log.count(u"closed"_s), 1);

    stage.session->open(); // anew: asked twice again
    if (later) {
        for (int i = 2; i < 4; ++i) {
            QTRY_COMPARE(pending.count(), i + 1);
            pending.answer(i, u"t"_s);
        }
    }
    QTRY_COMPARE(stage.log.count(u"closed"_s), 2);
    QCOMPARE(stage.server.requestCount(), 4);
}

void tst_Tokens::asksOnceMoreAfterEachSuccess()
{
    Stage stage;
    stage.server.enqueue(refusal(401));
    stage.server.enqueue(Script().send("data: 1\n\n").finish());
    stage.server.enqueue(refusal(401));
    stage.session->setTokenProvider([] { return u"t"_s; });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 2);
    QCOMPARE(stage.server.requestCount(), 4);
    QCOMPARE(stage.log.count(u"error"_s), 0);
}

void tst_Tokens::unauthorizedWithoutProviderIsFinal()
{
    Stage stage;
    stage.server.setDefaultScript(refusal(401));
    stage.session->open();
    QTRY_COMPARE(stage.session->state(), State::Closed);
    QCOMPARE(stage.session->error().kind(), Kind::Authentication);
    QCOMPARE(stage.server.requestCount(), 1);
}

void tst_Tokens::forbiddenDoesNotAsk()
{
    Stage stage;
    int asked = 0;
    stage.server.setDefaultScript(refusal(403));
    stage.session->setTokenProvider([&] { return QString::number(++asked); });
    stage.session->open();
    QTRY_COMPARE(stage.session->state(), State::Closed);
    QCOMPARE(stage.session->error().kind(), Kind::HttpStatus);
    QCOMPARE(asked, 1);
}

void tst_Tokens::throws_data()
{
    QTest::addColumn<bool>("later");
    QTest::newRow("now") << false;
    QTest::newRow("later") << true;
}

// Tried again as the policy says.
void tst_Tokens::throws()
{
    QFETCH(bool, later);
    Stage stage;
    int asked = 0;
    const auto answer = [&asked] {
        if (++asked <= 2)
            throw std::runtime_error("secret words");
        return u"t"_s;
    };
    if (later)
        stage.session->setTokenProvider(
                [answer]() -> Token { return QtFuture::makeReadyFuture(answer()); });
    else
        stage.session->setTokenProvider(answer);
    QSseError error;
    connect(stage.session.get(), &QSseSession::errorOccurred, this,
            [&](const QSseError &occurred) { error = occurred; });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.log.count(u"error Network"_s), 2);
    QCOMPARE(stage.log.count(u"reconnect"_s), 2);
    QVERIFY(error.willReconnect());
    QVERIFY(error.message().contains(u"token provider"_s));
    QVERIFY(!error.message().contains(u"secret"_s));
    QCOMPARE(stage.server.requestCount(), 1);
}

void tst_Tokens::cancelled_data()
{
    QTest::addColumn<bool>("throws");
    QTest::newRow("cancelled") << false;
    QTest::newRow("failed") << true;
}

void tst_Tokens::cancelled()
{
    QFETCH(bool, throws);
    Stage stage;
    Pending pending;
    stage.session->setTokenProvider([&] { return pending.ask(); });
    stage.session->open();
    QTRY_COMPARE(pending.count(), 1);
    throws ? pending.fail(0) : pending.cancel(0);
    QTRY_COMPARE(pending.count(), 2);
    QCOMPARE(stage.session->error().kind(), Kind::Network);
    QVERIFY(!stage.session->errorString().contains(u"secret"_s));
    pending.answer(1, u"t"_s);
    QTRY_COMPARE(stage.log.events().size(), 1);
    QVERIFY(!stage.session->error());
}

void tst_Tokens::neverAnswers()
{
    Stage stage;
    Pending pending;
    useEndlessWaits(stage.session.get());
    stage.session->setConnectTimeout(1ms);
    stage.session->setTokenProvider([&] { return pending.ask(); });
    stage.session->open();
    QTRY_COMPARE(stage.session->state(), State::Waiting);
    QCOMPARE(stage.session->error().kind(), Kind::ConnectTimeout);
    QVERIFY(stage.session->errorString().contains(u"token provider"_s));
    QVERIFY(stage.session->error().willReconnect());
    QCOMPARE(stage.server.requestCount(), 0);
}

// What comes for an attempt that was given up does not count.
void tst_Tokens::answersTooLate()
{
    Stage stage;
    Pending pending;
    useEndlessWaits(stage.session.get());
    stage.session->setConnectTimeout(1ms);
    stage.session->setTokenProvider([&] { return pending.ask(); });
    stage.session->open();
    QTRY_COMPARE(stage.session->state(), State::Waiting);
    pending.answer(0, u"late"_s);
    roundTrips();
    QCOMPARE(stage.session->state(), State::Waiting);
    QCOMPARE(stage.server.requestCount(), 0);
}

void tst_Tokens::pendingWithoutTimeout()
{
    Stage stage;
    Pending pending;
    stage.session->setConnectTimeout(0ms);
    stage.session->setTokenProvider([&] { return pending.ask(); });
    stage.session->open();
    QTRY_COMPARE(pending.count(), 1);
    roundTrips();
    pending.answer(0, u"t"_s);
    QTRY_COMPARE(stage.log.events().size(), 1);
}

void tst_Tokens::clearedOrReplaced()
{
    Stage stage;
    stage.session->setTokenProvider([] { return u"a"_s; });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    stage.session->setTokenProvider([] { return u"b"_s; });
    stage.reconnect();
    QTRY_COMPARE(stage.log.events().size(), 2);
    stage.session->clearTokenProvider();
    stage.reconnect();
    QTRY_COMPARE(stage.log.events().size(), 3);
    QCOMPARE(stage.tokens(), (QByteArrayList{"Bearer a", "Bearer b", {}}));
}

void tst_Tokens::clearedByNull()
{
    Stage stage;
    stage.session->setTokenProvider([] { return u"a"_s; });
    stage.session->setTokenProvider(nullptr);
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{QByteArray()});
}

void tst_Tokens::contextDied_data()
{
    QTest::addColumn<bool>("later");
    QTest::newRow("now") << false;
    QTest::newRow("later") << true;
}

void tst_Tokens::contextDied()
{
    QFETCH(bool, later);
    Stage stage;
    auto context = std::make_unique<QObject>();
    if (later)
        stage.session->setTokenProvider(context.get(),
                                        [] { return QtFuture::makeReadyFuture(u"t"_s); });
    else
        stage.session->setTokenProvider(context.get(), [] { return u"t"_s; });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    context.reset();
    stage.reconnect();
    QTRY_COMPARE(stage.log.events().size(), 2);
    QCOMPARE(stage.tokens(), (QByteArrayList{"Bearer t", {}}));
}

void tst_Tokens::nullFunctions()
{
    Stage stage;
    stage.session->setTokenProvider(std::function<QString()>());
    stage.session->setTokenProvider(std::function<Token()>());
    stage.session->setTokenProvider(this, std::function<QString()>());
    stage.session->setTokenProvider(this, std::function<Token()>());
    stage.session->setTokenProvider(nullptr, [] { return u"never asked"_s; });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{{}});
}

void tst_Tokens::whilePending_data()
{
    QTest::addColumn<bool>("deletes");
    QTest::newRow("closed") << false;
    QTest::newRow("deleted") << true;
}

void tst_Tokens::whilePending()
{
    QFETCH(bool, deletes);
    Stage stage;
    Pending pending;
    stage.session->setTokenProvider([&] { return pending.ask(); });
    stage.session->open();
    QTRY_COMPARE(pending.count(), 1);
    if (deletes)
        stage.session.reset();
    else
        stage.session->close();
    const qsizetype end = stage.log.size();
    pending.answer(0, u"late"_s);
    roundTrips();
    QCOMPARE(stage.log.size(), end);
    QCOMPARE(stage.server.requestCount(), 0);
}

void tst_Tokens::movedWhilePending()
{
    Stage stage;
    QMutex mutex;
    Pending pending;
    QAtomicInt asked;
    stage.session->setTokenProvider([&] {
        const QMutexLocker lock(&mutex);
        ++asked;
        return pending.ask();
    });
    stage.session->open();
    QTRY_COMPARE(asked, 1);
    QThread thread;
    thread.start();
    QSseSession *session = stage.session.release();
    session->moveToThread(&thread);
    QTRY_COMPARE(asked, 2); // there
    {
        const QMutexLocker lock(&mutex);
        pending.answer(0, u"old"_s);
        pending.answer(1, u"new"_s);
    }
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{"Bearer new"});
    session->deleteLater();
    thread.quit();
    thread.wait();
}

void tst_Tokens::pausedWhilePending()
{
    Stage stage;
    Pending pending;
    stage.session->setTokenProvider([&] { return pending.ask(); });
    stage.session->open();
    QTRY_COMPARE(pending.count(), 1);
    stage.session->pause();
    pending.answer(0, u"t"_s);
    QTRY_COMPARE(stage.session->state(), State::Open);
    QCOMPARE(stage.log.events().size(), 0);
    stage.session->resume();
    QTRY_COMPARE(stage.log.events().size(), 1);
}

void tst_Tokens::reopenedWhilePending()
{
    Stage stage;
    Pending pending;
    stage.session->setTokenProvider([&] { return pending.ask(); });
    stage.session->open();
    QTRY_COMPARE(pending.count(), 1);
    stage.session->close();
    stage.session->open();
    QTRY_COMPARE(pending.count(), 2);
    pending.answer(0, u"old"_s);
    roundTrips();
    QCOMPARE(stage.server.requestCount(), 0);
    pending.answer(1, u"new"_s);
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{"Bearer new"});
}

void tst_Tokens::actsInside_data()
{
    whilePending_data();
}

void tst_Tokens::actsInside()
{
    QFETCH(bool, deletes);
    Stage stage;
    int asked = 0;
    const QString token = u"held-by-the-provider-and-long"_s;
    stage.session->setTokenProvider([&, token] {
        ++asked;
        if (deletes)
            stage.session.reset();
        else
            stage.session->close();
        return token;
    });
    stage.session->open();
    QTRY_COMPARE(asked, 1);
    roundTrips();
    QCOMPARE(asked, 1);
    QCOMPARE(stage.server.requestCount(), 0);
    QCOMPARE(stage.log.count(u"closed"_s), deletes ? 0 : 1);
}

void tst_Tokens::reopensInside()
{
    Stage stage;
    int asked = 0;
    stage.session->setTokenProvider([&] {
        if (++asked == 1) {
            stage.session->close();
            stage.session->open();
        }
        return QString::number(asked);
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{"Bearer 2"});
    QCOMPARE(stage.log.count(u"closed"_s), 1);
}

void tst_Tokens::spinsALoopInside()
{
    Stage stage;
    int depth = 0;
    stage.session->setTokenProvider([&] {
        [&] { QCOMPARE(depth, 0); }();
        ++depth;
        roundTrips();
        --depth;
        return u"t"_s;
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{"Bearer t"});
}

void tst_Tokens::replacesItself()
{
    Stage stage;
    const QString token = u"held-by-the-provider"_s;
    stage.session->setTokenProvider([&, token] {
        stage.session->setTokenProvider([] { return u"b"_s; });
        return token;
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    stage.reconnect();
    QTRY_COMPARE(stage.log.events().size(), 2);
    QCOMPARE(stage.tokens().at(0), "Bearer " + token.toUtf8());
    QCOMPARE(stage.tokens().at(1), "Bearer b");
}

void tst_Tokens::movesInside()
{
    Stage stage;
    QThread thread;
    thread.start();
    QAtomicInt asked;
    stage.session->setTokenProvider([&] {
        if (++asked == 1)
            stage.session->moveToThread(&thread);
        return QString::number(asked.loadRelaxed());
    });
    stage.session->open();
    QTRY_COMPARE(stage.log.events().size(), 1);
    QCOMPARE(stage.tokens(), QByteArrayList{"Bearer 2"});
    stage.session.release()->deleteLater();
    thread.quit();
    thread.wait();
}

QTEST_GUILESS_MAIN(tst_Tokens)
#include "tst_tokens.moc"
