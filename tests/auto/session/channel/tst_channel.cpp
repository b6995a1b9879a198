// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// What a channel gives, in which order, and how it ends.
#include "channelreader.h"
#include "replayfeed.h"
#include "sessionlog.h"

#include <QtSse/QSseException>

#include <QtCore/QPromise>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

using Futures = QList<QFuture<QSseReceiveResult>>;
using Kind = QSseError::Kind;
using Mode = QSseSession::ReconnectMode;
using State = QSseSession::State;
using Way = ChannelReader::Way;

namespace {

struct Stream
{
    explicit Stream(const Script &script, int capacity = 64)
        : channel(session.incoming(capacity))
    {
        server.setDefaultScript(Script().status(204));
        server.enqueue(script);
        session.setUrl(server.url());
        useFastReconnects(&session);
    }

    void open()
    {
        session.open();
        QTRY_COMPARE(session.state(), State::Open);
    }

    ScriptedServer server;
    QSseSession session;
    QSseEventChannel *channel;
};

QStringList described(const Futures &futures)
{
    QStringList texts;
    for (const auto &future : futures)
        texts.append(described(future));
    return texts;
}

void addWays()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("receive") << Way::Receive;
    QTest::newRow("tryReceive") << Way::TryReceive;
    QTest::newRow("one each time") << Way::OneEachTime;
    QTest::newRow("tryReceiveAll") << Way::TryReceiveAll;
}

} // namespace

class tst_Channel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void result();
    void resultIsDebugged();
    void exception();

    void eventsInOrder_data() { addWays(); }
    void eventsInOrder();
    void tryReceiveTellsNothingFromClosed();
    void futureIsNeverFinishedAtOnce();
    void severalReceives();
    void receivesComeBeforeTryReceive();
    void cancelledReceiveTakesNothing();
    void cancelledReceiveOfAFullChannel();
    void cancelledReceivesDoNotPileUp();
    void chainOfReceives_data();
    void chainOfReceives();
    void waitingInAnotherThread();
    void messagesOnly();
    void shownCommentsAndRetries();

    void failureThenClosed_data();
    void failureThenClosed();
    void failureForTheFirstReceiveOnly();
    void endWithoutError_data();
    void endWithoutError();
    void endReachesEachWay_data() { addWays(); }
    void endReachesEachWay();
    void endIsAnnouncedOnce();
    void userCloses();
    void channelCloses();
    void channelIsDeleted();
    void sessionIsDeleted();
    void channelOutlivesItsSession();

    void sameChannelWhileOpen();
    void otherCapacityWarns();
    void capacityBelowOne_data();
    void capacityBelowOne();
    void freshChannelAfterTheEnd();
    void freshChannelAfterItsClose();
};

void tst_Channel::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Channel::result()
{
    const QSseReceiveResult closed;
    QVERIFY(closed.isClosed() && !closed.isSuccess() && !closed.isFailure());
    QCOMPARE(closed.event(), QSseEvent());
    QCOMPARE(closed.error().kind(), Kind::None);

    const QSseReceiveResult success(QSseEvent("here"));
    QVERIFY(success.isSuccess() && !success.isFailure() && !success.isClosed());
    QCOMPARE(success.event().data(), "here");
    QCOMPARE(success.error().kind(), Kind::None);

    const QSseReceiveResult failure(QSseError(Kind::Tls, u"no"_s));
    QVERIFY(failure.isFailure() && !failure.isSuccess() && !failure.isClosed());
    QCOMPARE(failure.event(), QSseEvent());
    QCOMPARE(failure.error().message(), u"no"_s);

    QSseReceiveResult copy = failure;
    copy = success;
    QCOMPARE(copy.event(), success.event());
}

void tst_Channel::resultIsDebugged()
{
    QString text;
    QDebug(&text) << QSseReceiveResult() << QSseReceiveResult(QSseError(Kind::Tls, u"no"_s))
                  << QSseReceiveResult(QSseEvent("here"));
    QVERIFY(text.contains(u"closed"_s));
    QVERIFY(text.contains(u"Tls"_s));
    QVERIFY(text.contains(u"QSseEvent"_s));
}

void tst_Channel::exception()
{
    QPromise<int> promise;
    promise.start();
    promise.setException(QSseException(QSseError(Kind::HttpStatus, u"went wrong"_s)));
    promise.finish();
    try {
        promise.future().result();
        QFAIL("nothing was thrown");
    } catch (const QSseException &exception) {
        QCOMPARE(exception.error().kind(), Kind::HttpStatus);
        QCOMPARE(exception.what(), "went wrong");
        const std::unique_ptr<QSseException> clone(exception.clone());
        QCOMPARE(clone->error().message(), u"went wrong"_s);
        QVERIFY_EXCEPTION_THROWN(clone->raise(), QSseException);
    }
}

