// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "ledger.h"

#include <scriptedserver.h>

#include <QtSse/QSseSession>

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <csignal>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

// A run of one of the two programs.
class Program : public QProcess
{
public:
    Program(const QString &path, const QStringList &arguments)
    {
        setProgram(path);
        setArguments(arguments);
        start(ReadWrite | Unbuffered);
    }

    ~Program() override
    {
        kill();
        waitForFinished();
    }

    // -1 where it did not end by itself.
    int result()
    {
        QSignalSpy finishedSpy(this, &QProcess::finished);
        if (state() != NotRunning && !finishedSpy.wait(patience))
            return -1;
        return exitStatus() == NormalExit ? exitCode() : -1;
    }

    const QByteArray &output() { return m_output += readAllStandardOutput(); }
    const QByteArray &errors() { return m_errors += readAllStandardError(); }
    QByteArray lastLine() { return output().trimmed().split('\n').constLast(); }

private:
    QByteArray m_output;
    QByteArray m_errors;
};

class Demo : public Program
{
public:
    explicit Demo(const QStringList &arguments)
        : Program(QStringLiteral(DEMO_EXECUTABLE), arguments)
    {}
};

QByteArray events(const QList<int> &ids)
{
    QByteArray blocks;
    for (const int id : ids)
        blocks += "id: " + QByteArray::number(id) + "\ndata: x\n\n";
    return blocks;
}

Script stream(const QList<int> &ids)
{
    return Script().send("retry: 1\n\n" + events(ids)).finish();
}

// A 204 ends a session for good.
Script endOfStream()
{
    return Script().status(204).finish();
}

const QRegularExpression nothingLost(u"^received [1-9][0-9]*, lost 0, duplicated 0$"_s);

bool isNothingLost(const QByteArray &line)
{
    return nothingLost.match(QString::fromUtf8(line)).hasMatch();
}

} // namespace

class tst_Demo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void ledger_data();
    void ledger();
    void ledgerJudgesEntries();

    void ownFeed();
    void interrupted();
    void otherServer_data();
    void otherServer();
    void resumesWithLastEventId();
    void refused_data();
    void refused();
    void neverConnected();
    void badUse_data();
    void badUse();
    void help();

    void demoserverReplays();
    void demoserverEndsOnSignal();
};

void tst_Demo::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Demo::ledger_data()
{
    QTest::addColumn<QList<qint64>>("ids");
    QTest::addColumn<qint64>("expectedUpTo");
    QTest::addColumn<QString>("summary");

    using Ids = QList<qint64>;
    QTest::newRow("nothing") << Ids{} << -1LL << u"received 0, lost 0, duplicated 0"_s;
    QTest::newRow("nothing yet") << Ids{} << 7LL << u"received 0, lost 0, duplicated 0"_s;
    QTest::newRow("in turn") << Ids{1, 2, 3} << 3LL << u"received 3, lost 0, duplicated 0"_s;
    QTest::newRow("begins with 0") << Ids{0, 1} << 1LL << u"received 2, lost 0, duplicated 0"_s;
    QTest::newRow("begins later") << Ids{41, 42} << 42LL << u"received 2, lost 0, duplicated 0"_s;
    QTest::newRow("gap") << Ids{1, 2, 4} << 4LL << u"received 3, lost 1, duplicated 0"_s;
    QTest::newRow("gaps") << Ids{1, 4, 5, 9} << 9LL << u"received 4, lost 5, duplicated 0"_s;
    QTest::newRow("twice") << Ids{1, 2, 2, 3} << 3LL << u"received 3, lost 0, duplicated 1"_s;
    QTest::newRow("0 twice") << Ids{0, 0} << 0LL << u"received 1, lost 0, duplicated 1"_s;
    QTest::newRow("goes back") << Ids{5, 6, 5, 6, 7} << 7LL
                               << u"received 3, lost 0, duplicated 2"_s;
    QTest::newRow("end missing") << Ids{1, 2} << 5LL << u"received 2, lost 3, duplicated 0"_s;
    QTest::newRow("all wrong") << Ids{1, 3, 3} << 4LL << u"received 2, lost 2, duplicated 1"_s;
}

void tst_Demo::ledger()
{
    QFETCH(const QList<qint64>, ids);
    QFETCH(const qint64, expectedUpTo);

    Ledger ledger;
    for (const qint64 id : ids)
        ledger.enter(id);
    ledger.expectUpTo(expectedUpTo);
    ledger.expectUpTo(expectedUpTo); // it counts once
    QTEST(ledger.summary(), "summary");
    QCOMPARE(ledger.isBalanced(), ledger.summary().endsWith(u"lost 0, duplicated 0"_s));
}

