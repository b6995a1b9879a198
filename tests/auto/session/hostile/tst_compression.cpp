// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "floodserver.h"
#include "heapmeter.h"
#include "probe.h"
#include "scriptedserver.h"

#include <QtCore/qregularexpression.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;

using Kind = QSseError::Kind;
using Policy = QSseParser::OversizePolicy;
using State = QSseSession::State;

static constexpr qint64 MiB = 1024 * 1024;

// Compressed streams, where a few bytes of the server's become very many. The parts they are made
// of are in tests/data/compression, with the script that made them.

class tst_Compression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void reads_data() { addCodings(); }
    void reads();
    void holdsServer_data() { addCodings(); }
    void holdsServer();
    void smallPiecesWhilePaused();
    void bombIsRefused_data() { addCodings(); }
    void bombIsRefused();
    void bombIsSkipped_data() { addCodings(); }
    void bombIsSkipped();
    void bombAfterCalm_data() { addCodings(); }
    void bombAfterCalm();
    void bombAsRefusedBody_data() { addCodings(); }
    void bombAsRefusedBody();
    void unknownCodingIsRefused_data();
    void unknownCodingIsRefused();
    void asksForPlainStream();
    void asksForCodingOnDemand();
    void takesWhatIsCompressedAnyway();
    void answerToPostIsAskedForOnce();
    void identity_data();
    void identity();

private:
    static void addCodings();
};

static QByteArray part(const char *text, const QByteArray &coding, const char *kind)
{
    return testData(u"compression/"_s
                    + QString::fromLatin1(text + ('.' + coding) + '.' + QByteArray(kind)));
}

static FloodServer::Source endless(const char *text, const QByteArray &coding)
{
    return FloodServer::repeating(part(text, coding, "beginning"), part(text, coding, "repeated"));
}

// By default streams are asked for plain.
static QSseRequest listingCodings(const QUrl &url)
{
    QSseRequest request(url);
    request.setHeader("Accept-Encoding"_ba, "gzip, br"_ba);
    return request;
}

// Text that is not compressed, as the decoder takes it anywhere between two parts (RFC 1951, 3.2.4;
// RFC 7932, 9.2).
static QByteArray stored(const QByteArray &coding, const QByteArray &text)
{
    QByteArray head;
    if (coding == "br") {
        const quint32 bits = (quint32(text.size() - 1) << 3) | (1U << 19);
        for (int shift = 0; shift < 24; shift += 8)
            head += char(bits >> shift);
    } else {
        const auto size = quint16(text.size());
        head += '\0';
        for (const quint16 number : {size, quint16(~size)})
            head += QByteArray{1, char(number & 0xff)} + char(number >> 8);
    }
    return head + text;
}

void tst_Compression::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Compression::addCodings()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("gzip") << "gzip"_ba;
    QTest::newRow("br") << "br"_ba;
}

// At 100:1 and more, which Qt takes for an archive bomb unless told not to.
void tst_Compression::reads()
{
    QFETCH(QByteArray, coding);
    const FloodServer server(FloodServer::streamHead(coding), endless("events", coding));
    HeapMeter heap;
    QSseSession session{listingCodings(server.url())};
    qint64 events = 0;
    connect(&session, &QSseSession::eventReceived, this, [&events] { ++events; });
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(session.statistics().bytes() > 100 * MiB, 60000);
    QVERIFY(events > 500000);
    QCOMPARE(session.state(), State::Open);
    QVERIFY2(heap.peak() < 40 * MiB, qPrintable(QString::number(heap.peak())));
}

void tst_Compression::holdsServer()
{
    QFETCH(QByteArray, coding);
    const FloodServer server(FloodServer::streamHead(coding), endless("events", coding));
    HeapMeter heap;
    Probe probe(listingCodings(server.url()));
    connect(&probe.session, &QSseSession::eventReceived, &probe.session, &QSseSession::pause);
    // A busy machine holds the server, too, before Qt has come to read anything.
    QTRY_COMPARE_WITH_TIMEOUT(probe.events.size(), 1, 30000);
    QTRY_VERIFY_WITH_TIMEOUT(server.isHeld(), 30000);
    QCOMPARE(probe.events.size(), 1);
    QVERIFY(server.bytesWritten() < 24 * MiB);
    QVERIFY2(heap.peak() < 40 * MiB, qPrintable(QString::number(heap.peak())));
}