// Over several connections, which do not show, with a channel that is full now and then.
void tst_Channel::eventsInOrder()
{
    QFETCH(Way, way);
    ReplayFeed feed(200, 30);
    QSseSession session{QSseRequest(feed.url())};
    useFastReconnects(&session);
    QSseEventChannel *channel = session.incoming(8);
    ChannelReader reader(channel, way);
    QSignalSpy errors(&session, &QSseSession::errorOccurred);
    session.open();

    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), numbers(1, 200) + QStringList{u"closed"_s});
    QCOMPARE(errors.count(), 7); // none of them is final
    QCOMPARE(feed.requests().constLast().header("Last-Event-ID"), "200");
}

void tst_Channel::tryReceiveTellsNothingFromClosed()
{
    Stream stream{Script().send(numberedEvents(1, 1))};
    QCOMPARE(described(stream.channel->tryReceive()), u"nothing"_s);
    QCOMPARE(stream.channel->tryReceiveAll(), QList<QSseEvent>());
    stream.open();
    QTRY_COMPARE(stream.channel->size(), 1);
    QVERIFY(!stream.channel->isClosed());
    QCOMPARE(described(stream.channel->tryReceive()), u"1"_s);
    QCOMPARE(described(stream.channel->tryReceive()), u"nothing"_s);
    QVERIFY(!stream.channel->isClosed());

    stream.session.close();
    QVERIFY(stream.channel->isClosed());
    QCOMPARE(described(stream.channel->tryReceive()), u"closed"_s);
    QCOMPARE(described(stream.channel->tryReceive()), u"closed"_s);
}

void tst_Channel::futureIsNeverFinishedAtOnce()
{
    Stream stream{Script().send(numberedEvents(1, 2))};
    stream.open();
    QTRY_COMPARE(stream.channel->size(), 2);
    const auto first = stream.channel->receive();
    QVERIFY(!first.isFinished());
    QTRY_COMPARE(described(first), u"1"_s);

    stream.session.close();
    const auto second = stream.channel->receive();
    const auto third = stream.channel->receive();
    QVERIFY(!second.isFinished() && !third.isFinished());
    QTRY_COMPARE(described(third), u"closed"_s);
    QCOMPARE(described(second), u"2"_s);
}

void tst_Channel::severalReceives()
{
    Stream stream{Script().send(numberedEvents(1, 2))};
    Futures futures;
    for (int index = 0; index < 5; ++index)
        futures.append(stream.channel->receive());
    stream.open();
    QTRY_COMPARE(described(futures.at(1)), u"2"_s);
    QCOMPARE(described(futures), (QStringList{u"1"_s, u"2"_s} + QStringList(3, u"waiting"_s)));

    stream.server.lastExchange()->send(numberedEvents(3, 7));
    QTRY_COMPARE(described(futures), numbers(1, 5));
    QTRY_COMPARE(stream.channel->size(), 2);
    QCOMPARE(described(stream.channel->tryReceive()), u"6"_s);
}

void tst_Channel::receivesComeBeforeTryReceive()
{
    Stream stream{Script().send(numberedEvents(1, 3))};
    stream.open();
    QTRY_COMPARE(stream.channel->size(), 3);
    const auto first = stream.channel->receive();
    QCOMPARE(described(stream.channel->tryReceive()), u"nothing"_s);
    QCOMPARE(stream.channel->tryReceiveAll(), QList<QSseEvent>());
    QTRY_COMPARE(described(first), u"1"_s);
    QCOMPARE(described(stream.channel->tryReceive()), u"2"_s);
    QCOMPARE(stream.channel->tryReceiveAll().size(), 1);
}

void tst_Channel::cancelledReceiveTakesNothing()
{
    Stream stream{Script().send(numberedEvents(1, 3))};
    Futures futures;
    for (int index = 0; index < 5; ++index)
        futures.append(stream.channel->receive());
    futures[0].cancel();
    futures[2].cancel();
    stream.open();
    const QStringList expected = {u"cancelled"_s, u"1"_s, u"cancelled"_s, u"2"_s, u"3"_s};
    QTRY_COMPARE(described(futures), expected);

    // the event is there, but not given yet
    stream.server.lastExchange()->send(numberedEvents(4, 4));
    QTRY_COMPARE(stream.channel->size(), 1);
    auto late = stream.channel->receive();
    late.cancel();
    QCOMPARE(described(stream.channel->tryReceive()), u"nothing"_s);
    QTRY_COMPARE(described(late), u"cancelled"_s);
    QCOMPARE(described(stream.channel->tryReceive()), u"4"_s);
}

