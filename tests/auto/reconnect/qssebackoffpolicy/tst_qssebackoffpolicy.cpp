// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseBackoffPolicy>

#include <QtTest/QTest>

#include <QtCore/qregularexpression.h>
#include <QtCore/qscopedpointer.h>
#include <QtCore/qthread.h>

#include <functional>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

using PolicySetup = std::function<void(QSseBackoffPolicy &)>;
Q_DECLARE_METATYPE(PolicySetup)

static constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();

static QSseReconnectContext contextOf(int attempt, double random = 0.0,
                                      std::optional<milliseconds> serverRetry = {})
{
    QSseReconnectContext context;
    context.attempt = attempt;
    context.serverRetry = serverRetry;
    context.random = [random] { return random; };
    return context;
}

struct LinearPolicy : QSseReconnectPolicy
{
    bool shouldReconnect(int attempt, const QSseError &) const override { return attempt <= 5; }
    milliseconds delayBeforeReconnect(int attempt) const override { return attempt * 1000ms; }
};

class tst_QSseBackoffPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void defaults();
    void setters();
    void growth_data();
    void growth();
    void noOverflow_data();
    void noOverflow();
    void jitterMakesTheDelayShorter_data();
    void jitterMakesTheDelayShorter();
    void serverRetry_data();
    void serverRetry();
    void jitterMakesAServersRetryLonger_data();
    void jitterMakesAServersRetryLonger();
    void fixedDelay();
    void withoutRandomSource();
    void maximumAttempts_data();
    void maximumAttempts();
    void badInputIsClamped_data();
    void badInputIsClamped();
    void nextDelayOfACustomPolicy();
    void sharedByTwoThreads();
};

void tst_QSseBackoffPolicy::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_QSseBackoffPolicy::defaults()
{
    const QSseBackoffPolicy policy;
    QCOMPARE(policy.initialDelay(), 1s);
    QCOMPARE(policy.factor(), 2.0);
    QCOMPARE(policy.maximumDelay(), 30s);
    QCOMPARE(policy.jitter(), 0.5);
    QVERIFY(policy.maximumAttempts() < 0);
    QCOMPARE(policy.maximumServerRetry(), 1h);
    QVERIFY(policy.shouldReconnect(1, QSseError()));
    QVERIFY(policy.shouldReconnect(std::numeric_limits<int>::max(), QSseError()));
}

void tst_QSseBackoffPolicy::setters()
{
    QSseBackoffPolicy policy;
    policy.setInitialDelay(500ms);
    policy.setMaximumDelay(1min);
    policy.setFactor(1.5);
    policy.setJitter(0.3);
    policy.setMaximumAttempts(10);
    policy.setMaximumServerRetry(5min);
    QCOMPARE(policy.initialDelay(), 500ms);
    QCOMPARE(policy.maximumDelay(), 1min);
    QCOMPARE(policy.factor(), 1.5);
    QCOMPARE(policy.jitter(), 0.3);
    QCOMPARE(policy.maximumAttempts(), 10);
    QCOMPARE(policy.maximumServerRetry(), 5min);
}

void tst_QSseBackoffPolicy::growth_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<milliseconds>("delay");
    QTest::newRow("first") << 1 << milliseconds(1s);
    QTest::newRow("second") << 2 << milliseconds(2s);
    QTest::newRow("third") << 3 << milliseconds(4s);
    QTest::newRow("last below the cap") << 5 << milliseconds(16s);
    QTest::newRow("at the cap") << 6 << milliseconds(30s);
    QTest::newRow("64th") << 64 << milliseconds(30s);
    QTest::newRow("65th") << 65 << milliseconds(30s);
    QTest::newRow("1000th") << 1000 << milliseconds(30s);
    QTest::newRow("last of all") << std::numeric_limits<int>::max() << milliseconds(30s);
}

void tst_QSseBackoffPolicy::growth()
{
    QFETCH(int, attempt);
    QFETCH(milliseconds, delay);
    const QSseBackoffPolicy policy;
    QCOMPARE(policy.delayBeforeReconnect(attempt), delay);
    QCOMPARE(policy.nextDelay(contextOf(attempt)), delay);
}

