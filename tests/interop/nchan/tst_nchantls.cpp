// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "localcertificate.h"
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

const auto compressed = uR"(
            gzip on;
            gzip_types text/event-stream;
            gzip_min_length 0;
            add_header X-Protocol $server_protocol;)"_s;

} // namespace

// nchan behind nginx, as it stands in the open: with TLS, HTTP/2 and compression.
class tst_NchanTls : public QObject
{
    Q_OBJECT

public:
    enum class Cut { Reload, Kill };

private Q_SLOTS:
    void initTestCase();
    void init();

    void cutsLoseNothing_data();
    void cutsLoseNothing();

private:
    void cut(Cut how, NginxServer *gateway, const QSseSession &session);
};

void tst_NchanTls::initTestCase()
{
    if (const QString missing = NchanHub::whatIsMissing(); !missing.isNull())
        QSKIP(qPrintable(missing));
    // Qt warns of each HTTP/2 connection that is lost.
    QLoggingCategory::setFilterRules(u"qt.network.http2.warning=false"_s);
}

void tst_NchanTls::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_NchanTls::cutsLoseNothing_data()
{
    QTest::addColumn<HttpVersion>("version");
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<Cut>("how");
    QTest::newRow("HTTP/1.1, reloaded") << HttpVersion::Http1 << "HTTP/1.1"_ba << Cut::Reload;
    QTest::newRow("HTTP/1.1, killed") << HttpVersion::Http1 << "HTTP/1.1"_ba << Cut::Kill;
    QTest::newRow("HTTP/2, reloaded") << HttpVersion::Http2 << "HTTP/2.0"_ba << Cut::Reload;
    QTest::newRow("HTTP/2, killed") << HttpVersion::Http2 << "HTTP/2.0"_ba << Cut::Kill;
}

void tst_NchanTls::cutsLoseNothing()
{
    QFETCH(HttpVersion, version);
    QFETCH(QByteArray, protocol);
    QFETCH(Cut, how);
    NchanHub hub;
    QVERIFY(hub.start());
    NginxGateway gateway(hub, compressed, NginxServer::Protocol::Https);
    QVERIFY(gateway.start());
    QSseRequest request =
            trustingRequest(gateway.url(u"/sub/numbers"_s), localCertificate(), version);
    request.setHeader("Accept-Encoding"_ba, "gzip"_ba);
    Subscriber subscriber(request);
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    subscriber.open();

    NchanPublisher publisher(hub.url(u"/pub/numbers"_s));
    publisher.startCounting();
    for (int cuts = 0; cuts < 3; ++cuts) {
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1 + cuts, patience);
        QVERIFY(subscriber.waitForEvents(subscriber.count() + 500));
        QCOMPARE(subscriber.response().header("X-Protocol"), protocol);
        QCOMPARE(subscriber.response().header("Content-Encoding"), "gzip"_ba);
        cut(how, &gateway, subscriber);
        if (QTest::currentTestFailed())
            return;
    }
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 4, patience);
    QVERIFY(subscriber.response().resumed());
    QVERIFY(subscriber.waitForEvents(subscriber.count() + 500));
    publisher.stopCounting();

    QTRY_VERIFY_WITH_TIMEOUT(!publisher.isBusy(), patience);
    QVERIFY(subscriber.waitForEvents(publisher.accepted()));
    QCOMPARE(subscriber.texts(), numbersUpTo(publisher.accepted()));
}

void tst_NchanTls::cut(Cut how, NginxServer *gateway, const QSseSession &session)
{
    if (how == Cut::Reload) {
        gateway->reload();
        return;
    }
    QSignalSpy errors(&session, &QSseSession::errorOccurred);
    QVERIFY(gateway->kill());
    QTRY_VERIFY_WITH_TIMEOUT(errors.count() >= 2, patience);
    for (const QVariantList &error : std::as_const(errors))
        QCOMPARE(error.first().value<QSseError>().kind(), QSseError::Kind::Network);
    QVERIFY(gateway->start());
}

QTEST_GUILESS_MAIN(tst_NchanTls)

#include "tst_nchantls.moc"
