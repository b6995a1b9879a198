// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "caddyserver.h"
#include "nchanhub.h"
#include "nchanpublisher.h"
#include "subscriber.h"
#include "trustingrequest.h"

#include <QtCore/qloggingcategory.h>
#include <QtCore/qregularexpression.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

} // namespace

// nchan behind Caddy, which speaks TLS with certificates of its own making.
class tst_Caddy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void messagesComeAtOnce_data() { addVersions(); }
    void messagesComeAtOnce();
    void reloadsLoseNothing_data() { addVersions(); }
    void reloadsLoseNothing();
    void restartsLoseNothing_data() { addVersions(); }
    void restartsLoseNothing();
    void unknownAuthorityIsRefused();

private:
    void addVersions();
    QSseRequest request(HttpVersion version) const;
    QByteArray configurationFound(HttpVersion version) const;

    std::unique_ptr<NchanHub> m_hub;
    std::unique_ptr<CaddyServer> m_caddy;
};

void tst_Caddy::initTestCase()
{
    for (const QString &missing : {NchanHub::whatIsMissing(), CaddyServer::whatIsMissing()}) {
        if (!missing.isNull())
            QSKIP(qPrintable(missing));
    }
    // Qt warns of each HTTP/2 connection that is lost.
    QLoggingCategory::setFilterRules(u"qt.network.http2.warning=false"_s);
}

void tst_Caddy::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_hub = std::make_unique<NchanHub>();
    QVERIFY(m_hub->start());
    m_caddy = std::make_unique<CaddyServer>(*m_hub);
    QVERIFY(m_caddy->start());
}

void tst_Caddy::cleanup()
{
    m_caddy.reset();
    m_hub.reset();
}

void tst_Caddy::addVersions()
{
    QTest::addColumn<HttpVersion>("version");
    QTest::addColumn<QByteArray>("protocol");
    QTest::newRow("HTTP/1.1") << HttpVersion::Http1 << "HTTP/1.1"_ba;
    QTest::newRow("HTTP/2") << HttpVersion::Http2 << "HTTP/2.0"_ba;
}

QSseRequest tst_Caddy::request(HttpVersion version) const
{
    return trustingRequest(m_caddy->url(u"/sub/numbers"_s), m_caddy->authority(), version);
}

// The configuration that serves who comes now; empty where no event came.
QByteArray tst_Caddy::configurationFound(HttpVersion version) const
{
    Subscriber newcomer(request(version));
    newcomer.open();
    return newcomer.waitForEvents(1) ? newcomer.response().header("X-Configuration") : QByteArray();
}

// Each message is published when the one before has come: a proxy that collects would stop this.
void tst_Caddy::messagesComeAtOnce()
{
    QFETCH(HttpVersion, version);
    QFETCH(QByteArray, protocol);
    Subscriber subscriber(request(version));
    subscriber.open();
    NchanPublisher publisher(m_hub->url(u"/pub/numbers"_s));
    for (int i = 0; i < 100; ++i) {
        publisher.publish(QByteArray::number(i));
        QVERIFY(subscriber.waitForEvents(i + 1));
    }
    QCOMPARE(subscriber.texts(), numbersUpTo(100));
    QCOMPARE(subscriber.response().header("X-Protocol"), protocol);
    QCOMPARE(subscriber.statistics().connections(), 1);
}

// Some versions cut the old configuration's streams, some let them go on.
void tst_Caddy::reloadsLoseNothing()
{
    QFETCH(HttpVersion, version);
    Subscriber subscriber(request(version));
    subscriber.open();
    NchanPublisher publisher(m_hub->url(u"/pub/numbers"_s));
    publisher.startCounting();
    for (const auto &name : {u"second"_s, u"third"_s}) {
        QVERIFY(subscriber.waitForEvents(subscriber.count() + 500));
        QVERIFY(m_caddy->reload(name));
        // Both configurations accept for a moment: the old one may get one more connection, even
        // after the new one has got some. So it is asked until it has been seen once.
        const auto isFound = [&] { return configurationFound(version) == name.toLatin1(); };
        QVERIFY(QTest::qWaitFor(isFound, patience));
    }
    QVERIFY(subscriber.waitForEvents(subscriber.count() + 500));
    publisher.stopCounting();

    QTRY_VERIFY_WITH_TIMEOUT(!publisher.isBusy(), patience);
    QVERIFY(subscriber.waitForEvents(publisher.accepted()));
    QCOMPARE(subscriber.texts(), numbersUpTo(publisher.accepted()));
}

void tst_Caddy::restartsLoseNothing()
{
    QFETCH(HttpVersion, version);
    Subscriber subscriber(request(version));
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    subscriber.open();

    NchanPublisher publisher(m_hub->url(u"/pub/numbers"_s));
    publisher.startCounting();
    int restarts = 0;
    for (const auto &end : {&ServerProcess::kill, &ServerProcess::stop, &ServerProcess::kill}) {
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1 + restarts, patience);
        QVERIFY(subscriber.waitForEvents(subscriber.count() + 500));
        const auto failures = errors.count();
        QVERIFY((*m_caddy.*end)());
        // No attempt is under way that could find it without its certificate, as it is at first.
        QTRY_VERIFY_WITH_TIMEOUT(errors.count() >= failures + 2
                                         && subscriber.state() == QSseSession::State::Waiting,
                                 patience);
        QVERIFY(m_caddy->start());
        ++restarts;
    }
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1 + restarts, patience);
    QVERIFY(subscriber.response().resumed());
    QVERIFY(subscriber.waitForEvents(subscriber.count() + 500));
    publisher.stopCounting();

    QTRY_VERIFY_WITH_TIMEOUT(!publisher.isBusy(), patience);
    QVERIFY(subscriber.waitForEvents(publisher.accepted()));
    QCOMPARE(subscriber.texts(), numbersUpTo(publisher.accepted()));
    for (const QVariantList &error : std::as_const(errors))
        QCOMPARE(error.first().value<QSseError>().kind(), QSseError::Kind::Network);
}

void tst_Caddy::unknownAuthorityIsRefused()
{
    Subscriber subscriber(m_caddy->url(u"/sub/numbers"_s));
    const QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    QSignalSpy closed(&subscriber, &QSseSession::closed);
    subscriber.open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QCOMPARE(errors.count(), 1);
    QCOMPARE(subscriber.error().kind(), QSseError::Kind::Tls);
}

QTEST_GUILESS_MAIN(tst_Caddy)

#include "tst_caddy.moc"