void tst_QSseBackoffPolicy::noOverflow_data()
{
    QTest::addColumn<PolicySetup>("setup");
    QTest::addColumn<milliseconds>("least");
    QTest::addColumn<milliseconds>("most");
    QTest::newRow("without a cap") << PolicySetup([](QSseBackoffPolicy &policy) {
        policy.setMaximumDelay(milliseconds::max());
    }) << milliseconds(1h) << milliseconds::max();
    QTest::newRow("longest first delay") << PolicySetup([](QSseBackoffPolicy &policy) {
        policy.setInitialDelay(milliseconds::max());
        policy.setMaximumDelay(milliseconds::max());
    }) << milliseconds(1h) << milliseconds::max();
    QTest::newRow("first delay of zero")
            << PolicySetup([](QSseBackoffPolicy &policy) { policy.setInitialDelay(0ms); })
            << milliseconds(0) << milliseconds(0);
    QTest::newRow("first delay above the cap") << PolicySetup([](QSseBackoffPolicy &policy) {
        policy.setInitialDelay(1min);
        policy.setMaximumDelay(10s);
    }) << milliseconds(10s) << milliseconds(10s);
    QTest::newRow("cap of zero") << PolicySetup([](QSseBackoffPolicy &policy) {
        policy.setMaximumDelay(0ms);
    }) << milliseconds(0) << milliseconds(0);
}

void tst_QSseBackoffPolicy::noOverflow()
{
    QFETCH(PolicySetup, setup);
    QFETCH(milliseconds, least);
    QFETCH(milliseconds, most);
    QSseBackoffPolicy policy;
    setup(policy);
    for (int attempt : {1000, std::numeric_limits<int>::max()}) {
        for (const milliseconds delay :
             {policy.delayBeforeReconnect(attempt), policy.nextDelay(contextOf(attempt))}) {
            QVERIFY(delay >= least);
            QVERIFY(delay <= most);
        }
    }
    const milliseconds longest = policy.nextDelay(contextOf(1000, 1.0, milliseconds::max()));
    QVERIFY(longest >= 0ms);
}

void tst_QSseBackoffPolicy::jitterMakesTheDelayShorter_data()
{
    QTest::addColumn<double>("jitter");
    QTest::addColumn<double>("random");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<milliseconds>("delay");
    QTest::newRow("least") << 0.5 << 0.0 << 1 << milliseconds(1000ms);
    QTest::newRow("middle") << 0.5 << 0.5 << 1 << milliseconds(750ms);
    QTest::newRow("most") << 0.5 << 1.0 << 1 << milliseconds(500ms);
    QTest::newRow("a power of two") << 0.5 << 1.0 << 4 << milliseconds(4000ms);
    QTest::newRow("at the cap") << 0.5 << 1.0 << 10 << milliseconds(15s);
    QTest::newRow("whole delay") << 1.0 << 1.0 << 3 << milliseconds(0ms);
    QTest::newRow("no jitter") << 0.0 << 1.0 << 3 << milliseconds(4000ms);
}

void tst_QSseBackoffPolicy::jitterMakesTheDelayShorter()
{
    QFETCH(double, jitter);
    QFETCH(double, random);
    QFETCH(int, attempt);
    QFETCH(milliseconds, delay);
    QSseBackoffPolicy policy;
    policy.setJitter(jitter);
    QCOMPARE(policy.nextDelay(contextOf(attempt, random)), delay);
}

