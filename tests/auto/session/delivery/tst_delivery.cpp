// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// What is delivered, and in which order. When is in tst_flow.
#include "scriptedserver.h"
#include "sessionlog.h"

#include <QtCore/QMetaProperty>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = QSseSession::State;
using Kind = QSseError::Kind;

namespace {

// A session on a server that gives it one connection.
struct Stream
{
    explicit Stream(const Script &script)
    {
        server.setDefaultScript(Script().status(204));
        server.enqueue(script);
        session.setUrl(server.url());
        session.setReconnectMode(QSseSession::ReconnectMode::Never);
        useFastReconnects(&session);
        QObject::connect(&session, &QSseSession::eventReceived, &session,
                         [this](const QSseEvent &event) { events.append(event); });
    }

    void run()
    {
        session.open();
        QTRY_COMPARE(session.state(), State::Closed);
    }

    // What came while it was open.
    QStringList delivered() const
    {
        const QStringList entries = log.entries();
        const qsizetype begin = entries.indexOf(u"opened"_s) + 1;
        return entries.mid(begin, entries.indexOf(u"state Closed"_s) - begin);
    }

    ScriptedServer server;
    QSseSession session;
    SessionLog log{&session};
    QList<QSseEvent> events;
};

QByteArray numberedEvents(int count)
{
    QByteArray bytes;
    for (int id = 1; id <= count; ++id) {
        const QByteArray text = QByteArray::number(id);
        bytes += "id: " + text + "\ndata: " + text + "\n\n";
    }
    return bytes;
}

QByteArray sizedEvent(int id, qsizetype size)
{
    return "id: " + QByteArray::number(id) + "\ndata: " + QByteArray(size, 'x') + "\n\n";
}

const QByteArray byteOrderMark = "\xEF\xBB\xBF";

} // namespace

class tst_Delivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void anySplitGivesTheSame();
    void byteByByte();
    void framings_data();
    void framings();
    void manyEventsInOrder();
    void orderWithinAChunk();
    void commentsLoseOneSpace();
    void commentsAndRetriesAlone_data();
    void commentsAndRetriesAlone();
    void idOnlyBlock();
    void idChangesOnceABatch();
    void idInTheSlotIsTheEvents();
    void idIsCarriedIntoTheNextConnection();
    void emptyIdForgetsTheId();
    void byteOrderMarkOnEachConnection();
    void truncatedBlockIsDropped();
    void invalidUtf8();
    void origin();

    void endMarker();
    void endMarkerIsComparedByteForByte_data();
    void endMarkerIsComparedByteForByte();
    void cleanEndBeforeTheMarker_data();
    void cleanEndBeforeTheMarker();

    void oversizeFails();
    void endlessLineFails_data();
    void endlessLineFails();
    void oversizeIsSkipped();
    void skippedAddUpOverConnections();
    void unlimitedSize();

    void statistics();
    void statisticsAreAValue();
    void statisticsAnnounceNothing();
};

void tst_Delivery::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Delivery::anySplitGivesTheSame()
{
    const QByteArray bytes =
            byteOrderMark
            + u": grüße\r\nevent: preis\r\ndata: é漢😀\r\ndata: 2\r\n\r\nid: ü\ndata: x\n\n"_s
                      .toUtf8();
    for (qsizetype at = 0; at <= bytes.size(); ++at) {
        Stream stream(Script().sendSplit(bytes, at).finish());
        stream.run();
        const QStringList expected = {u"comment grüße"_s, u"event é漢😀\n2"_s, u"event x"_s,
                                      u"id ü"_s};
        QCOMPARE(stream.delivered(), expected);
        QCOMPARE(stream.events.at(0).type(), u"preis"_s);
        QCOMPARE(stream.events.at(1).type(), u"message"_s);
    }
}

void tst_Delivery::byteByByte()
{
    Stream stream(Script().sendBytewise(u": c\ndata: é漢😀\n\nretry: 7\n\n"_s.toUtf8()).finish());
    stream.run();
    QCOMPARE(stream.delivered(), (QStringList{u"comment c"_s, u"event é漢😀"_s, u"retry 7"_s}));
}

