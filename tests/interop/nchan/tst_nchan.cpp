// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nchanhub.h"
#include "nchanpublisher.h"
#include "subscriber.h"

#include <QtCore/qregularexpression.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;
const auto compression = u"gzip on; gzip_types text/event-stream; gzip_min_length 0;"_s;

} // namespace

// nginx with nchan: a server that speaks Server-Sent Events in its own words, resumes by
// Last-Event-ID and is reloaded, stopped and started under the session's feet.
class tst_Nchan : public QObject
{
    Q_OBJECT

public:
    enum class Cut { Reload, Restart, DeletedChannel };

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void eventsArrive_data();
    void eventsArrive();
    void gatewayReloadsLoseNothing();
    void gatewayRestartLosesNothing();
    void compoundIdsResume();
    void quietStreamOutlivesProxyTimeout();
    void hubComesBack_data();
    void hubComesBack();
    void badGatewayIsRetried();

private:
    std::unique_ptr<NchanHub> m_hub;
};

void tst_Nchan::initTestCase()
{
    if (const QString missing = NchanHub::whatIsMissing(); !missing.isNull())
        QSKIP(qPrintable(missing));
}

void tst_Nchan::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_hub = std::make_unique<NchanHub>();
    QVERIFY(m_hub->start());
}

void tst_Nchan::cleanup()
{
    m_hub.reset();
}

void tst_Nchan::eventsArrive_data()
{
    QTest::addColumn<bool>("throughGateway");
    QTest::addColumn<QString>("extra");
    QTest::newRow("from the hub") << false << QString();
    QTest::newRow("through a gateway") << true << QString();
    QTest::newRow("compressed") << true << compression;
}

void tst_Nchan::eventsArrive()
{
    QFETCH(bool, throughGateway);
    QFETCH(QString, extra);
    NginxGateway gateway(*m_hub, extra);
    QVERIFY(gateway.start());

    const ServerProcess &server = throughGateway ? static_cast<ServerProcess &>(gateway) : *m_hub;
    Subscriber subscriber(server.url(u"/sub/news"_s));
    QSignalSpy comments(&subscriber, &QSseSession::commentReceived);
    subscriber.open();
    QTRY_COMPARE_WITH_TIMEOUT(subscriber.state(), QSseSession::State::Open, patience);

    NchanPublisher publisher(m_hub->url(u"/pub/news"_s));
    publisher.publish("plain"_ba);
    publisher.publish("two\nlines"_ba);
    publisher.publish("{\"price\": 1.5}"_ba, "price"_ba);
    publisher.publish(u"Grüße \U0001F60A"_s.toUtf8());
    QVERIFY(subscriber.waitForEvents(4));

    QCOMPARE(subscriber.texts(), QStringList({u"plain"_s, u"two\nlines"_s, u"{\"price\": 1.5}"_s,
                                              u"Grüße \U0001F60A"_s}));
    QCOMPARE(subscriber.events().at(1).type(), u"message"_s);
    QCOMPARE(subscriber.events().at(2).type(), u"price"_s);
    QVERIFY(!subscriber.lastEventId().isEmpty());
    QCOMPARE(comments.first().first().toString(), u"hi"_s);
}

void tst_Nchan::gatewayReloadsLoseNothing()
{
    NginxGateway gateway(*m_hub);
    QVERIFY(gateway.start());
    Subscriber subscriber(gateway.url(u"/sub/numbers"_s));
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    subscriber.open();

    NchanPublisher publisher(m_hub->url(u"/pub/numbers"_s));
    publisher.startCounting();
    for (int reload = 1; reload <= 3; ++reload) {
        QVERIFY(subscriber.waitForEvents(500 * reload));
        gateway.reload();
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1 + reload, patience);
    }
    QVERIFY(subscriber.waitForEvents(2000));
    publisher.stopCounting();

    QTRY_VERIFY_WITH_TIMEOUT(!publisher.isBusy(), patience);
    QVERIFY(subscriber.waitForEvents(publisher.accepted()));
    QCOMPARE(subscriber.texts(), numbersUpTo(publisher.accepted()));
}

