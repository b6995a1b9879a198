// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include <scriptedserver.h>

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

const QString futures = QStringLiteral(FUTURES_EXECUTABLE);
#ifdef COROUTINES_EXECUTABLE
const QString coroutines = QStringLiteral(COROUTINES_EXECUTABLE);
#else
const QString coroutines; // not built
#endif

class Program : public QProcess
{
public:
    explicit Program(const QString &path, const QStringList &arguments = {})
    {
        setProcessChannelMode(ForwardedErrorChannel);
        start(path, arguments);
    }

    ~Program() override
    {
        kill();
        waitForFinished();
    }

    // What it says until it ends; null where it does not end well.
    QByteArray output()
    {
        QSignalSpy finishedSpy(this, &QProcess::finished);
        if (state() != NotRunning && !finishedSpy.wait(patience))
            return {};
        return exitStatus() == NormalExit && exitCode() == 0 ? readAllStandardOutput()
                                                             : QByteArray();
    }
};

QByteArray news()
{
    return "event: news\ndata: headline\n\n";
}

QByteArray prices(int first, int last)
{
    QByteArray blocks;
    for (int i = first; i <= last; ++i)
        blocks += "data: price " + QByteArray::number(i) + "\n\n";
    return blocks;
}

QByteArray lines(int first, int last)
{
    QByteArray lines;
    for (int i = first; i <= last; ++i)
        lines += QByteArray::number(i) + "  price " + QByteArray::number(i) + '\n';
    return lines;
}

} // namespace

class tst_Pull : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void takesTenInContinuations();
    void takesTenInCoroutines();
    void ownFeed_data();
    void ownFeed();
    void refused_data();
    void refused();

private:
    static void addPrograms();
};

void tst_Pull::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Pull::addPrograms()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("futures") << futures;
    QTest::newRow("coroutines") << coroutines;
}

#define SKIP_UNLESS_BUILT(program)                                                                 \
    if ((program).isEmpty())                                                                       \
    QSKIP("pull-coroutines is not built: it needs QCoro, apt-get install qcoro-qt6-dev")

// Stream and question run side by side: the stream goes on once the question has its answer and has
// hung up.
void tst_Pull::takesTenInContinuations()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send(news() + prices(1, 4)));
    QSignalSpy closedSpy(&server, &ScriptedServer::exchangeClosed);
    Program program(futures, {server.url().toString()});
    QTRY_COMPARE_WITH_TIMEOUT(server.requestCount(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(closedSpy.count(), 1, patience);
    for (const int index : {0, 1}) {
        if (ScriptedExchange *stream = server.exchange(index))
            stream->send(prices(5, 20));
    }
    const QByteArray output = program.output();
    QByteArray withoutNews = output;
    withoutNews.replace("news: headline\n", "");
    QCOMPARE(withoutNews, "0  headline\n" + lines(1, 9));
    QCOMPARE(output.count("news: headline\n"), 1);
}

void tst_Pull::takesTenInCoroutines()
{
    SKIP_UNLESS_BUILT(coroutines);
    ScriptedServer server;
    server.setDefaultScript(Script().send(news() + prices(1, 20)));
    Program program(coroutines, {server.url().toString()});
    QCOMPARE(program.output(), "0  headline\n" + lines(1, 9) + "news: headline\n");
    QCOMPARE(server.requestCount(), 2);
}

void tst_Pull::ownFeed_data()
{
    addPrograms();
}

void tst_Pull::ownFeed()
{
    QFETCH(const QString, program);
    SKIP_UNLESS_BUILT(program);
    const QByteArray output = Program(program).output();
    for (int i = 0; i < 10; ++i)
        QVERIFY2(("\n" + output).contains("\n" + QByteArray::number(i) + "  {"),
                 output.constData());
    QVERIFY2(!output.contains("failed"), output.constData());
}

void tst_Pull::refused_data()
{
    addPrograms();
}

void tst_Pull::refused()
{
    QFETCH(const QString, program);
    SKIP_UNLESS_BUILT(program);
    ScriptedServer server;
    server.setDefaultScript(Script().status(404).finish());
    const QByteArray output = Program(program, {server.url().toString()}).output();
    QVERIFY2(output.contains("failed: "), output.constData());
}

QTEST_GUILESS_MAIN(tst_Pull)
#include "tst_pull.moc"
