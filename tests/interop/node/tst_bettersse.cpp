// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nodeserver.h"
#include "subscriber.h"

#include <QtCore/qregularexpression.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;

} // namespace

// The npm package better-sse: what it writes, and channels whose history is kept for those who
// come back.
class tst_BetterSse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void fieldsArrive();
    void pingsAreComments();
    void cutsLoseNothing();
    void channelReachesAll();
    void serverComesBack();
    void noContentEnds();

private:
    int stopCounting() const { return m_server->tell(u"stop"_s).value_or("-1"_ba).toInt(); }

    std::unique_ptr<NodeServer> m_server;
};

void tst_BetterSse::initTestCase()
{
    if (const QString missing = NodeServer::whatIsMissing(u"better-sse"_s); !missing.isNull())
        QSKIP(qPrintable(missing));
}

void tst_BetterSse::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<NodeServer>(u"bettersse.js"_s);
    QVERIFY(m_server->start());
}

void tst_BetterSse::cleanup()
{
    m_server.reset();
}

void tst_BetterSse::fieldsArrive()
{
    Subscriber subscriber(m_server->url(u"/fields"_s));
    QSignalSpy retries(&subscriber, &QSseSession::retryReceived);
    QSignalSpy comments(&subscriber, &QSseSession::commentReceived);
    subscriber.open();
    QVERIFY(subscriber.waitForEvents(4));

    const QList<QSseEvent> &events = subscriber.events();
    QCOMPARE(events[0].value<QString>(), u"two\nlines"_s);
    QCOMPARE(events[0].type(), u"message"_s);
    QVERIFY(!events[0].id().isEmpty());
    QCOMPARE(events[1].value<QString>(), u"Grüße \U0001F60A"_s);
    QCOMPARE(events[1].type(), u"text"_s);
    QCOMPARE(events[1].id(), u"a-1"_s);
    QCOMPARE(events[2].value<QVariantMap>(),
             QVariantMap({{u"symbol"_s, u"QT"_s}, {u"bid"_s, 1.5}}));
    QCOMPARE(events[3].value<QVariantList>(), QVariantList({1, 2}));
    QCOMPARE(events[3].retry(), 40ms);
    QCOMPARE(subscriber.lastEventId(), u"a-3"_s);

    QCOMPARE(retries.count(), 2);
    QCOMPARE(retries[0][0].value<std::chrono::milliseconds>(), 1500ms);
    QCOMPARE(retries[1][0].value<std::chrono::milliseconds>(), 40ms);
    QCOMPARE(comments.count(), 1);
    QCOMPARE(comments[0][0].toString(), u"a comment"_s);
}

void tst_BetterSse::pingsAreComments()
{
    Subscriber subscriber(m_server->url(u"/quiet"_s));
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    QSignalSpy comments(&subscriber, &QSseSession::commentReceived);
    subscriber.open();
    QTRY_VERIFY_WITH_TIMEOUT(comments.count() >= 3, patience);
    QVERIFY(comments[2][0].toString().isEmpty());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(subscriber.count(), 0);
}

void tst_BetterSse::cutsLoseNothing()
{
    Subscriber subscriber(m_server->url(u"/channel"_s));
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    subscriber.open();
    QVERIFY(m_server->tell(u"start"_s));
    for (int cut = 1; cut <= 3; ++cut) {
        QVERIFY(subscriber.waitForEvents(100 * cut));
        QVERIFY(m_server->tell(u"cut"_s));
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1 + cut, patience);
        QVERIFY(subscriber.response().resumed());
    }
    const int count = stopCounting();

    QVERIFY(count > 300);
    QVERIFY(subscriber.waitForEvents(count));
    QCOMPARE(subscriber.texts(), numbersUpTo(count));
    QCOMPARE(subscriber.lastEventId(), u"number-%1"_s.arg(count - 1));
}

// More streams than Qt has connections to one host.
void tst_BetterSse::channelReachesAll()
{
    std::vector<std::unique_ptr<Subscriber>> subscribers;
    for (int i = 0; i < 8; ++i) {
        subscribers.push_back(std::make_unique<Subscriber>(m_server->url(u"/channel"_s)));
        subscribers.back()->open();
    }
    QVERIFY(m_server->tell(u"start"_s));
    for (const auto &subscriber : subscribers)
        QVERIFY(subscriber->waitForEvents(50));
    QVERIFY(m_server->tell(u"cut"_s));
    for (const auto &subscriber : subscribers)
        QVERIFY(subscriber->waitForEvents(100));
    const int count = stopCounting();

    for (const auto &subscriber : subscribers) {
        QVERIFY(subscriber->waitForEvents(count));
        QCOMPARE(subscriber->texts(), numbersUpTo(count));
    }
}

// Its history went with it, so it counts from 0 again.
void tst_BetterSse::serverComesBack()
{
    Subscriber subscriber(m_server->url(u"/channel"_s));
    QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    subscriber.open();
    QVERIFY(m_server->tell(u"start"_s));
    QVERIFY(subscriber.waitForEvents(10));
    QVERIFY(m_server->kill());
    QTRY_VERIFY_WITH_TIMEOUT(errors.count() >= 2, patience);
    const auto error = errors.last().first().value<QSseError>();
    QCOMPARE(error.kind(), QSseError::Kind::Network);
    QVERIFY(error.willReconnect());

    const qsizetype before = subscriber.count();
    QVERIFY(m_server->start());
    // Once it has counted past the last event id there is something to resume after.
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 2, patience);
    QVERIFY(m_server->tell(u"start"_s));
    QVERIFY(subscriber.waitForEvents(before + 10));
    QCOMPARE(subscriber.texts(),
             numbersUpTo(int(before)) + numbersUpTo(int(subscriber.count() - before)));
}

void tst_BetterSse::noContentEnds()
{
    Subscriber subscriber(m_server->url(u"/over"_s));
    QSignalSpy closed(&subscriber, &QSseSession::closed);
    subscriber.open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QCOMPARE(subscriber.state(), QSseSession::State::Closed);
    QVERIFY(!subscriber.error());
    QCOMPARE(subscriber.count(), 0);
}

QTEST_GUILESS_MAIN(tst_BetterSse)

#include "tst_bettersse.moc"
