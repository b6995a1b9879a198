// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "floodserver.h"
#include "heapmeter.h"
#include "probe.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qhash.h>
#include <QtCore/qlocale.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qsslsocket.h>
#include <QtNetwork/qtcpserver.h>
#include <QtNetwork/qtcpsocket.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

// Servers that keep a client waiting, also with many bytes, and never come to the point.
class tst_Timeouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void connectionThatIsNeverMade();
    void handshakeThatNeverEnds();
    void headersThatTrickle();
    void longHeader();
    void informationalAnswers_data();
    void informationalAnswers();
    void informationalAnswerIsTheLast();
    void datesOfRetryAfter_data();
    void datesOfRetryAfter();

    // Last: Qt's HTTP thread is busy for a while with what it still finds in the socket.
    void headersThatNeverEnd_data();
    void headersThatNeverEnd();
    void framingThatNeverEnds_data();
    void framingThatNeverEnds();
};

static QUrl urlOf(const QTcpServer &server, const QString &scheme = u"http"_s)
{
    return QUrl(u"%1://127.0.0.1:%2/events?key=secret"_s.arg(scheme).arg(server.serverPort()));
}

// An error comes, and it is this one.
static void verifyConnectTimeout(const Probe &probe)
{
    QTRY_COMPARE_WITH_TIMEOUT(probe.errors.size(), 1, 30000);
    QCOMPARE(probe.onlyError().kind(), Kind::ConnectTimeout);
    QVERIFY(probe.onlyError().willReconnect());
    QVERIFY(!tellsSecrets(probe.onlyError()));
    QCOMPARE(probe.session.state(), State::Waiting);
}

void tst_Timeouts::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// A full backlog: the kernel drops what asks for a connection, as a firewall does.
void tst_Timeouts::connectionThatIsNeverMade()
{
    QTcpServer server;
    server.setListenBacklogSize(1);
    QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
    server.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> guests;
    do {
        guests.push_back(std::make_unique<QTcpSocket>());
        guests.back()->connectToHost(server.serverAddress(), server.serverPort());
    } while (guests.back()->waitForConnected(300) && guests.size() < 10);
    if (guests.back()->state() == QTcpSocket::ConnectedState)
        QSKIP("The backlog cannot be filled here");

    QSseRequest request(urlOf(server));
    Probe probe(request);
    probe.session.setConnectTimeout(200ms);
    verifyConnectTimeout(probe);
}

void tst_Timeouts::handshakeThatNeverEnds()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("There is no TLS here");
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
    Probe probe(QSseRequest(urlOf(server, u"https"_s)));
    probe.session.setConnectTimeout(2s); // on a busy machine Qt takes its time to connect
    verifyConnectTimeout(probe);
    QTRY_VERIFY(server.hasPendingConnections());
}

// Bytes before the end of the headers are no sign of life: the timeout is for all of them.
void tst_Timeouts::headersThatTrickle()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
    QTimer clock;
    int headers = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 200 OK\r\n");
        connect(&clock, &QTimer::timeout, socket, [&headers, socket] {
            ++headers;
            socket->write("X-Key: value\r\n");
        });
    });
    clock.start(10ms);
    Probe probe(QSseRequest(urlOf(server)));
    probe.session.setConnectTimeout(2s); // on a busy machine Qt takes its time to connect
    verifyConnectTimeout(probe);
    QVERIFY(headers > 0);
}

static FloodServer::Source manyHeaders()
{
    return [number = 0]() mutable {
        QByteArray headers;
        for (int i = 0; i < 1000; ++i)
            headers += "X-Header-" + QByteArray::number(number++) + ": value\r\n";
        return headers;
    };
}

Q_DECLARE_METATYPE(FloodServer::Source)

void tst_Timeouts::headersThatNeverEnd_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<FloodServer::Source>("source");
    const QByteArray status = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"_ba;
    QTest::newRow("many headers") << status << manyHeaders();
    QTest::newRow("one header often") << status << FloodServer::repeating("X-Key: value\r\n");
    QTest::newRow("one long header") << status + "X-Key: " << FloodServer::repeating("value");
    QTest::newRow("a long reason") << "HTTP/1.1 200 "_ba << FloodServer::repeating("x");
    QTest::newRow("many interim answers")
            << ""_ba << FloodServer::repeating("HTTP/1.1 100 Continue\r\n\r\n");
}

// Qt keeps what comes, a byte at a time and so slowly that the timeout is the bound.
void tst_Timeouts::headersThatNeverEnd()
{
    QFETCH(QByteArray, head);
    QFETCH(FloodServer::Source, source);
    const qint64 before = heapInUse();
    const FloodServer server(head, source);
    Probe probe(QSseRequest(server.url()));
    probe.session.setConnectTimeout(500ms);
    QTRY_COMPARE_WITH_TIMEOUT(probe.errors.size(), 1, 30000);
    QVERIFY2(probe.onlyError().kind() == Kind::ConnectTimeout
                     || probe.onlyError().kind() == Kind::Network,
             qPrintable(probe.onlyError().message()));
    QVERIFY(heapInUse() - before < 32 * 1024 * 1024);
    QCOMPARE(probe.opened.size(), 0);
}