void tst_Nchan::gatewayRestartLosesNothing()
{
    NginxGateway gateway(*m_hub);
    QVERIFY(gateway.start());
    Subscriber subscriber(gateway.url(u"/sub/numbers"_s));
    QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    subscriber.open();

    NchanPublisher publisher(m_hub->url(u"/pub/numbers"_s));
    publisher.startCounting();
    QVERIFY(subscriber.waitForEvents(100));
    gateway.stop();
    QTRY_VERIFY_WITH_TIMEOUT(errors.count() >= 3, patience);
    for (const QVariantList &error : std::as_const(errors)) {
        QCOMPARE(error.first().value<QSseError>().kind(), QSseError::Kind::Network);
        QVERIFY(error.first().value<QSseError>().willReconnect());
    }
    publisher.stopCounting();
    QVERIFY(gateway.start());

    QTRY_VERIFY_WITH_TIMEOUT(!publisher.isBusy(), patience);
    QVERIFY(subscriber.waitForEvents(publisher.accepted()));
    QCOMPARE(subscriber.texts(), numbersUpTo(publisher.accepted()));
}

// The ids of several channels in one stream look like "1795533799:[1],0".
void tst_Nchan::compoundIdsResume()
{
    NginxGateway gateway(*m_hub);
    QVERIFY(gateway.start());
    Subscriber subscriber(gateway.url(u"/sub/left,right"_s));
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    subscriber.open();

    NchanPublisher left(m_hub->url(u"/pub/left"_s));
    NchanPublisher right(m_hub->url(u"/pub/right"_s));
    for (int i = 0; i < 100; ++i) {
        left.publish(QByteArray::number(i), "left"_ba);
        right.publish(QByteArray::number(i), "right"_ba);
    }
    QVERIFY(subscriber.waitForEvents(50));
    gateway.reload();
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 2, patience);
    QVERIFY(subscriber.waitForEvents(200));

    QHash<QString, QStringList> texts;
    for (const QSseEvent &event : subscriber.events())
        texts[event.type()].append(event.text());
    QCOMPARE(texts.value(u"left"_s), numbersUpTo(100));
    QCOMPARE(texts.value(u"right"_s), numbersUpTo(100));
}

void tst_Nchan::quietStreamOutlivesProxyTimeout()
{
    NginxGateway gateway(*m_hub, u"proxy_read_timeout 50ms;"_s);
    QVERIFY(gateway.start());
    Subscriber subscriber(gateway.url(u"/sub/quiet"_s));
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    subscriber.open();
    QTRY_VERIFY_WITH_TIMEOUT(opened.count() >= 3, patience);

    NchanPublisher publisher(m_hub->url(u"/pub/quiet"_s));
    publisher.publish("at last"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(subscriber.texts(), QStringList(u"at last"_s), patience);
    const auto before = opened.count();
    QTRY_VERIFY_WITH_TIMEOUT(opened.count() >= before + 2, patience);
    QCOMPARE(subscriber.count(), 1);
}

// nchan keeps its messages in memory, so only what is published afterwards can arrive.
void tst_Nchan::hubComesBack_data()
{
    QTest::addColumn<Cut>("cut");
    QTest::newRow("after a reload") << Cut::Reload;
    QTest::newRow("after a restart") << Cut::Restart;
    QTest::newRow("after its channel was deleted") << Cut::DeletedChannel;
}

void tst_Nchan::hubComesBack()
{
    QFETCH(Cut, cut);
    Subscriber subscriber(m_hub->url(u"/sub/news"_s));
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    QSignalSpy scheduled(&subscriber, &QSseSession::reconnectScheduled);
    subscriber.open();
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);

    NchanPublisher publisher(m_hub->url(u"/pub/news"_s));
    switch (cut) {
    case Cut::Reload:
        m_hub->reload();
        break;
    case Cut::Restart:
        m_hub->stop();
        QTRY_VERIFY_WITH_TIMEOUT(scheduled.count() >= 3, patience);
        QVERIFY(m_hub->start());
        break;
    case Cut::DeletedChannel:
        publisher.deleteChannel();
        break;
    }
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 2, patience);
    publisher.publish("afterwards"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(subscriber.texts(), QStringList(u"afterwards"_s), patience);
}

void tst_Nchan::badGatewayIsRetried()
{
    NginxGateway gateway(*m_hub);
    QVERIFY(gateway.start());
    m_hub->stop();
    Subscriber subscriber(gateway.url(u"/sub/news"_s));
    QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    subscriber.open();
    QTRY_VERIFY_WITH_TIMEOUT(errors.count() >= 2, patience);
    const auto error = errors.first().first().value<QSseError>();
    QCOMPARE(error.kind(), QSseError::Kind::HttpStatus);
    QCOMPARE(error.httpStatus(), 502);
    QVERIFY(error.body().contains("nginx"));
    QVERIFY(error.willReconnect());

    QVERIFY(m_hub->start());
    NchanPublisher publisher(m_hub->url(u"/pub/news"_s));
    publisher.publish("back"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(subscriber.texts(), QStringList(u"back"_s), patience);
}

QTEST_GUILESS_MAIN(tst_Nchan)

#include "tst_nchan.moc"