void tst_QSseBackoffPolicy::serverRetry_data()
{
    QTest::addColumn<milliseconds>("retry");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<milliseconds>("delay");
    QTest::newRow("replaces the first delay") << milliseconds(500ms) << 1 << milliseconds(500ms);
    QTest::newRow("is the base of the growth") << milliseconds(500ms) << 4 << milliseconds(4s);
    QTest::newRow("grows to the cap") << milliseconds(20s) << 2 << milliseconds(30s);
    QTest::newRow("above the cap it is its own") << milliseconds(1min) << 1 << milliseconds(1min);
    QTest::newRow("and does not grow") << milliseconds(1min) << 5 << milliseconds(1min);
    QTest::newRow("at the ceiling") << milliseconds(1h) << 1 << milliseconds(1h);
    QTest::newRow("above the ceiling") << milliseconds(25h) << 1 << milliseconds(1h);
    QTest::newRow("far above") << milliseconds::max() << 1000 << milliseconds(1h);
    QTest::newRow("zero does not spin") << milliseconds(0) << 1 << milliseconds(10ms);
    QTest::newRow("zero grows, too") << milliseconds(0) << 3 << milliseconds(40ms);
    QTest::newRow("ten milliseconds") << milliseconds(10ms) << 1 << milliseconds(10ms);
}

void tst_QSseBackoffPolicy::serverRetry()
{
    QFETCH(milliseconds, retry);
    QFETCH(int, attempt);
    QFETCH(milliseconds, delay);
    const QSseBackoffPolicy policy;
    QCOMPARE(policy.nextDelay(contextOf(attempt, 0.0, retry)), delay);
}

void tst_QSseBackoffPolicy::jitterMakesAServersRetryLonger_data()
{
    QTest::addColumn<milliseconds>("retry");
    QTest::addColumn<double>("random");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<milliseconds>("delay");
    QTest::newRow("least") << milliseconds(2s) << 0.0 << 1 << milliseconds(2s);
    QTest::newRow("middle") << milliseconds(2s) << 0.5 << 1 << milliseconds(2500ms);
    QTest::newRow("most") << milliseconds(2s) << 1.0 << 1 << milliseconds(3s);
    QTest::newRow("grown") << milliseconds(2s) << 1.0 << 2 << milliseconds(6s);
    QTest::newRow("above the cap") << milliseconds(1min) << 1.0 << 1 << milliseconds(90s);
    QTest::newRow("zero") << milliseconds(0) << 1.0 << 1 << milliseconds(15ms);
}

// A client never comes back earlier than the server asked.
void tst_QSseBackoffPolicy::jitterMakesAServersRetryLonger()
{
    QFETCH(milliseconds, retry);
    QFETCH(double, random);
    QFETCH(int, attempt);
    QFETCH(milliseconds, delay);
    const QSseBackoffPolicy policy;
    QCOMPARE(policy.nextDelay(contextOf(attempt, random, retry)), delay);
}

void tst_QSseBackoffPolicy::fixedDelay()
{
    QSseBackoffPolicy policy;
    policy.setInitialDelay(3s);
    policy.setFactor(1);
    policy.setJitter(0);
    for (int attempt : {1, 2, 10, 1000}) {
        QCOMPARE(policy.nextDelay(contextOf(attempt, 1.0)), 3s);
        QCOMPARE(policy.nextDelay(contextOf(attempt, 1.0, 5s)), 5s);
    }
}

void tst_QSseBackoffPolicy::withoutRandomSource()
{
    const QSseBackoffPolicy policy;
    QSseReconnectContext context;
    const milliseconds delay = policy.nextDelay(context);
    QVERIFY(delay >= 500ms);
    QVERIFY(delay <= 1s);
}

void tst_QSseBackoffPolicy::maximumAttempts_data()
{
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<bool>("reconnects");
    QTest::newRow("last") << 10 << 10 << true;
    QTest::newRow("one too many") << 10 << 11 << false;
    QTest::newRow("none") << 0 << 1 << false;
    QTest::newRow("one") << 1 << 1 << true;
    QTest::newRow("only one") << 1 << 2 << false;
    QTest::newRow("unlimited") << -1 << 1000000 << true;
    QTest::newRow("any negative is unlimited") << -7 << 1000000 << true;
}

void tst_QSseBackoffPolicy::maximumAttempts()
{
    QFETCH(int, maximum);
    QFETCH(int, attempt);
    QFETCH(bool, reconnects);
    QSseBackoffPolicy policy;
    policy.setMaximumAttempts(maximum);
    QCOMPARE(policy.shouldReconnect(attempt, QSseError()), reconnects);
    QCOMPARE(policy.shouldReconnect(attempt, QSseError(QSseError::Kind::Network, {})), reconnects);
}