// Where an event comes to it in the turn that brings it.
void tst_Channel::cancelledReceiveOfAFullChannel()
{
    Stream stream(Script().send(numberedEvents(1, 2)), 1);
    auto future = stream.channel->receive();
    future.cancel();
    stream.open();
    QTRY_COMPARE(described(future), u"cancelled"_s);
    QTRY_COMPARE(stream.channel->size(), 1);
    QCOMPARE(described(stream.channel->tryReceive()), u"1"_s);
}

// Asking again after a timeout, on a stream with no events.
void tst_Channel::cancelledReceivesDoNotPileUp()
{
    Stream stream{Script()};
    stream.open();
    Futures futures;
    int toldSo = 0;
    for (int index = 0; index < 100; ++index) {
        futures.append(stream.channel->receive());
        futures.last().onCanceled([&toldSo] {
            ++toldSo;
            return QSseReceiveResult();
        });
        futures.last().cancel();
    }
    futures.append(stream.channel->receive());
    QTRY_COMPARE(described(futures),
                 (QStringList(100, u"cancelled"_s) + QStringList{u"waiting"_s}));
    QCOMPARE(toldSo, 100);
    stream.server.lastExchange()->send(numberedEvents(1, 1));
    QTRY_COMPARE(described(futures.constLast()), u"1"_s);
}

void tst_Channel::chainOfReceives_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<int>("count");
    QTest::newRow("held at each") << 1 << 5000;
    QTest::newRow("served while it comes") << 64 << 100000;
    QTest::newRow("all there at first") << 100000 << 100000;
}

// A continuation that recursed would need far more stack than there is.
void tst_Channel::chainOfReceives()
{
    QFETCH(int, capacity);
    QFETCH(int, count);
    Stream stream(Script().send(numberedEvents(1, count)), capacity);
    if (capacity == count) { // all is there before the first is taken
        stream.session.open();
        QTRY_COMPARE_WITH_TIMEOUT(stream.channel->size(), count, 30000);
    }
    ChannelReader reader(stream.channel, Way::Receive);
    stream.session.open();
    QTRY_VERIFY_WITH_TIMEOUT(reader.isAtEnd() || reader.results().size() == count, 60000);
    QCOMPARE(reader.results(), numbers(1, count));
}

void tst_Channel::waitingInAnotherThread()
{
    Stream stream{Script().send(numberedEvents(1, 1))};
    const auto first = stream.channel->receive();
    const auto second = stream.channel->receive();
    QStringList results;
    const std::unique_ptr<QThread> thread(QThread::create(
            [&] { results << described(first.result()) << described(second.result()); }));
    thread->start();
    stream.open();
    QTRY_COMPARE(described(first), u"1"_s);
    stream.session.close();
    QTRY_VERIFY(thread->isFinished());
    thread->wait();
    QCOMPARE(results, (QStringList{u"1"_s, u"closed"_s}));
}

static const QByteArray allKinds = ": c\n\nretry: 5\n\nid: 1\n\ndata: a\n\n: d\n\n";

void tst_Channel::messagesOnly()
{
    Stream stream{Script().send(allKinds + numberedEvents(2, 2))};
    ChannelReader reader(stream.channel, Way::Receive);
    stream.open();
    QTRY_COMPARE(reader.results(), (QStringList{u"a"_s, u"2"_s}));
}

void tst_Channel::shownCommentsAndRetries()
{
    Stream stream{Script().send(allKinds)};
    stream.session.setShowComments(true);
    stream.session.setShowRetry(true);
    stream.open();
    QTRY_COMPARE(stream.channel->size(), 4);
    const QList<QSseEvent> events = stream.channel->tryReceiveAll();
    QCOMPARE(events.at(0).comments(), u"c"_s);
    QCOMPARE(events.at(1).retry(), std::chrono::milliseconds(5));
    QCOMPARE(events.at(2).text(), u"a"_s);
    QCOMPARE(events.at(3).comments(), u"d"_s);
}