void tst_Delivery::framings_data()
{
    QTest::addColumn<Script>("script");
    const QByteArray bytes = numberedEvents(3);
    QTest::newRow("chunked") << Script().send(bytes).finish();
    QTest::newRow("one byte a chunk") << Script().sendBytewise(bytes).finish();
    QTest::newRow("content length") << Script().contentLength(bytes.size()).send(bytes);
    QTest::newRow("until close") << Script().closeDelimited().send(bytes).finish();
}

void tst_Delivery::framings()
{
    QFETCH(Script, script);
    Stream stream(script);
    stream.run();
    QCOMPARE(stream.log.events(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    QVERIFY(!stream.session.error());
}

void tst_Delivery::manyEventsInOrder()
{
    constexpr int count = 100'000;
    ScriptedServer server;
    server.setDefaultScript(Script().send(numberedEvents(count)).finish());
    QSseSession session{QSseRequest(server.url())};
    session.setReconnectMode(QSseSession::ReconnectMode::Never);
    int last = 0;
    int disorder = 0;
    connect(&session, &QSseSession::eventReceived, this, [&](const QSseEvent &event) {
        const int number = event.data().toInt();
        disorder += number != last + 1 || event.id() != QString::number(number) ? 1 : 0;
        last = number;
    });

    session.open();

    QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Closed, 60000);
    QCOMPARE(last, count);
    QCOMPARE(disorder, 0);
    QCOMPARE(session.statistics().events(), count);
}

void tst_Delivery::orderWithinAChunk()
{
    Stream stream(Script().send("data: 1\n: between\nretry: 20\n\n: alone\n\n"
                                "retry: 30\n\ndata: 2\n\nid: 9\n\n: last\n\n")
                          .finish());
    stream.run();
    const QStringList expected = {u"comment between"_s, u"retry 20"_s, u"event 1"_s,
                                  u"comment alone"_s,   u"retry 30"_s, u"event 2"_s,
                                  u"comment last"_s,    u"id 9"_s};
    QCOMPARE(stream.delivered(), expected);
}

void tst_Delivery::commentsLoseOneSpace()
{
    Stream stream(Script().send(":a\n: b\n:  c\n:\n: : d\ndata: 1\n\n").finish());
    stream.session.setShowComments(true);
    stream.run();
    const QStringList expected = {u"comment a"_s, u"comment b"_s,   u"comment  c"_s,
                                  u"comment "_s,  u"comment : d"_s, u"event 1"_s};
    QCOMPARE(stream.delivered(), expected);
    QCOMPARE(stream.events.constFirst().comments(), u"a\nb\n c\n\n: d"_s);
}

void tst_Delivery::commentsAndRetriesAlone_data()
{
    QTest::addColumn<bool>("showComments");
    QTest::addColumn<bool>("showRetry");
    QTest::newRow("neither") << false << false;
    QTest::newRow("comments") << true << false;
    QTest::newRow("retry") << false << true;
    QTest::newRow("both") << true << true;
}

void tst_Delivery::commentsAndRetriesAlone()
{
    QFETCH(bool, showComments);
    QFETCH(bool, showRetry);
    Stream stream(Script().send(": c\n\nretry: 20\n\n: d\ndata: 1\nretry: 30\n\n").finish());
    stream.session.setShowComments(showComments);
    stream.session.setShowRetry(showRetry);
    stream.run();

    QCOMPARE(stream.log.count(u"comment"_s), 2);
    QCOMPARE(stream.log.count(u"retry"_s), 2);
    QCOMPARE(stream.events.size(), 1 + int(showComments) + int(showRetry));
    QCOMPARE(stream.session.statistics().events(), 1);

    const QSseEvent message = stream.events.takeLast();
    QVERIFY(message.isMessage());
    QCOMPARE(message.comments(), showComments ? u"d"_s : QString());
    QCOMPARE(message.comments().isNull(), !showComments);
    QVERIFY(message.retry() == 30ms);
    if (showComments) {
        const QSseEvent comment = stream.events.takeFirst();
        QVERIFY(!comment.isMessage());
        QCOMPARE(comment.comments(), u"c"_s);
    }
    if (showRetry) {
        const QSseEvent retry = stream.events.takeFirst();
        QVERIFY(!retry.isMessage());
        QVERIFY(retry.retry() == 20ms);
    }
}

void tst_Delivery::idOnlyBlock()
{
    Stream stream(Script().send("id: 9\n\n").finish());
    stream.run();
    QCOMPARE(stream.delivered(), QStringList{u"id 9"_s});
    QCOMPARE(stream.session.lastEventId(), u"9"_s);

    stream.session.open();
    QTRY_COMPARE(stream.log.count(u"closed"_s), 2);
    QCOMPARE(stream.server.requests().at(1).header("Last-Event-ID"), "9");
}

void tst_Delivery::idChangesOnceABatch()
{
    Stream stream(Script().send(numberedEvents(5)).send("data: 6\n\n").finish());
    stream.run();
    const QStringList expected = {u"event 1"_s, u"event 2"_s, u"event 3"_s, u"event 4"_s,
                                  u"event 5"_s, u"id 5"_s,    u"event 6"_s};
    QStringList delivered = stream.delivered();
    if (delivered.constLast() == u"id 5"_s) // both sends came at once
        delivered.move(6, 5);
    QCOMPARE(delivered, expected);
}

void tst_Delivery::idInTheSlotIsTheEvents()
{
    Stream stream(Script().send("id: 1\ndata: a\n\ndata: b\n\nid: 2\n\ndata: c\n\n").finish());
    QStringList ids;
    connect(&stream.session, &QSseSession::eventReceived, this, [&](const QSseEvent &event) {
        ids << stream.session.lastEventId();
        QCOMPARE(event.lastEventId(), stream.session.lastEventId());
    });
    stream.run();
    QCOMPARE(ids, (QStringList{u"1"_s, u"1"_s, u"2"_s}));
    QCOMPARE(stream.events.at(0).id(), u"1"_s);
    QVERIFY(stream.events.at(1).id().isNull());
    QVERIFY(stream.events.at(2).id().isNull());
}

void tst_Delivery::idIsCarriedIntoTheNextConnection()
{
    Stream stream(Script().send("id: 7\ndata: a\n\n").finish());
    stream.server.enqueue(Script().send("data: b\n\n").finish());
    stream.session.setReconnectMode(QSseSession::ReconnectMode::Always);
    stream.run();
    QCOMPARE(stream.events.size(), 2);
    QVERIFY(stream.events.at(1).id().isNull());
    QCOMPARE(stream.events.at(1).lastEventId(), u"7"_s);
    QCOMPARE(stream.log.count(u"id"_s), 1);
    for (int request : {1, 2})
        QCOMPARE(stream.server.requests().at(request).header("Last-Event-ID"), "7");
}

void tst_Delivery::emptyIdForgetsTheId()
{
    Stream stream(Script().send("id: 7\ndata: a\n\n").send("id\ndata: b\n\n").finish());
    stream.session.setReconnectMode(QSseSession::ReconnectMode::Always);
    stream.run();
    QCOMPARE(stream.session.lastEventId(), QString());
    QCOMPARE(stream.server.requests().at(1).headerCount("Last-Event-ID"), 0);
    QVERIFY(!stream.events.at(1).id().isNull());
    QCOMPARE(stream.events.at(1).id(), QString());
}

void tst_Delivery::byteOrderMarkOnEachConnection()
{
    Stream stream(Script().sendBytewise(byteOrderMark + "data: a\n\n").finish());
    stream.server.enqueue(Script().send(byteOrderMark + "data: b\n\n").finish());
    stream.session.setReconnectMode(QSseSession::ReconnectMode::Always);
    stream.run();
    QCOMPARE(stream.log.events(), (QStringList{u"a"_s, u"b"_s}));
}

void tst_Delivery::truncatedBlockIsDropped()
{
    Stream stream(
            Script().send("id: 1\ndata: a\n\nid: 2\nevent: half\ndata: b\ndata: bet").finish());
    stream.server.enqueue(Script().send("ter\n\ndata: c\n\n").finish());
    stream.session.setReconnectMode(QSseSession::ReconnectMode::Always);
    stream.run();
    QCOMPARE(stream.log.events(), (QStringList{u"a"_s, u"c"_s}));
    QCOMPARE(stream.events.at(1).type(), u"message"_s);
    QCOMPARE(stream.session.lastEventId(), u"1"_s);
    QCOMPARE(stream.server.requests().at(1).header("Last-Event-ID"), "1");
}

void tst_Delivery::invalidUtf8()
{
    Stream stream(Script().send("data: a\xFF\xC3\n\n").finish());
    stream.run();
    QCOMPARE(stream.events.constFirst().data(), "a\xFF\xC3");
    QCOMPARE(stream.events.constFirst().text(), u"a\uFFFD\uFFFD"_s);
}

void tst_Delivery::origin()
{
    Stream stream(Script().send("data: 1\n\n").finish());
    QUrl url = stream.server.url(u"/a/b?c=d"_s);
    url.setUserInfo(u"me:secret"_s);
    stream.session.setUrl(url);
    stream.run();
    QCOMPARE(stream.events.constFirst().origin(), stream.server.url({}));
}

void tst_Delivery::endMarker()
{
    Stream stream(
            Script().send("id: 1\ndata: a\n\nid: 2\ndata: [DONE]\n\nid: 3\ndata: b\n\n: c\n\n"));
    stream.session.setReconnectMode(QSseSession::ReconnectMode::Always);
    stream.session.setEndMarker("[DONE]");
    stream.run();
    roundTrips();
    QCOMPARE(stream.delivered(), (QStringList{u"event a"_s, u"id 2"_s}));
    QCOMPARE(stream.session.lastEventId(), u"2"_s);
    QVERIFY(!stream.session.error());
    QCOMPARE(stream.log.count(u"error"_s), 0);
    QCOMPARE(stream.log.count(u"closed"_s), 1);
    QCOMPARE(stream.server.requestCount(), 1);
    QTRY_COMPARE(stream.server.openExchanges(), 0);
}

void tst_Delivery::endMarkerIsComparedByteForByte_data()
{
    QTest::addColumn<QByteArray>("marker");
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<bool>("matches");
    QTest::newRow("equal") << "[DONE]"_ba
                           << "data: [DONE]\n\n"_ba << true;
    QTest::newRow("no space") << "[DONE]"_ba
                              << "data:[DONE]\n\n"_ba << true;
    QTest::newRow("any type") << "[DONE]"_ba
                              << "event: x\ndata: [DONE]\n\n"_ba << true;
    QTest::newRow("two lines") << "a\nb"_ba
                               << "data: a\ndata: b\n\n"_ba << true;
    QTest::newRow("not UTF-8") << "\xFF"_ba
                               << "data: \xFF\n\n"_ba << true;
    QTest::newRow("space before") << "[DONE]"_ba
                                  << "data:  [DONE]\n\n"_ba << false;
    QTest::newRow("space after") << "[DONE]"_ba
                                 << "data: [DONE] \n\n"_ba << false;
    QTest::newRow("case") << "[DONE]"_ba
                          << "data: [done]\n\n"_ba << false;
    QTest::newRow("more lines") << "[DONE]"_ba
                                << "data: [DONE]\ndata\n\n"_ba << false;
    QTest::newRow("begins with it") << "[DONE]"_ba
                                    << "data: [DONE]!\n\n"_ba << false;
    QTest::newRow("a comment") << "[DONE]"_ba
                               << ": [DONE]\n\n"_ba << false;
    QTest::newRow("other bytes, same text") << "\xFF"_ba
                                            << "data: \xFE\n\n"_ba << false;
    QTest::newRow("no marker") << ""_ba
                               << "data\n\n"_ba << false;
}

void tst_Delivery::endMarkerIsComparedByteForByte()
{
    QFETCH(QByteArray, marker);
    QFETCH(QByteArray, block);
    QFETCH(bool, matches);
    Stream stream(Script().sendBytewise(block + "data: after\n\n").finish());
    stream.session.setEndMarker(marker);
    stream.run();
    QCOMPARE(stream.log.events().contains(u"after"_s), !matches);
    QCOMPARE(stream.log.events().isEmpty(), matches);
    QCOMPARE(bool(stream.session.error()), !matches && !marker.isEmpty());
}

void tst_Delivery::cleanEndBeforeTheMarker_data()
{
    QTest::addColumn<QSseSession::ReconnectMode>("mode");
    QTest::newRow("never") << QSseSession::ReconnectMode::Never;
    QTest::newRow("on error") << QSseSession::ReconnectMode::OnError;
    QTest::newRow("always") << QSseSession::ReconnectMode::Always;
}

void tst_Delivery::cleanEndBeforeTheMarker()
{
    QFETCH(QSseSession::ReconnectMode, mode);
    Stream stream(Script().send("data: half\n\n").finish());
    stream.server.enqueue(Script().send("data: rest\n\ndata: [DONE]\n\n").finish());
    stream.session.setEndMarker("[DONE]");
    stream.session.setReconnectMode(mode);
    QList<QSseError> errors;
    connect(&stream.session, &QSseSession::errorOccurred, this,
            [&](const QSseError &error) { errors << error; });
    stream.run();

    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().kind(), Kind::Network);
    QVERIFY(!errors.constFirst().message().isEmpty());
    const bool goesOn = mode != QSseSession::ReconnectMode::Never;
    QCOMPARE(errors.constFirst().willReconnect(), goesOn);
    QCOMPARE(stream.server.requestCount(), goesOn ? 2 : 1);
    QCOMPARE(bool(stream.session.error()), !goesOn);
}