void tst_QSseBackoffPolicy::badInputIsClamped_data()
{
    QTest::addColumn<PolicySetup>("setup");
    QTest::addColumn<PolicySetup>("check");
    const auto row = [](const char *name, PolicySetup setup, PolicySetup check) {
        QTest::newRow(name) << setup << check;
    };
    const PolicySetup factorIsOne = [](auto &policy) { QCOMPARE(policy.factor(), 1.0); };
    const PolicySetup noJitter = [](auto &policy) { QCOMPARE(policy.jitter(), 0.0); };
    const PolicySetup fullJitter = [](auto &policy) { QCOMPARE(policy.jitter(), 1.0); };
    row(
            "factor below one", [](auto &policy) { policy.setFactor(0.5); }, factorIsOne);
    row(
            "negative factor", [](auto &policy) { policy.setFactor(-2); }, factorIsOne);
    row(
            "factor NaN", [](auto &policy) { policy.setFactor(NotANumber); }, factorIsOne);
    row(
            "jitter beyond one", [](auto &policy) { policy.setJitter(1.5); }, fullJitter);
    row(
            "negative jitter", [](auto &policy) { policy.setJitter(-0.5); }, noJitter);
    row(
            "jitter NaN", [](auto &policy) { policy.setJitter(NotANumber); }, noJitter);
    row(
            "negative first delay", [](auto &policy) { policy.setInitialDelay(-1ms); },
            [](auto &policy) { QCOMPARE(policy.initialDelay(), 0ms); });
    row(
            "negative cap", [](auto &policy) { policy.setMaximumDelay(-1ms); },
            [](auto &policy) { QCOMPARE(policy.maximumDelay(), 0ms); });
    row(
            "negative ceiling", [](auto &policy) { policy.setMaximumServerRetry(-1ms); },
            [](auto &policy) { QCOMPARE(policy.maximumServerRetry(), 0ms); });
}

void tst_QSseBackoffPolicy::badInputIsClamped()
{
    QFETCH(PolicySetup, setup);
    QFETCH(PolicySetup, check);
    QSseBackoffPolicy policy;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"QSseBackoffPolicy"_s));
    setup(policy);
    check(policy);
    for (int attempt : {1, 2, 1000}) {
        QVERIFY(policy.nextDelay(contextOf(attempt, 0.5)) >= 0ms);
        QVERIFY(policy.nextDelay(contextOf(attempt, 0.5, 1s)) >= 10ms);
    }
}

void tst_QSseBackoffPolicy::nextDelayOfACustomPolicy()
{
    const LinearPolicy policy;
    QCOMPARE(policy.nextDelay(contextOf(1)), 1s);
    QCOMPARE(policy.nextDelay(contextOf(3, 1.0, 1min)), 3s);
    QVERIFY(policy.shouldReconnect(5, QSseError()));
    QVERIFY(!policy.shouldReconnect(6, QSseError()));
}

static QList<milliseconds> delaysOf(const QSseBackoffPolicy &policy)
{
    QList<milliseconds> delays;
    for (int attempt = 1; attempt <= 1000; ++attempt) {
        delays.append(policy.nextDelay(contextOf(attempt, 0.25)));
        delays.append(policy.nextDelay(contextOf(attempt, 0.25, 100ms)));
        delays.append(policy.delayBeforeReconnect(attempt));
    }
    return delays;
}

// A policy counts nothing: who asks, and how often, changes no answer.
void tst_QSseBackoffPolicy::sharedByTwoThreads()
{
    const QSseBackoffPolicy policy;
    QList<milliseconds> there;
    const QScopedPointer<QThread> thread(QThread::create([&] { there = delaysOf(policy); }));
    thread->start();
    const QList<milliseconds> here = delaysOf(policy);
    QVERIFY(thread->wait());
    QCOMPARE(there, here);
    QCOMPARE(delaysOf(policy), here);
}

QTEST_GUILESS_MAIN(tst_QSseBackoffPolicy)
#include "tst_qssebackoffpolicy.moc"
