// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "haproxyserver.h"
#include "nchanhub.h"
#include "nchanpublisher.h"
#include "subscriber.h"

#include <QtCore/qregularexpression.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;

} // namespace

// nchan behind HAProxy, whose timeouts cut every stream that is quiet for too long.
class tst_Haproxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void timeoutsLoseNothing();
    void heartbeatKeepsTheStream();
    void serverComesLater();
};

void tst_Haproxy::initTestCase()
{
    for (const QString &missing : {NchanHub::whatIsMissing(), HaproxyServer::whatIsMissing()}) {
        if (!missing.isNull())
            QSKIP(qPrintable(missing));
    }
}

void tst_Haproxy::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// A message is published at each cut, when the session has no connection to receive it by.
void tst_Haproxy::timeoutsLoseNothing()
{
    constexpr int cuts = 6;
    NchanHub hub;
    QVERIFY(hub.start());
    HaproxyServer proxy(hub, 1s);
    QVERIFY(proxy.start());
    Subscriber subscriber(proxy.url(u"/sub/numbers"_s));
    NchanPublisher publisher(hub.url(u"/pub/numbers"_s));
    int published = 0;
    const auto publishNext = [&] { publisher.publish(QByteArray::number(published++)); };
    publishNext();
    connect(&subscriber, &QSseSession::reconnectScheduled, &publisher, publishNext);
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    subscriber.open();

    const auto isResumed = [&] {
        return opened.count() > cuts && subscriber.count() > cuts
               && subscriber.state() == QSseSession::State::Open; // not cut once more
    };
    QTRY_VERIFY_WITH_TIMEOUT(isResumed(), patience);
    QVERIFY(subscriber.response().resumed());
    subscriber.close();
    QCOMPARE(subscriber.texts(), numbersUpTo(int(subscriber.count())));
}

void tst_Haproxy::heartbeatKeepsTheStream()
{
    NchanHub hub(u"nchan_eventsource_ping_interval 1; nchan_eventsource_ping_comment alive;"_s);
    QVERIFY(hub.start());
    HaproxyServer proxy(hub, 3s);
    QVERIFY(proxy.start());
    Subscriber subscriber(proxy.url(u"/sub/quiet"_s));
    QSignalSpy comments(&subscriber, &QSseSession::commentReceived);
    // A machine that stalls for seconds may cost a stream, too: one stream's comments count.
    connect(&subscriber, &QSseSession::opened, &subscriber, [&comments] { comments.clear(); });
    subscriber.open();

    QTRY_VERIFY_WITH_TIMEOUT(comments.count() >= 6, patience);
    QCOMPARE(comments.last().first().toString(), u"alive"_s);
}

void tst_Haproxy::serverComesLater()
{
    NchanHub hub;
    HaproxyServer proxy(hub, 10s);
    QVERIFY(proxy.start());
    Subscriber subscriber(proxy.url(u"/sub/news"_s));
    QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    subscriber.open();
    QTRY_VERIFY_WITH_TIMEOUT(errors.count() >= 3, patience);
    for (const QVariantList &error : std::as_const(errors)) {
        const auto unavailable = error.first().value<QSseError>();
        QCOMPARE(unavailable.kind(), QSseError::Kind::HttpStatus);
        QCOMPARE(unavailable.httpStatus(), 503);
        QVERIFY(unavailable.willReconnect());
    }

    QVERIFY(hub.start());
    NchanPublisher publisher(hub.url(u"/pub/news"_s));
    publisher.publish("at last"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(subscriber.texts(), QStringList(u"at last"_s), patience);
}

QTEST_GUILESS_MAIN(tst_Haproxy)

#include "tst_haproxy.moc"