// Qt keeps each piece that arrives in a block of 256 KiB, however small it is.
void tst_Compression::smallPiecesWhilePaused()
{
    ScriptedServer server;
    server.enqueue(Script().header("Content-Encoding", "gzip")
                           .closeDelimited()
                           .send(part("events", "gzip", "beginning")));
    Probe probe(listingCodings(server.url()));
    connect(&probe.session, &QSseSession::eventReceived, &probe.session, &QSseSession::pause);
    QTRY_COMPARE(probe.events.size(), 1);
    HeapMeter heap;
    for (int i = 0; i < 3000; ++i) {
        server.lastExchange()->send(stored("gzip", "data: x\n\n"));
        QCoreApplication::processEvents();
    }
    QVERIFY2(heap.peak() < 200 * MiB, qPrintable(QString::number(heap.peak())));
    QCOMPARE(probe.events.size(), 1);
}

void tst_Compression::bombIsRefused()
{
    QFETCH(QByteArray, coding);
    const FloodServer server(FloodServer::streamHead(coding), endless("line", coding));
    HeapMeter heap;
    const Probe probe(listingCodings(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(probe.closed.size(), 1, 30000);
    QCOMPARE(probe.onlyError().kind(), Kind::EventTooLarge);
    QVERIFY(probe.session.lastEventId().isEmpty());
    QVERIFY2(heap.peak() < 80 * MiB, qPrintable(QString::number(heap.peak())));
}

void tst_Compression::bombIsSkipped()
{
    QFETCH(QByteArray, coding);
    const QByteArray bomb = part("line", coding, "beginning")
                            + part("line", coding, "repeated").repeated(40)
                            + stored(coding, "\n\ndata: after\n\n");
    // Qt 6.4 shows the last of what Brotli has decoded only when more has come.
    const QByteArray comment = stored(coding, ":\n");
    const FloodServer server(FloodServer::streamHead(coding), [next = bomb, comment]() mutable {
        return std::exchange(next, comment);
    });
    HeapMeter heap;
    Probe probe(listingCodings(server.url()));
    probe.session.setOversizePolicy(Policy::Skip);
    QTRY_COMPARE_WITH_TIMEOUT(probe.events.size(), 1, 30000);
    QCOMPARE(probe.data(), QByteArrayList{"after"_ba});
    QCOMPARE(probe.session.lastEventId(), u"bomb"_s);
    QCOMPARE(probe.session.statistics().skipped(), 1);
    QCOMPARE(probe.errors.size(), 0);
    QVERIFY2(heap.peak() < 80 * MiB, qPrintable(QString::number(heap.peak())));
}

// A stream that has cost little so far is not trusted for that.
void tst_Compression::bombAfterCalm()
{
    QFETCH(QByteArray, coding);
    const QByteArray calm = part("events", coding, "beginning")
                            + stored(coding, ": calm\n").repeated(20000)
                            + stored(coding, "id: bomb\ndata: " + QByteArray(32 * 1024, 'x'));
    const QByteArray bomb = part("line", coding, "repeated").repeated(1024);
    const FloodServer server(FloodServer::streamHead(coding),
                             [next = calm, bomb]() mutable { return std::exchange(next, bomb); });
    HeapMeter heap;
    const Probe probe(listingCodings(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(probe.closed.size(), 1, 30000);
    QCOMPARE(probe.onlyError().kind(), Kind::EventTooLarge);
    QVERIFY(!probe.events.isEmpty());
    QVERIFY2(heap.peak() < 80 * MiB, qPrintable(QString::number(heap.peak())));
}

void tst_Compression::bombAsRefusedBody()
{
    QFETCH(QByteArray, coding);
    const FloodServer server("HTTP/1.1 404 Not Found\r\nContent-Encoding: " + coding
                                     + "\r\nConnection: close\r\n\r\n",
                             endless("line", coding));
    HeapMeter heap;
    const Probe probe(listingCodings(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(probe.closed.size(), 1, 30000);
    QCOMPARE(probe.onlyError().kind(), Kind::HttpStatus);
    QCOMPARE(probe.onlyError().body().size(), 64 * 1024);
    QVERIFY2(heap.peak() < 40 * MiB, qPrintable(QString::number(heap.peak())));
}

void tst_Compression::unknownCodingIsRefused_data()
{
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("asked for another") << "gzip"_ba
                                       << "compress"_ba;
    QTest::newRow("against the user's wish") << "identity"_ba
                                             << "gzip"_ba;
    QTest::newRow("not asked for") << QByteArray() << "compress"_ba;
    QTest::newRow("twice") << QByteArray() << "gzip, gzip"_ba;
}

// What Qt leaves encoded is no text, and is not read as if it were.
void tst_Compression::unknownCodingIsRefused()
{
    QFETCH(QByteArray, accepted);
    QFETCH(QByteArray, coding);
    ScriptedServer server;
    server.setDefaultScript(
            Script().header("Content-Encoding", coding).send("data: not decoded\n\n"));
    QSseRequest request(server.url(u"/events?key=secret"_s));
    request.setHeader("Accept-Encoding"_ba, accepted);
    const Probe probe(request);
    QTRY_COMPARE(probe.closed.size(), 1);
    QCOMPARE(probe.events.size(), 0);
    QCOMPARE(probe.opened.size(), 0);
    QCOMPARE(probe.onlyError().kind(), Kind::Decompression);
    QVERIFY(!probe.onlyError().willReconnect());
    QVERIFY(probe.onlyError().message().contains("Accept-Encoding"_L1));
    QVERIFY(!tellsSecrets(probe.onlyError()));
}

// A stream that is decoded as it comes costs memory until it ends, so it is asked for plain.
void tst_Compression::asksForPlainStream()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\n"));
    const Probe probe(QSseRequest(server.url()));
    QTRY_COMPARE(probe.events.size(), 1);
    QCOMPARE(server.requests().constLast().header("Accept-Encoding"), "identity"_ba);
}

void tst_Compression::asksForCodingOnDemand()
{
    ScriptedServer server;
    server.setDefaultScript(
            Script().header("Content-Encoding", "gzip").send(stored("gzip", "data: x\n\n")));
    QSseRequest request(server.url());
    request.setHeader("Accept-Encoding"_ba, "GZIP;q=1.0, br"_ba);
    const Probe probe(request);
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(server.requestCount(), 1);
    QVERIFY(server.requests().constLast().header("Accept-Encoding").contains("gzip"));
}

void tst_Compression::takesWhatIsCompressedAnyway()
{
    ScriptedServer server;
    server.setDefaultScript(
            Script().header("Content-Encoding", "gzip").send(stored("gzip", "data: x\n\n")));
    const Probe probe(QSseRequest(server.url()));
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(server.requestCount(), 2);
    QCOMPARE(probe.opened.size(), 1);
    QCOMPARE(probe.errors.size(), 0);
}

// Asking twice may do twice what was meant once.
void tst_Compression::answerToPostIsAskedForOnce()
{
    ScriptedServer server;
    server.setDefaultScript(
            Script().header("Content-Encoding", "gzip").send(stored("gzip", "data: x\n\n")));
    QSseRequest request(server.url());
    request.setBody("{}"_ba, "application/json"_ba);
    const Probe refused(request);
    QTRY_COMPARE(refused.closed.size(), 1);
    QCOMPARE(refused.onlyError().kind(), Kind::Decompression);
    QCOMPARE(server.requestCount(), 1);

    request.setHeader("Accept-Encoding"_ba, "gzip"_ba);
    const Probe accepted(request);
    QTRY_COMPARE(accepted.data(), QByteArrayList{"x"_ba});
    QCOMPARE(server.requestCount(), 2);
}

void tst_Compression::identity_data()
{
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("said") << QByteArray() << "identity"_ba;
    QTest::newRow("asked for") << "identity"_ba << QByteArray();
    QTest::newRow("asked for and said") << "identity"_ba
                                        << "Identity"_ba;
}

void tst_Compression::identity()
{
    QFETCH(QByteArray, accepted);
    QFETCH(QByteArray, coding);
    ScriptedServer server;
    server.setDefaultScript(Script().header("Content-Encoding", coding).send("data: x\n\n"));
    QSseRequest request(server.url());
    request.setHeader("Accept-Encoding"_ba, accepted);
    const Probe probe(request);
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
}

QTEST_GUILESS_MAIN(tst_Compression)
#include "tst_compression.moc"