void tst_Delivery::oversizeFails()
{
    Stream stream(Script().send(sizedEvent(1, 10) + sizedEvent(2, 500) + sizedEvent(3, 10)));
    stream.server.enqueue(Script().send(sizedEvent(2, 500)).finish());
    stream.session.setReconnectMode(QSseSession::ReconnectMode::Always);
    stream.session.setMaximumEventSize(100);
    stream.run();
    roundTrips();

    QCOMPARE(stream.events.size(), 1);
    QCOMPARE(stream.session.error().kind(), Kind::EventTooLarge);
    QVERIFY(stream.session.errorString().contains(u"maximum event size"_s));
    QVERIFY(!stream.session.error().willReconnect());
    QCOMPARE(stream.session.lastEventId(), u"1"_s);
    QCOMPARE(stream.log.count(u"error"_s), 1);
    QCOMPARE(stream.log.count(u"closed"_s), 1);
    QCOMPARE(stream.server.requestCount(), 1);
    QCOMPARE(stream.session.statistics().skipped(), 0);

    stream.session.setMaximumEventSize(1000);
    stream.session.open();
    QTRY_COMPARE(stream.log.count(u"closed"_s), 2);
    QCOMPARE(stream.events.size(), 2);
    QCOMPARE(stream.events.at(1).id(), u"2"_s);
    QVERIFY(!stream.session.error());
}