void tst_Channel::failureThenClosed_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("refused") << Script().status(403).contentLength(0)
                             << QStringList{u"failure HttpStatus"_s};
    QTest::newRow("cut") << Script().contentLength(1000).send(numberedEvents(1, 2)).cut()
                         << QStringList{u"1"_s, u"2"_s, u"failure Network"_s};
    QTest::newRow("too large") << Script().send(numberedEvents(1, 1)
                                                + "data: " + QByteArray(2000, 'x') + "\n\n")
                               << QStringList{u"1"_s, u"failure EventTooLarge"_s};
}

void tst_Channel::failureThenClosed()
{
    QFETCH(Script, script);
    QFETCH(QStringList, expected);
    for (const bool withFuture : {true, false}) {
        Stream stream{script};
        stream.session.setReconnectMode(Mode::Never);
        stream.session.setMaximumEventSize(1000);
        stream.session.open();
        QTRY_COMPARE(stream.session.state(), State::Closed);
        QVERIFY(stream.channel->error());
        QCOMPARE(stream.channel->isClosed(), expected.size() == 1);
        QStringList results;
        for (qsizetype index = 0; index < expected.size() + 2; ++index) {
            const auto future =
                    withFuture ? stream.channel->receive() : QFuture<QSseReceiveResult>();
            if (withFuture)
                QTRY_VERIFY(future.isFinished());
            results << (withFuture ? described(future) : described(stream.channel->tryReceive()));
        }
        QCOMPARE(results, expected + QStringList(2, u"closed"_s));
        QVERIFY(stream.channel->isClosed());
        QCOMPARE(stream.channel->error().kind(), stream.session.error().kind());
    }
}

void tst_Channel::failureForTheFirstReceiveOnly()
{
    Stream stream{Script().status(403).contentLength(0)};
    const Futures futures = {stream.channel->receive(), stream.channel->receive(),
                             stream.channel->receive()};
    stream.session.open();
    QTRY_VERIFY(futures.constLast().isFinished());
    QCOMPARE(described(futures), (QStringList{u"failure HttpStatus"_s, u"closed"_s, u"closed"_s}));
}

void tst_Channel::endWithoutError_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("end marker") << Script().send(numberedEvents(1, 2) + "data: [DONE]\n\n");
    QTest::newRow("no content") << Script().send(numberedEvents(1, 2)).finish();
}

void tst_Channel::endWithoutError()
{
    QFETCH(Script, script);
    Stream stream{script};
    stream.session.setEndMarker("[DONE]");
    ChannelReader reader(stream.channel, Way::Receive);
    stream.session.open();
    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), (QStringList{u"1"_s, u"2"_s, u"closed"_s}));
    QVERIFY(!stream.channel->error());
}

void tst_Channel::endReachesEachWay()
{
    QFETCH(Way, way);
    Stream stream{Script().contentLength(10000).send(numberedEvents(1, 9)).cut()};
    stream.session.setReconnectMode(Mode::Never);
    ChannelReader reader(stream.channel, way);
    stream.session.open();
    QTRY_VERIFY(reader.isAtEnd());
    roundTrips();
    QCOMPARE(reader.results(), numbers(1, 9) + QStringList{u"failure Network"_s});
}

void tst_Channel::endIsAnnouncedOnce()
{
    Stream stream{Script()};
    QSignalSpy ready(stream.channel, &QSseEventChannel::readyReceive);
    stream.open();
    stream.session.close();
    QCOMPARE(ready.count(), 0); // not from within close()
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(described(stream.channel->tryReceive()), u"closed"_s);
    QCOMPARE(described(stream.channel->tryReceive()), u"closed"_s);
    stream.channel->close();
    roundTrips();
    QCOMPARE(ready.count(), 1);
}

void tst_Channel::userCloses()
{
    Stream stream{Script().send(numberedEvents(1, 3))};
    stream.open();
    QTRY_COMPARE(stream.channel->size(), 3);
    stream.session.close();
    QVERIFY(!stream.channel->isClosed());
    ChannelReader reader(stream.channel, Way::Receive);
    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), numbers(1, 3) + QStringList{u"closed"_s});
    QVERIFY(stream.channel->isClosed());
}

// It lets go of the session, which was held, and keeps what it has.
void tst_Channel::channelCloses()
{
    Stream stream(Script().send(numberedEvents(1, 5)), 2);
    SessionLog log(&stream.session);
    stream.open();
    QTRY_COMPARE(stream.channel->size(), 2);
    roundTrips();
    QCOMPARE(log.events(), numbers(1, 2));

    stream.channel->close();
    QTRY_COMPARE(log.events(), numbers(1, 5));
    QCOMPARE(stream.session.state(), State::Open);
    ChannelReader reader(stream.channel, Way::Receive);
    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), numbers(1, 2) + QStringList{u"closed"_s});
}

