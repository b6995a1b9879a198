// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nchanhub.h"
#include "nchanpublisher.h"
#include "subscriber.h"

#include <QtCore/qregularexpression.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

class RedisServer : public ServerProcess
{
public:
    RedisServer()
        : ServerProcess(u"redis-server"_s)
    {
        setArguments({u"--port"_s, QString::number(port()), u"--bind"_s, u"127.0.0.1"_s,
                      u"--save"_s, QString(), u"--appendonly"_s, u"no"_s});
    }
};

} // namespace

// Several nodes that share their messages: what one of them began, another goes on with.
class tst_Redis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void killedNodesLoseNothing();
};

void tst_Redis::initTestCase()
{
    for (const QString &missing :
         {NchanHub::whatIsMissing(),
          ServerProcess::whatIsMissing(u"redis-server"_s, u"redis-server"_s)}) {
        if (!missing.isNull())
            QSKIP(qPrintable(missing));
    }
}

void tst_Redis::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Redis::killedNodesLoseNothing()
{
    RedisServer redis;
    QVERIFY(redis.start());
    NchanHub publishing(redis);
    QVERIFY(publishing.start());
    std::array<NchanHub, 2> nodes{NchanHub(redis), NchanHub(redis)};
    for (NchanHub &node : nodes)
        QVERIFY(node.start());

    Subscriber subscriber(nodes[0].url(u"/sub/numbers"_s));
    subscriber.setRequestHook([&nodes](QSseRequest request, int attempt) {
        request.setUrl(nodes[size_t(attempt) % nodes.size()].url(u"/sub/numbers"_s));
        return request;
    });
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    subscriber.open();

    NchanPublisher publisher(publishing.url(u"/pub/numbers"_s));
    publisher.startCounting();
    for (int kills = 0; kills < 4; ++kills) {
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1 + kills, patience);
        QVERIFY(subscriber.waitForEvents(subscriber.count() + 500));
        NchanHub &serving = nodes[size_t(kills) % nodes.size()];
        QCOMPARE(subscriber.response().url().port(), int(serving.port()));
        QVERIFY(serving.kill());
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 2 + kills, patience);
        QVERIFY(serving.start());
    }
    QVERIFY(subscriber.response().resumed());
    QVERIFY(subscriber.waitForEvents(subscriber.count() + 500));
    publisher.stopCounting();

    QTRY_VERIFY_WITH_TIMEOUT(!publisher.isBusy(), patience);
    QVERIFY(subscriber.waitForEvents(publisher.accepted()));
    QCOMPARE(subscriber.texts(), numbersUpTo(publisher.accepted()));
    for (const QVariantList &error : std::as_const(errors))
        QCOMPARE(error.first().value<QSseError>().kind(), QSseError::Kind::Network);
}

QTEST_GUILESS_MAIN(tst_Redis)

#include "tst_redis.moc"