void tst_Demo::ledgerJudgesEntries()
{
    Ledger ledger;
    QCOMPARE(ledger.lastId(), -1);
    QCOMPARE(ledger.enter(7), Ledger::Entry::InTurn);
    QCOMPARE(ledger.enter(8), Ledger::Entry::InTurn);
    QCOMPARE(ledger.enter(8), Ledger::Entry::Duplicate);
    QCOMPARE(ledger.enter(10), Ledger::Entry::AfterGap);
    QCOMPARE(ledger.enter(11), Ledger::Entry::InTurn);
    QCOMPARE(ledger.lastId(), 11);
}

// On a busy machine it takes longer for two cuts and what comes after them.
void tst_Demo::ownFeed()
{
    QByteArray output;
    const auto tellsAll = [&output] {
        return output.contains("cuts the connection: clean end")
               && output.contains("cuts the connection: inside an event")
               && output.count(", attempt 1\n") >= 2 && output.count("resumed after id ") >= 2
               && output.contains(" missed events replayed\n");
    };
    for (int seconds = 3; seconds < 20 && !tellsAll(); seconds *= 2) {
        Demo demo({u"--seconds"_s, QString::number(seconds), u"--cut-every"_s, u"300"_s,
                   u"--interval"_s, u"20"_s});
        QCOMPARE(demo.result(), 0);
        QCOMPARE(demo.errors(), ""_ba);
        QVERIFY2(isNothingLost(demo.lastLine()), demo.lastLine().constData());
        output = demo.output();
        QVERIFY(!output.contains('\x1b')); // this is no terminal
    }
    QVERIFY2(tellsAll(), output.constData());
}

void tst_Demo::interrupted()
{
#ifdef Q_OS_UNIX
    Demo demo({u"--forever"_s, u"--interval"_s, u"10"_s});
    QTRY_VERIFY_WITH_TIMEOUT(demo.output().count(" price ") > 2, patience);
    QCOMPARE(::kill(pid_t(demo.processId()), SIGINT), 0);
    QCOMPARE(demo.result(), 0);
    QVERIFY2(isNothingLost(demo.lastLine()), demo.lastLine().constData());
#else
    QSKIP("There are no signals here");
#endif
}

void tst_Demo::otherServer_data()
{
    QTest::addColumn<QList<int>>("ids");
    QTest::addColumn<QList<int>>("idsAfterCut");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("summary");

    using Ids = QList<int>;
    QTest::newRow("complete") << Ids{1, 2} << Ids{3} << 0 << "received 3, lost 0, duplicated 0"_ba;
    QTest::newRow("gap") << Ids{1, 3} << Ids{4} << 1 << "received 3, lost 1, duplicated 0"_ba;
    QTest::newRow("twice") << Ids{1, 1} << Ids{2} << 1 << "received 2, lost 0, duplicated 1"_ba;
    QTest::newRow("gap at the cut")
            << Ids{1, 2} << Ids{4} << 1 << "received 3, lost 1, duplicated 0"_ba;
    QTest::newRow("twice at the cut")
            << Ids{1, 2} << Ids{2, 3} << 1 << "received 3, lost 0, duplicated 1"_ba;
    QTest::newRow("empty") << Ids{} << Ids{} << 3 << "received 0, lost 0, duplicated 0"_ba;
}

void tst_Demo::otherServer()
{
    QFETCH(const QList<int>, ids);
    QFETCH(const QList<int>, idsAfterCut);

    ScriptedServer server;
    server.enqueue(stream(ids));
    server.enqueue(stream(idsAfterCut));
    server.setDefaultScript(endOfStream());
    Demo demo({u"--forever"_s, u"--url"_s, server.url().toString()});
    QTEST(demo.result(), "exitCode");
    QTEST(demo.lastLine(), "summary");
    QCOMPARE(server.requestCount(), 3);
}

void tst_Demo::resumesWithLastEventId()
{
    ScriptedServer server;
    server.enqueue(stream({1, 2}));
    server.setDefaultScript(endOfStream());
    Demo demo({u"--forever"_s, u"--url"_s, server.url().toString()});
    QCOMPARE(demo.result(), 0);
    QCOMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests().constLast().header("Last-Event-ID"), "2"_ba);
}

