// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nchanpublisher.h"
#include "nginxserver.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseSession>

#include <QtCore/qregularexpression.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;
const auto nchan = u"ngx_nchan_module.so"_s;

const auto hubBlock = uR"(
    nchan_message_buffer_length 1000000;
    nchan_message_timeout 1h;
    location ~ ^/pub/(\w+)$ {
        nchan_publisher;
        nchan_channel_id $1;
    }
    location ~ ^/sub/([\w,]+)$ {
        nchan_subscriber eventsource;
        nchan_subscriber_first_message oldest;
        nchan_channel_id $1;
        nchan_channel_id_split_delimiter ",";
    }
)"_s;

// Passes everything on to the hub, whose buffer outlives whatever happens to the gateway.
QString gatewayBlock(const NginxServer &hub, const QString &extra = {})
{
    return uR"(
        location / {
            proxy_pass %1;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
            %2
        }
    )"_s.arg(hub.url().toString(), extra);
}

const auto compression = u"gzip on; gzip_types text/event-stream; gzip_min_length 0;"_s;

QStringList numbersUpTo(int count)
{
    QStringList numbers;
    for (int i = 0; i < count; ++i)
        numbers.append(QString::number(i));
    return numbers;
}

class Subscriber : public QSseSession
{
    Q_OBJECT

public:
    explicit Subscriber(const QUrl &url)
        : QSseSession(QSseRequest(url))
    {
        auto policy = std::make_shared<QSseBackoffPolicy>();
        policy->setInitialDelay(20ms);
        policy->setFactor(1);
        policy->setJitter(0);
        setReconnectPolicy(policy);
        connect(this, &QSseSession::eventReceived, this,
                [this](const QSseEvent &event) { m_events.append(event); });
    }

    // Unlike QTRY_VERIFY, which sleeps between two looks, this keeps the event loop turning.
    bool waitForEvents(qsizetype count)
    {
        QSignalSpy received(this, &QSseSession::eventReceived);
        while (m_events.size() < count) {
            if (!received.wait(patience))
                return false;
        }
        return true;
    }

    qsizetype count() const { return m_events.size(); }
    const QList<QSseEvent> &events() const { return m_events; }
    QStringList texts() const
    {
        QStringList texts;
        for (const QSseEvent &event : m_events)
            texts.append(event.text());
        return texts;
    }

private:
    QList<QSseEvent> m_events;
};

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
    std::unique_ptr<NginxServer> m_hub;
};

void tst_Nchan::initTestCase()
{
    if (const QString missing = NginxServer::whatIsMissing(nchan); !missing.isNull())
        QSKIP(qPrintable(missing + u": apt-get install nginx libnginx-mod-nchan"_s));
}

void tst_Nchan::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_hub = std::make_unique<NginxServer>(hubBlock, QStringList{nchan});
    QVERIFY2(m_hub->start(), m_hub->log().constData());
}

void tst_Nchan::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo("The hub's log:\n%s", m_hub->log().constData());
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
    NginxServer gateway(gatewayBlock(*m_hub, extra));
    QVERIFY2(gateway.start(), gateway.log().constData());

    Subscriber subscriber((throughGateway ? gateway : *m_hub).url(u"/sub/news"_s));
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
    NginxServer gateway(gatewayBlock(*m_hub));
    QVERIFY2(gateway.start(), gateway.log().constData());
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
    NginxServer gateway(gatewayBlock(*m_hub));
    QVERIFY2(gateway.start(), gateway.log().constData());
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
    QVERIFY2(gateway.start(), gateway.log().constData());

    QTRY_VERIFY_WITH_TIMEOUT(!publisher.isBusy(), patience);
    QVERIFY(subscriber.waitForEvents(publisher.accepted()));
    QCOMPARE(subscriber.texts(), numbersUpTo(publisher.accepted()));
}

// The ids of several channels in one stream look like "1795533799:[1],0".
void tst_Nchan::compoundIdsResume()
{
    NginxServer gateway(gatewayBlock(*m_hub));
    QVERIFY2(gateway.start(), gateway.log().constData());
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
    NginxServer gateway(gatewayBlock(*m_hub, u"proxy_read_timeout 50ms;"_s));
    QVERIFY2(gateway.start(), gateway.log().constData());
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
        QVERIFY2(m_hub->start(), m_hub->log().constData());
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
    NginxServer gateway(gatewayBlock(*m_hub));
    QVERIFY2(gateway.start(), gateway.log().constData());
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

    QVERIFY2(m_hub->start(), m_hub->log().constData());
    NchanPublisher publisher(m_hub->url(u"/pub/news"_s));
    publisher.publish("back"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(subscriber.texts(), QStringList(u"back"_s), patience);
}

QTEST_GUILESS_MAIN(tst_Nchan)

#include "tst_nchan.moc"
