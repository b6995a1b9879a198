// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "floodserver.h"
#include "heapmeter.h"
#include "http2floodserver.h"
#include "probe.h"

#include <QtCore/qregularexpression.h>
#include <QtCore/qscopeguard.h>
#include <QtCore/qtimer.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

static constexpr qint64 MiB = 1024 * 1024;

// A server that sends all that the client takes. Nothing of it piles up: whether a session reads
// on, is paused, or has a slot that blocks the thread.
class tst_Floods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void reads_data();
    void reads();
    void endlessLineIsRefused_data();
    void endlessLineIsRefused();
    void holdsServer_data();
    void holdsServer();
    void holdsServerWhileBlocked_data();
    void holdsServerWhileBlocked();
    void smallPieces_data();
    void smallPieces();
    void smallPiecesWhileBlocked_data();
    void smallPiecesWhileBlocked();
    void http2_data();
    void http2();
    void http2BeginningIsRead();
};

Q_DECLARE_METATYPE(FloodServer::Source)

void tst_Floods::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// Pieces that have a number in them, each of them another.
static FloodServer::Source numbered(const QByteArray &before, const QByteArray &after)
{
    return [=, number = 0]() mutable {
        QByteArray pieces;
        for (int i = 0; i < 5000; ++i)
            pieces += before + QByteArray::number(number++) + after;
        return pieces;
    };
}

void tst_Floods::reads_data()
{
    QTest::addColumn<FloodServer::Source>("source");
    const auto row = [](const char *name, const FloodServer::Source &source) {
        QTest::newRow(name) << source;
    };
    row("events", FloodServer::repeating("data: " + QByteArray(100, 'x') + "\n\n"));
    row("comments", FloodServer::repeating(":" + QByteArray(100, 'x') + "\n"));
    row("comments of one block", numbered(": ", "\n"));
    row("retries", numbered("retry: ", "\n"));
    row("ids", numbered("id: ", "\n\n"));
    row("ids of events", numbered("data\nid: ", "\n\n"));
    row("ids of one block", numbered("id: ", "\n"));
    row("types", numbered("data\nevent: ", "\n\n"));
    row("types of one block", numbered("event: ", "\n"));
    row("unknown fields", numbered("field-", "\n"));
    row("blank lines", FloodServer::repeating("\n"));
    row("one comment", FloodServer::repeating(":", "x"));
    row("one line of an unknown field", FloodServer::repeating("x"));
    row("one line of data", FloodServer::repeating("data: ", "x"));
    row("data lines of one block", FloodServer::repeating("data\n"));
    row("invalid UTF-8", FloodServer::repeating("data: \xff\xc3\nevent: \xff\nid: \xff\n\n"));
}

namespace {

// Lets a source run ahead of its reader by a mebibyte and no more: what Qt holds in between depends
// on the machine's load, and hides what the session does.
class Pace
{
public:
    FloodServer::Source limit(const FloodServer::Source &source)
    {
        return [this, source, sent = qint64(0)]() mutable {
            while (sent - m_read > MiB && !m_isOver)
                QThread::msleep(1);
            const QByteArray pieces = source();
            sent += pieces.size();
            return pieces;
        };
    }
    void noteRead(qint64 bytes) { m_read = bytes; }
    void end() { m_isOver = true; }

private:
    std::atomic<qint64> m_read = 0;
    std::atomic<bool> m_isOver = false;
};

} // namespace

// What is too large is skipped here, so that the stream goes on.
void tst_Floods::reads()
{
    QFETCH(FloodServer::Source, source);
    Pace pace;
    const FloodServer server(FloodServer::streamHead(), pace.limit(source));
    const auto end = qScopeGuard([&pace] { pace.end(); });
    HeapMeter heap;
    QSseSession session{QSseRequest(server.url())};
    session.setMaximumEventSize(64 * 1024);
    session.setOversizePolicy(QSseParser::OversizePolicy::Skip);
    QTimer clock;
    connect(&clock, &QTimer::timeout, this, [&] { pace.noteRead(session.statistics().bytes()); });
    clock.start(1);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(session.statistics().bytes() > 24 * MiB, 120000);
    QVERIFY2(heap.peak() < 12 * MiB, qPrintable(QString::number(heap.peak())));
    QCOMPARE(session.state(), State::Open);
    session.close();
    QTRY_VERIFY2(heap.growth() < 2 * MiB, qPrintable(QString::number(heap.growth())));
}

