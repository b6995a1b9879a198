// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"
#include "sessionlog.h"

#include <QtSse/QSseSession>

#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Buffer = QSseSession::DiagnosticBuffer;
using Kind = QSseError::Kind;

// What an error tells of the end of its stream.
class tst_Diagnostics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void keeps_data();
    void keeps();
    void isSplitAsItMay();
    void isBounded();
    void isOfOneConnection();
    void holdsFromTheNextConnection();
    void comesWithEveryKindOfError_data();
    void comesWithEveryKindOfError();
    void isEmptyWhereNothingCame();
    void isNeitherInMessageNorInDebug();
    void badCount();
};

void tst_Diagnostics::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// The error of a stream that ends before its end marker, so that not a byte is lost.
static QSseError errorAfter(const Script &script, Buffer what, int count = 1)
{
    ScriptedServer server;
    server.setDefaultScript(Script(script).finish());
    QSseSession session{QSseRequest(server.url())};
    useEndlessWaits(&session);
    session.setEndMarker("never");
    session.setDiagnosticBuffer(what, count);
    session.open();
    [&] { QTRY_VERIFY(session.error()); }();
    return session.error();
}

void tst_Diagnostics::keeps_data()
{
    QTest::addColumn<Buffer>("what");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("expected");

    const QByteArray three = "data: 1\n\ndata: 2\n\ndata: 3\n\n";
    QTest::newRow("off") << Buffer::Off << 1 << three << QByteArray();
    QTest::newRow("all") << Buffer::All << 1 << three << three;
    QTest::newRow("1 event") << Buffer::LastEvents << 1 << three << QByteArray("data: 3\n\n");
    QTest::newRow("2 events") << Buffer::LastEvents << 2 << three
                              << QByteArray("data: 2\n\ndata: 3\n\n");
    QTest::newRow("9 events") << Buffer::LastEvents << 9 << three << three;
    QTest::newRow("2 lines") << Buffer::LastLines << 2 << three << QByteArray("data: 3\n\n");
    QTest::newRow("3 lines") << Buffer::LastLines << 3 << three << QByteArray("\ndata: 3\n\n");
    QTest::newRow("99 lines") << Buffer::LastLines << 99 << three << three;
    QTest::newRow("begun event") << Buffer::LastEvents << 1
                                 << QByteArray("data: 1\n\nevent: x\ndata: par")
                                 << QByteArray("event: x\ndata: par");
    QTest::newRow("begun line") << Buffer::LastLines << 1 << QByteArray("data: 1\n\ndata: par")
                                << QByteArray("data: par");
    QTest::newRow("CR LF") << Buffer::LastEvents << 1
                           << QByteArray("data: 1\r\n\r\ndata: 2\r\n\r\n")
                           << QByteArray("data: 2\r\n\r\n");
    QTest::newRow("CR") << Buffer::LastEvents << 1 << QByteArray("data: 1\r\rdata: 2\r\r")
                        << QByteArray("data: 2\r\r");
    QTest::newRow("comments count") << Buffer::LastEvents << 1 << QByteArray("data: 1\n\n: hi\n\n")
                                    << QByteArray(": hi\n\n");
    QTest::newRow("blank lines do not")
            << Buffer::LastEvents << 1 << QByteArray("data: 1\n\ndata: 2\n\n\n\n")
            << QByteArray("data: 2\n\n\n\n");
    QTest::newRow("blank lines alone")
            << Buffer::LastEvents << 1 << QByteArray("\n\n") << QByteArray("\n\n");
    QTest::newRow("binary") << Buffer::All << 1 << QByteArray("data: \0\xff\n\n", 10)
                            << QByteArray("data: \0\xff\n\n", 10);
}

void tst_Diagnostics::keeps()
{
    QFETCH(Buffer, what);
    QFETCH(int, count);
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, expected);
    QCOMPARE(errorAfter(Script().send(stream), what, count).diagnostics(), expected);
}

void tst_Diagnostics::isSplitAsItMay()
{
    const auto script = Script().sendBytewise("data: 1\r\n\r\ndata: 2\r\n\r\n");
    QCOMPARE(errorAfter(script, Buffer::LastEvents).diagnostics(), "data: 2\r\n\r\n");
}

void tst_Diagnostics::isBounded()
{
    constexpr qsizetype Most = 256 * 1024;
    QByteArray stream;
    for (int i = 0; stream.size() < 5 * Most; ++i)
        stream += "data: " + QByteArray::number(i) + "\n\n";
    const QByteArray all = errorAfter(Script().send(stream), Buffer::All).diagnostics();
    QCOMPARE(all, stream.last(Most));

    const QByteArray line = "data: " + QByteArray(3 * Most, 'x') + "\n\n";
    const QByteArray last = errorAfter(Script().send(line), Buffer::LastEvents).diagnostics();
    QCOMPARE(last, line.last(Most));
}