void tst_Timeouts::longHeader()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Key: "
                            + QByteArray(64 * 1024, 'x') + "\r\nConnection: close\r\n\r\n";
    const FloodServer server(head, [] { return QByteArray(); });
    const Probe probe(QSseRequest(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(probe.opened.size(), 1, 30000);
    QCOMPARE(probe.session.response().header("X-Key").size(), 64 * 1024);
}

void tst_Timeouts::informationalAnswers_data()
{
    QTest::addColumn<QByteArray>("interim");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("100") << "HTTP/1.1 100 Continue\r\n\r\n"_ba << true;
    QTest::newRow("100 twice") << "HTTP/1.1 100 Continue\r\n\r\n"_ba.repeated(2) << true;
    QTest::newRow("103") << "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"_ba << false;
}

// RFC 9110, 15.2. Qt 6.4 knows 100 only, and takes another for the answer: that is an error then,
// and tried again, but nothing that hangs.
void tst_Timeouts::informationalAnswers()
{
    QFETCH(QByteArray, interim);
    QFETCH(bool, isKnown);
    const FloodServer server(
            interim + FloodServer::streamHead(),
            [left = "data: x\n\n"_ba]() mutable { return std::exchange(left, {}); });
    const Probe probe(QSseRequest(server.url()));
    QTRY_VERIFY_WITH_TIMEOUT(probe.events.size() + probe.errors.size() == 1, 30000);
    if (isKnown)
        QCOMPARE(probe.data(), QByteArrayList{"x"_ba});
    if (!probe.errors.isEmpty())
        QVERIFY(probe.onlyError().willReconnect());
}

// What comes on the connection of such an answer is still for who asked: nobody else gets it.
void tst_Timeouts::informationalAnswerIsTheLast()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int connections = 0;
    QHash<QTcpSocket *, int> requests;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *connection = server.nextPendingConnection();
        ++connections;
        connect(connection, &QTcpSocket::readyRead, &server, [&, connection] {
            if (!connection->readAll().endsWith("\r\n\r\n"))
                return;
            if (++requests[connection] == 1)
                connection->write("HTTP/1.1 103 Early Hints\r\n\r\n");
            else
                connection->write(FloodServer::streamHead() + "data: of somebody else\n\n");
        });
    });

    const Probe first(QSseRequest(urlOf(server)));
    QTRY_COMPARE_WITH_TIMEOUT(first.errors.size(), 1, 30000);
    const Probe second(QSseRequest(urlOf(server)));
    QTRY_COMPARE_WITH_TIMEOUT(second.errors.size() + second.events.size(), 1, 30000);
    QCOMPARE(second.events.size(), 0);
    QCOMPARE(connections, 2);
    QCOMPARE(first.onlyError().kind(), Kind::Network);
    QVERIFY(first.onlyError().message().contains(u"103"_s));
}

void tst_Timeouts::framingThatNeverEnds_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<FloodServer::Source>("source");
    QTest::newRow("chunk size") << ""_ba << FloodServer::repeating("0");
    QTest::newRow("chunk extension") << "5;name="_ba << FloodServer::repeating("value");
}

// Bytes that are no part of the stream are no sign of its life.
void tst_Timeouts::framingThatNeverEnds()
{
    QFETCH(QByteArray, begin);
    QFETCH(FloodServer::Source, source);
    const FloodServer server("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n"
                                     + begin,
                             source);
    const qint64 before = heapInUse();
    Probe probe(QSseRequest(server.url()));
    probe.session.setConnectTimeout(1s); // on a busy machine Qt may not come to show the headers
    probe.session.setIdleTimeout(500ms);
    QTRY_COMPARE_WITH_TIMEOUT(probe.errors.size(), 1, 30000);
    QVERIFY2(probe.onlyError().kind() == Kind::IdleTimeout
                     || probe.onlyError().kind() == Kind::ConnectTimeout
                     || probe.onlyError().kind() == Kind::Network,
             qPrintable(probe.onlyError().message()));
    QVERIFY(heapInUse() - before < 32 * 1024 * 1024);
    QCOMPARE(probe.events.size(), 0);
}

void tst_Timeouts::datesOfRetryAfter_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isDate");
    QTest::newRow("preferred") << u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s << true;
    QTest::newRow("RFC 850") << u"dddd, dd-MMM-yy HH:mm:ss 'GMT'"_s << true;
    QTest::newRow("asctime") << u"ddd MMM d HH:mm:ss yyyy"_s << true;
    QTest::newRow("asctime, padded") << u"ddd MMM  d HH:mm:ss yyyy"_s << true;
    QTest::newRow("local time") << u"ddd, dd MMM yyyy HH:mm:ss '+0200'"_s << false;
    QTest::newRow("ISO 8601") << u"yyyy-MM-ddTHH:mm:ssZ"_s << false;
    QTest::newRow("no time") << u"ddd, dd MMM yyyy 'soon GMT'"_s << false;
}

// RFC 9110, 5.6.7: a recipient accepts all three forms.
void tst_Timeouts::datesOfRetryAfter()
{
    QFETCH(QString, format);
    QFETCH(bool, isDate);
    const QDateTime then = QDateTime::currentDateTimeUtc().addSecs(2 * 3600);
    const QByteArray value = QLocale::c().toString(then, format).toLatin1();
    const FloodServer server("HTTP/1.1 503 Unavailable\r\nRetry-After: " + value
                                     + "\r\nContent-Length: 0\r\n\r\n",
                             [] { return QByteArray(); });
    const QSseRequest request(server.url());
    Probe probe(request);
    QSignalSpy scheduled(&probe.session, &QSseSession::reconnectScheduled);
    QTRY_COMPARE_WITH_TIMEOUT(scheduled.size(), 1, 30000);
    const auto delay = scheduled.first().last().value<std::chrono::milliseconds>();
    QCOMPARE(delay > 1h, isDate);
    QVERIFY(delay <= 2h);
}

QTEST_GUILESS_MAIN(tst_Timeouts)
#include "tst_timeouts.moc"