void tst_Floods::endlessLineIsRefused_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("data") << "data: "_ba;
    QTest::newRow("id") << "id: "_ba;
    QTest::newRow("type") << "event: "_ba;
    QTest::newRow("comment") << ":"_ba;
    QTest::newRow("unknown field") << "field: "_ba;
    QTest::newRow("no field") << "x"_ba;
}

// With the default limit of 16 MiB.
void tst_Floods::endlessLineIsRefused()
{
    QFETCH(QByteArray, beginning);
    const FloodServer server(FloodServer::streamHead(),
                             FloodServer::repeating("id: 1\ndata\n\nid: 2\n" + beginning, "x"));
    HeapMeter heap;
    const Probe probe(QSseRequest(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(probe.closed.size(), 1, 30000);
    QCOMPARE(probe.onlyError().kind(), Kind::EventTooLarge);
    QCOMPARE(probe.session.lastEventId(), u"1"_s);
    QVERIFY2(heap.peak() < 64 * MiB, qPrintable(QString::number(heap.peak())));
    QTRY_VERIFY2(heap.growth() < 2 * MiB, qPrintable(QString::number(heap.growth())));
}

static QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

void tst_Floods::holdsServer_data()
{
    QTest::addColumn<QByteArray>("framing");
    QTest::addColumn<QByteArray>("piece");
    const QByteArray event = "data: " + QByteArray(1000, 'x') + "\n\n";
    QTest::newRow("until close") << "Connection: close"_ba << event;
    QTest::newRow("length") << "Content-Length: 9000000000000000000"_ba << event;
    const QByteArray chunked = "Transfer-Encoding: chunked"_ba;
    QTest::newRow("chunks") << chunked << chunk(event);
    QTest::newRow("large chunks") << chunked << chunk(event.repeated(1000));
    QTest::newRow("comments") << chunked << chunk(':' + QByteArray(1000, 'x') + "\n\n");
}

static QByteArray headWith(const QByteArray &framing)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + framing + "\r\n\r\n";
}

// What the kernel's buffers take is bounded, too.
static constexpr qint64 MostOnTheWay = 48 * MiB;

void tst_Floods::holdsServer()
{
    QFETCH(QByteArray, framing);
    QFETCH(QByteArray, piece);
    const FloodServer server(headWith(framing), FloodServer::repeating(piece));
    HeapMeter heap;
    Probe probe(QSseRequest(server.url()));
    probe.session.pause();
    // A busy machine holds the server, too, before Qt has come to read the head.
    QTRY_COMPARE_WITH_TIMEOUT(probe.session.state(), State::Open, 30000);
    QTRY_VERIFY_WITH_TIMEOUT(server.isHeld(), 60000);
    QCOMPARE(probe.session.state(), State::Open);
    QVERIFY(server.bytesWritten() < MostOnTheWay);
    QVERIFY2(heap.peak() < 48 * MiB, qPrintable(QString::number(heap.peak())));
    QCOMPARE(probe.session.statistics().bytes(), 0);

    const qint64 written = server.bytesWritten();
    probe.session.resume();
    QTRY_VERIFY_WITH_TIMEOUT(server.bytesWritten() > written + 4 * MiB, 30000);
    QCOMPARE(probe.errors.size(), 0);
}

void tst_Floods::holdsServerWhileBlocked_data()
{
    holdsServer_data();
}

void tst_Floods::holdsServerWhileBlocked()
{
    QFETCH(QByteArray, framing);
    QFETCH(QByteArray, piece);
    const FloodServer server(headWith(framing), FloodServer::repeating(piece));
    HeapMeter heap;
    QSseSession session{QSseRequest(server.url())};
    const auto block = [&] {
        server.waitUntilHeld(MostOnTheWay);
        heap.peak();
        session.close();
    };
    connect(&session, &QSseSession::eventReceived, this, block);
    connect(&session, &QSseSession::commentReceived, this, block);
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.statistics().connections(), 1, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Closed, 30000);
    QVERIFY(server.bytesWritten() < MostOnTheWay);
    QVERIFY2(heap.peak() < 48 * MiB, qPrintable(QString::number(heap.peak())));
}