void tst_Diagnostics::isOfOneConnection()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\n").finish());
    server.setDefaultScript(Script().send("data: 2\n\n").finish());
    QSseSession session{QSseRequest(server.url())};
    useFastReconnects(&session);
    session.setEndMarker("never");
    session.setDiagnosticBuffer(Buffer::All);
    QByteArrayList diagnostics;
    connect(&session, &QSseSession::errorOccurred, this, [&](const QSseError &error) {
        diagnostics << error.diagnostics();
        if (diagnostics.size() == 2)
            session.close();
    });
    session.open();
    QTRY_COMPARE(diagnostics, (QByteArrayList{"data: 1\n\n", "data: 2\n\n"}));
}

void tst_Diagnostics::holdsFromTheNextConnection()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\n"));
    QSseSession session{QSseRequest(server.url())};
    useFastReconnects(&session);
    session.setEndMarker("never");
    QByteArrayList diagnostics;
    connect(&session, &QSseSession::errorOccurred, this,
            [&](const QSseError &error) { diagnostics << error.diagnostics(); });
    session.open();
    QTRY_COMPARE(session.statistics().events(), 1);
    session.setDiagnosticBuffer(Buffer::All);
    server.lastExchange()->finish();
    QTRY_COMPARE(session.statistics().events(), 2);
    server.lastExchange()->finish();
    QTRY_COMPARE(diagnostics, (QByteArrayList{{}, "data: 1\n\n"}));
}

void tst_Diagnostics::comesWithEveryKindOfError_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("lost") << Kind::Network;
    QTest::newRow("idle") << Kind::IdleTimeout;
    QTest::newRow("too large") << Kind::EventTooLarge;
    QTest::newRow("given up") << Kind::RetriesExhausted;
}

void tst_Diagnostics::comesWithEveryKindOfError()
{
    QFETCH(Kind, kind);
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 12345678\n\n"));
    QSseSession session{QSseRequest(server.url())};
    session.setDiagnosticBuffer(Buffer::All);
    session.setEndMarker("never"); // Qt takes a cut for a clean end at times: an error, too, then
    useEndlessWaits(&session);
    if (kind == Kind::IdleTimeout)
        session.setIdleTimeout(1ms);
    else if (kind == Kind::EventTooLarge)
        session.setMaximumEventSize(4);
    else if (kind == Kind::RetriesExhausted)
        session.setReconnectPolicy([](int, const QSseError &) { return false; },
                                   [](int) { return 1ms; });
    if (kind == Kind::Network || kind == Kind::RetriesExhausted) {
        connect(&session, &QSseSession::eventReceived, this, [&] { server.lastExchange()->cut(); });
    }
    QByteArray diagnostics;
    connect(&session, &QSseSession::errorOccurred, this,
            [&](const QSseError &error) { diagnostics = error.diagnostics(); });
    session.open();
    if (kind == Kind::IdleTimeout) // may be over before the first byte
        QTRY_VERIFY(session.error().kind() == kind);
    else
        QTRY_COMPARE(diagnostics, "data: 12345678\n\n");
    QCOMPARE(session.error().kind(), kind);
}

void tst_Diagnostics::isEmptyWhereNothingCame()
{
    QCOMPARE(errorAfter(Script(), Buffer::All).diagnostics(), QByteArray());
    ScriptedServer server;
    server.setDefaultScript(Script().status(404).contentLength(4).send("body"));
    QSseSession session{QSseRequest(server.url())};
    const QSignalSpy errors(&session, &QSseSession::errorOccurred);
    session.setDiagnosticBuffer(Buffer::All);
    session.open();
    QTRY_COMPARE(errors.count(), 1);
    QCOMPARE(session.error().kind(), Kind::HttpStatus);
    QCOMPARE(session.error().diagnostics(), QByteArray());
}

void tst_Diagnostics::isNeitherInMessageNorInDebug()
{
    const QSseError error = errorAfter(Script().send("data: geheim\n\n"), Buffer::All);
    QVERIFY(error.diagnostics().contains("geheim"));
    QVERIFY(!error.message().contains(u"geheim"_s));
    QVERIFY(!QDebug::toString(error).contains(u"geheim"_s));
}

void tst_Diagnostics::badCount()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"setDiagnosticBuffer"_s));
    const QSseError error = errorAfter(Script().send("a\nb\n"), Buffer::LastLines, 0);
    QCOMPARE(error.diagnostics(), "b\n");
}

QTEST_GUILESS_MAIN(tst_Diagnostics)
#include "tst_diagnostics.moc"