void tst_Demo::refused_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("not found") << Script().status(404).finish();
    QTest::newRow("no stream") << Script().header("Content-Type", "text/html").finish();
    QTest::newRow("event without id") << Script().send("data: x\n\n");
    QTest::newRow("id that is no number") << Script().send("id: a\ndata: x\n\n");
}

void tst_Demo::refused()
{
    QFETCH(const Script, script);
    ScriptedServer server;
    server.enqueue(script);
    Demo demo({u"--forever"_s, u"--url"_s, server.url().toString()});
    QCOMPARE(demo.result(), 3);
    QCOMPARE(demo.lastLine(), "received 0, lost 0, duplicated 0"_ba);
}

void tst_Demo::neverConnected()
{
    ScriptedServer server;
    server.enqueue(Script().silent());
    Demo demo({u"--seconds"_s, u"0.1"_s, u"--url"_s, server.url().toString()});
    QCOMPARE(demo.result(), 3);
    QCOMPARE(demo.lastLine(), "received 0, lost 0, duplicated 0"_ba);
}

void tst_Demo::badUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s};
    QTest::newRow("argument") << QStringList{u"http://127.0.0.1/"_s};
    QTest::newRow("no number") << QStringList{u"--seconds"_s, u"soon"_s};
    QTest::newRow("no time") << QStringList{u"--seconds"_s, u"0"_s};
    QTest::newRow("negative") << QStringList{u"--cut-every"_s, u"-1"_s};
    QTest::newRow("no interval") << QStringList{u"--interval"_s, u"0"_s};
    QTest::newRow("no http") << QStringList{u"--url"_s, u"ftp://127.0.0.1/"_s};
    QTest::newRow("no host") << QStringList{u"--url"_s, u"http:"_s};
    QTest::newRow("seconds and forever") << QStringList{u"--forever"_s, u"--seconds"_s, u"3"_s};
    QTest::newRow("another server's interval")
            << QStringList{u"--url"_s, u"http://127.0.0.1/"_s, u"--interval"_s, u"3"_s};
}

void tst_Demo::badUse()
{
    QFETCH(const QStringList, arguments);
    Demo demo(arguments);
    QCOMPARE(demo.result(), 2);
    QCOMPARE(demo.output(), ""_ba);
    QVERIFY(demo.errors().startsWith("demo: "));
}

void tst_Demo::help()
{
    Demo demo({u"--help"_s});
    QCOMPARE(demo.result(), 0);
    QVERIFY(demo.output().contains("--cut-every"));
    QVERIFY(demo.output().contains("Exit codes"));
}

void tst_Demo::demoserverReplays()
{
    Program demoserver(QStringLiteral(DEMOSERVER_EXECUTABLE),
                       {u"--interval"_s, u"10"_s, u"--cut-every"_s, u"0"_s});
    QTRY_VERIFY_WITH_TIMEOUT(demoserver.output().endsWith('\n'), patience);
    const QUrl url(QString::fromUtf8(demoserver.output().trimmed()));

    QSseSession live;
    live.setUrl(url);
    live.open();
    QTRY_VERIFY_WITH_TIMEOUT(live.lastEventId().toLongLong() > 5, patience);

    QSseSession resumed;
    QSignalSpy received(&resumed, &QSseSession::eventReceived);
    resumed.setUrl(url);
    resumed.setLastEventId(u"2"_s);
    resumed.open();
    QTRY_VERIFY_WITH_TIMEOUT(received.size() > 2, patience);
    for (qsizetype i = 0; i < received.size(); ++i)
        QCOMPARE(received.at(i).constFirst().value<QSseEvent>().id(), QString::number(3 + i));
    QTRY_VERIFY_WITH_TIMEOUT(demoserver.errors().contains("client back after event 2\n"), patience);
}

void tst_Demo::demoserverEndsOnSignal()
{
#ifdef Q_OS_UNIX
    Program demoserver(QStringLiteral(DEMOSERVER_EXECUTABLE), {});
    QTRY_VERIFY_WITH_TIMEOUT(demoserver.output().startsWith("http://127.0.0.1:"), patience);
    demoserver.terminate();
    QCOMPARE(demoserver.result(), 0);
    QCOMPARE(demoserver.output().count('\n'), 1);
#else
    QSKIP("There are no signals here");
#endif
}

QTEST_GUILESS_MAIN(tst_Demo)
#include "tst_demo.moc"