void tst_Floods::smallPieces_data()
{
    QTest::addColumn<QByteArray>("piece");
    QByteArray bytes;
    for (const char byte : "data: x\n\n"_ba)
        bytes += chunk(QByteArray(1, byte));
    QTest::newRow("events") << chunk("data: x\n\n");
    QTest::newRow("bytes") << bytes;
}

// A chunk of a few bytes costs Qt a hundred times as much. What waits beyond the read buffer of
// 1 MiB:
static constexpr qint64 MostOfSmallPieces = (1 + 4) * MiB;

void tst_Floods::smallPieces()
{
    QFETCH(QByteArray, piece);
    const FloodServer server(headWith("Transfer-Encoding: chunked"), FloodServer::repeating(piece));
    HeapMeter heap;
    Probe probe(QSseRequest(server.url()));
    probe.session.pause();
    QTRY_VERIFY_WITH_TIMEOUT(server.isHeld(), 60000);
    QVERIFY(server.bytesWritten() < MostOnTheWay);
    QVERIFY2(heap.peak() < MostOfSmallPieces, qPrintable(QString::number(heap.peak())));

    disconnect(&probe.session, nullptr, &probe.events, nullptr); // it would keep them all
    probe.session.resume();
    const qint64 written = server.bytesWritten();
    QTRY_VERIFY_WITH_TIMEOUT(server.bytesWritten() > written + MiB, 60000);
    QCOMPARE(probe.errors.size(), 0);
}

void tst_Floods::smallPiecesWhileBlocked_data()
{
    smallPieces_data();
}

void tst_Floods::smallPiecesWhileBlocked()
{
    QFETCH(QByteArray, piece);
    const FloodServer server(headWith("Transfer-Encoding: chunked"), FloodServer::repeating(piece));
    HeapMeter heap;
    QSseSession session{QSseRequest(server.url())};
    connect(&session, &QSseSession::eventReceived, this, [&] {
        server.waitUntilHeld(MostOnTheWay);
        heap.peak();
        session.close();
    });
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.statistics().events(), 1, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Closed, 60000);
    QVERIFY(server.bytesWritten() < MostOnTheWay);
    QVERIFY2(heap.peak() < MostOfSmallPieces, qPrintable(QString::number(heap.peak())));
}

void tst_Floods::http2_data()
{
    QTest::addColumn<int>("frameSize");
    QTest::newRow("large frames") << 16 * 1024;
    QTest::newRow("small frames") << 9;
    QTest::newRow("bytes") << 1;
}

static QSseRequest http2Request(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
    request.setAttribute(QNetworkRequest::Http2DirectAttribute, true);
    return QSseRequest(request);
}

// Nothing holds the server there, so the connection is dropped, and taken up again.
void tst_Floods::http2()
{
    QFETCH(int, frameSize);
    const Http2FloodServer server("data: x\n\n", frameSize);
    HeapMeter heap;
    QSseSession session{http2Request(server.url())};
    session.pause();
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Open, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(server.openStreams(), 0, 60000);
    QVERIFY2(heap.peak() < 8 * MiB, qPrintable(QString::number(heap.peak())));
    QCOMPARE(session.statistics().bytes(), 0);

    session.resume();
    QTRY_VERIFY_WITH_TIMEOUT(session.statistics().connections() > 1, 60000);
    QVERIFY(session.statistics().events() > 0);
    QVERIFY(!session.error());
}

// What comes with the head is more than Qt lets through before the stream is accepted, and nothing
// follows that would push it on.
void tst_Floods::http2BeginningIsRead()
{
    constexpr qint64 All = 50000;
    const Http2FloodServer server("data: x\n\n", 1000, FloodServer::Speed::Full, All);
    QSseSession session{http2Request(server.url())};
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.statistics().bytes(), All, 30000);
    QCOMPARE(session.statistics().connections(), 1);
}

QTEST_GUILESS_MAIN(tst_Floods)
#include "tst_floods.moc"