void tst_Channel::channelIsDeleted()
{
    Stream stream(Script().send(numberedEvents(1, 5)), 2);
    SessionLog log(&stream.session);
    stream.open();
    QTRY_COMPARE(stream.channel->size(), 2);
    delete stream.channel;
    QTRY_COMPARE(log.events(), numbers(1, 5));

    stream.channel = stream.session.incoming();
    const auto future = stream.channel->receive();
    delete stream.channel;
    QVERIFY(future.isCanceled());
    QCOMPARE(stream.session.state(), State::Open);
}

void tst_Channel::sessionIsDeleted()
{
    ScriptedServer server;
    auto *session = new QSseSession(QSseRequest(server.url()));
    const auto future = session->incoming()->receive();
    session->open();
    QTRY_COMPARE(session->state(), State::Open);
    delete session;
    QVERIFY(future.isCanceled());
}

void tst_Channel::channelOutlivesItsSession()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send(numberedEvents(1, 2)));
    auto session = std::make_unique<QSseSession>(QSseRequest(server.url()));
    const std::unique_ptr<QSseEventChannel> channel(session->incoming(2));
    channel->setParent(nullptr);
    session->open();
    QTRY_COMPARE(channel->size(), 2);
    session.reset();
    ChannelReader reader(channel.get(), Way::Receive);
    QTRY_VERIFY(reader.isAtEnd());
    QCOMPARE(reader.results(), numbers(1, 2) + QStringList{u"closed"_s});
}

void tst_Channel::sameChannelWhileOpen()
{
    Stream stream{Script()};
    QCOMPARE(stream.channel->parent(), &stream.session);
    QCOMPARE(stream.channel->capacity(), 64);
    QCOMPARE(stream.session.incoming(), stream.channel);
    stream.open();
    QCOMPARE(stream.session.incoming(64), stream.channel);
}

void tst_Channel::otherCapacityWarns()
{
    Stream stream(Script(), 16);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"keeps its capacity of 16"_s));
    QCOMPARE(stream.session.incoming(17), stream.channel);
    QCOMPARE(stream.channel->capacity(), 16);
}

void tst_Channel::capacityBelowOne_data()
{
    QTest::addColumn<int>("capacity");
    QTest::newRow("0") << 0;
    QTest::newRow("-1") << -1;
    QTest::newRow("least") << std::numeric_limits<int>::min();
}

void tst_Channel::capacityBelowOne()
{
    QFETCH(int, capacity);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"below 1 is taken for 1"_s));
    Stream stream(Script().send(numberedEvents(1, 3)), capacity);
    QCOMPARE(stream.channel->capacity(), 1);
    stream.open();
    for (const QString &text : numbers(1, 3)) {
        QTRY_COMPARE(stream.channel->size(), 1);
        QCOMPARE(described(stream.channel->tryReceive()), text);
    }
}

void tst_Channel::freshChannelAfterTheEnd()
{
    ReplayFeed feed(4, 2);
    QSseSession session{QSseRequest(feed.url())};
    useEndlessWaits(&session);
    QSseEventChannel *first = session.incoming();
    session.open();
    QTRY_COMPARE(session.state(), State::Waiting);
    session.close();
    QSseEventChannel *second = session.incoming();
    QVERIFY(second != first);
    const auto future = second->receive();
    session.open();

    QTRY_COMPARE(described(future), u"3"_s);
    QTRY_COMPARE(second->size(), 1);
    QCOMPARE(session.incoming(), second);
    QCOMPARE(first->size(), 2);
    QCOMPARE(described(first->tryReceive()), u"1"_s);
    QCOMPARE(described(first->tryReceive()), u"2"_s);
    QCOMPARE(described(first->tryReceive()), u"closed"_s);
}

void tst_Channel::freshChannelAfterItsClose()
{
    Stream stream{Script().send(numberedEvents(1, 1))};
    stream.open();
    QTRY_COMPARE(stream.channel->size(), 1);
    stream.channel->close();
    QSseEventChannel *fresh = stream.session.incoming(2);
    QVERIFY(fresh != stream.channel);
    QCOMPARE(fresh->capacity(), 2);
    stream.server.lastExchange()->send(numberedEvents(2, 2));
    QTRY_COMPARE(fresh->size(), 1);
    QCOMPARE(described(fresh->tryReceive()), u"2"_s);
    QCOMPARE(stream.channel->size(), 1);
}

QTEST_GUILESS_MAIN(tst_Channel)
#include "tst_channel.moc"