void tst_Delivery::endlessLineFails_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("data") << "data: "_ba;
    QTest::newRow("comment") << ": "_ba;
    QTest::newRow("id") << "id: "_ba;
    QTest::newRow("event") << "event: "_ba;
    QTest::newRow("unknown field") << "x: "_ba;
    QTest::newRow("no colon") << "x"_ba;
}

void tst_Delivery::endlessLineFails()
{
    QFETCH(QByteArray, begin);
    Stream stream(Script().send("id: 1\ndata: 1\n\n" + begin).repeat("xxxxxxxx"));
    stream.session.setMaximumEventSize(10'000);
    stream.run();
    QCOMPARE(stream.session.error().kind(), Kind::EventTooLarge);
    QCOMPARE(stream.session.lastEventId(), u"1"_s);
    QTRY_COMPARE(stream.server.openExchanges(), 0);
}

void tst_Delivery::oversizeIsSkipped()
{
    Stream stream(Script().send(sizedEvent(1, 10) + "retry: 77\n" + sizedEvent(2, 500)
                                + sizedEvent(3, 10) + sizedEvent(4, 500))
                          .finish());
    stream.session.setMaximumEventSize(100);
    stream.session.setOversizePolicy(QSseParser::OversizePolicy::Skip);
    stream.run();

    QCOMPARE(stream.events.size(), 2);
    QCOMPARE(stream.events.at(1).id(), u"3"_s);
    QCOMPARE(stream.session.lastEventId(), u"4"_s);
    QCOMPARE(stream.session.statistics().skipped(), 2);
    QVERIFY(stream.log.contains(u"retry 77"_s));
    QVERIFY(!stream.session.error());
}

void tst_Delivery::skippedAddUpOverConnections()
{
    Stream stream(Script().send(sizedEvent(1, 500)).finish());
    stream.server.enqueue(Script().send(sizedEvent(2, 500) + sizedEvent(3, 10)).finish());
    stream.session.setMaximumEventSize(100);
    stream.session.setOversizePolicy(QSseParser::OversizePolicy::Skip);
    stream.session.setReconnectMode(QSseSession::ReconnectMode::Always);
    stream.run();
    QCOMPARE(stream.session.statistics().skipped(), 2);
    QCOMPARE(stream.server.requests().at(1).header("Last-Event-ID"), "1");
}

void tst_Delivery::unlimitedSize()
{
    const qsizetype size = 20 * 1024 * 1024; // above the default
    Stream stream(Script().send(sizedEvent(1, size)).finish());
    stream.session.setMaximumEventSize(0);
    stream.session.open();
    QTRY_COMPARE_WITH_TIMEOUT(stream.session.state(), State::Closed, 60000);
    QCOMPARE(stream.events.size(), 1);
    QCOMPARE(stream.events.constFirst().data().size(), size);
}

// They change with each event.
void tst_Delivery::statisticsAnnounceNothing()
{
    const QMetaObject &type = QSseSession::staticMetaObject;
    const QMetaProperty property = type.property(type.indexOfProperty("statistics"));
    QVERIFY(property.isReadable());
    QVERIFY(!property.hasNotifySignal());
    QVERIFY(!property.isConstant());
}

void tst_Delivery::statistics()
{
    const QByteArray first = ": c\ndata: 1\n\n: d\n\n";
    const QByteArray second = "data: 2\n\nid: 3\n\n";
    Stream stream(Script().send(first).finish());
    stream.server.enqueue(Script().status(503).contentLength(0));
    stream.server.enqueue(Script());
    connect(&stream.session, &QSseSession::opened, this, [&] {
        if (stream.session.statistics().connections() < 2)
            return;
        stream.server.lastExchange()->send(second); // surely later than openedAt()
        stream.server.lastExchange()->finish();
    });
    stream.session.setEndMarker("never"); // so that each end is a failure
    stream.session.setReconnectMode(QSseSession::ReconnectMode::Always);
    QCOMPARE(stream.session.statistics().bytes(), 0);
    QVERIFY(!stream.session.statistics().openedAt().isValid());
    QVERIFY(!stream.session.statistics().lastByteAt().isValid());
    const QDateTime before = QDateTime::currentDateTimeUtc();

    stream.run();

    const QSseStatistics statistics = stream.session.statistics();
    QCOMPARE(statistics.bytes(), first.size() + second.size());
    QCOMPARE(statistics.events(), 2);
    QCOMPARE(statistics.comments(), 2);
    QCOMPARE(statistics.connections(), 2);
    QCOMPARE(statistics.failures(), 3);
    QCOMPARE(statistics.skipped(), 0);
    QVERIFY(statistics.openedAt() >= before);
    QVERIFY(statistics.lastByteAt() >= statistics.openedAt());
}

void tst_Delivery::statisticsAreAValue()
{
    Stream stream(Script().send("data: 1\n\n").finish());
    const QSseStatistics before = stream.session.statistics();

    stream.run();

    QSseStatistics source = stream.session.statistics();
    const QSseStatistics copy = source;
    QSseStatistics moved = std::move(source);
    QCOMPARE(moved.events(), 1);
    source = before;
    QCOMPARE(source.events(), 0);
    source.swap(moved);
    QCOMPARE(source.bytes(), copy.bytes());
    moved = std::move(source);
    QCOMPARE(moved.openedAt(), copy.openedAt());
    QCOMPARE(QVariant::fromValue(moved).value<QSseStatistics>().connections(), 1);
    QCOMPARE(QSseStatistics().bytes(), 0);
}

QTEST_GUILESS_MAIN(tst_Delivery)
#include "tst_delivery.moc"
