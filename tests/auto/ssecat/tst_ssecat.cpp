// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <scriptedserver.h>

#include <QtCore/qfile.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qprocess.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 30'000;
constexpr qsizetype LargestId = 64 * 1024; // that an id file holds

// A run of the program, without what the environment of the test might tell it.
class Ssecat : public QProcess
{
public:
    Ssecat()
    {
        setProgram(QStringLiteral(SSECAT_EXECUTABLE));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"SSECAT_BEARER"_s, u"NO_COLOR"_s, u"http_proxy"_s})
            environment.remove(name);
        environment.insert(u"no_proxy"_s, u"127.0.0.1"_s);
        setProcessEnvironment(environment);
    }

    ~Ssecat() override
    {
        kill();
        waitForFinished();
    }

    void setEnvironment(const QString &name, const QString &value)
    {
        QProcessEnvironment environment = processEnvironment();
        environment.insert(name, value);
        setProcessEnvironment(environment);
    }

    void launch(const QStringList &arguments)
    {
        setArguments(arguments);
        start();
    }

    // The exit code; -1 where it did not end by itself.
    int result()
    {
        QSignalSpy finishedSpy(this, &QProcess::finished);
        if (state() != NotRunning && !finishedSpy.wait(Patience))
            return -1;
        return exitStatus() == NormalExit ? exitCode() : -1;
    }

    int run(const QStringList &arguments, const QByteArray &input = {})
    {
        launch(arguments);
        write(input);
        closeWriteChannel();
        return result();
    }

    const QByteArray &output() { return m_output += readAllStandardOutput(); }

    const QByteArray &errors() { return m_errors += readAllStandardError(); }

private:
    QByteArray m_output;
    QByteArray m_errors;
};

QJsonObject objectOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &contents)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(contents), contents.size());
}

} // namespace

class tst_Ssecat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void formats_data();
    void formats();
    void jsonLinesParse();
    void pretty();
    void prettyShowsControlCharacters();
    void prettyKeepsJsonAsSent();
    void color_data();
    void color();
    void typeFilter();
    void eventsAppearAtOnce();

    void count();
    void endMarker();
    void endMarkerMissing();
    void maximumTime();
    void maximumTimeWithoutConnection();
    void connectTimeout();
    void idleTimeout();
    void retries();
    void interrupted_data();
    void interrupted();
    void readerLeaves();
    void readerIsStuck();
    void outputFails();
    void lastOutputFails();

    void headers();
    void headersFromFile();
    void method();
    void data_data();
    void data();
    void contentType();
    void bearerToken_data();
    void bearerToken();

    void lastEventId();
    void idFileResumes();
    void idFileHoldsWhatWasPrinted();
    void idFileLineEnds_data();
    void idFileLineEnds();
    void idFileTakesBackWhatItHolds();
    void idFileRefusesLargeId();
    void idFileTooLarge();
    void lastEventIdGoesBeforeIdFile();

    void answers_data();
    void answers();
    void nobodyListens();
    void longErrorBody();

    void verbose();
    void verboseHidesSecrets();
    void reconnectIsVisible();

    void standardInput();
    void standardInputAsItComes();
    void standardInputEndMarker();
    void standardInputIsUnreadable();
    void bigFile();

    void badUse_data();
    void badUse();
    void badFiles_data();
    void badFiles();
    void help();
    void version();
};

void tst_Ssecat::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Ssecat::formats_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("output");

    const QByteArray raw = "one\ntwo\nthree\n"_ba;
    QTest::newRow("default") << QStringList{} << raw;
    QTest::newRow("raw") << QStringList{u"--output"_s, u"raw"_s} << raw;
    QTest::newRow("raw, all") << QStringList{u"--comments"_s, u"--show-retry"_s}
                              << ": hi\nretry: 2000\none\ntwo\nthree\n"_ba;

    const QByteArray json = R"({"type":"message","data":"one\ntwo","id":"7","lastEventId":"7"}
{"type":"x","data":"three","id":null,"lastEventId":"7"}
)"_ba;
    QTest::newRow("json") << QStringList{u"--json"_s} << json;
    QTest::newRow("output json") << QStringList{u"--output"_s, u"json"_s} << json;
    QTest::newRow("json, all") << QStringList{u"--json"_s, u"--comments"_s, u"--show-retry"_s}
                               << "{\"comment\":\"hi\",\"retry\":2000}\n"_ba + json;
}

void tst_Ssecat::formats()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, output);

    ScriptedServer server;
    server.enqueue(Script().send(": hi\nretry: 2000\n\n"
                                 "id: 7\ndata: one\ndata: two\n\n"
                                 "event: x\ndata: three\n\n"));
    Ssecat ssecat;
    QCOMPARE(ssecat.run(QStringList{u"--count"_s, u"2"_s} + options
                        + QStringList{server.url().toString()}),
             0);
    QCOMPARE(ssecat.output(), output);
    QCOMPARE(ssecat.errors(), ""_ba);
}

void tst_Ssecat::jsonLinesParse()
{
    const QByteArray data = "\"quoted\" \\ \t \x01 \xe2\x80\xa8 \xf0\x9f\x98\x80 \xff end"_ba;
    ScriptedServer server;
    server.enqueue(Script().send("event: a\"b\ndata: " + data + "\n\n"));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--json"_s, u"--count"_s, u"1"_s, server.url().toString()}), 0);
    const QJsonObject object = objectOf(ssecat.output());
    QCOMPARE(object.value(u"data"_s).toString(), QString::fromUtf8(data));
    QCOMPARE(object.value(u"type"_s).toString(), u"a\"b"_s);
}

void tst_Ssecat::pretty()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: hello\n\nevent: news\nid: 4\ndata: one\ndata: two\n\n"));
    Ssecat ssecat;
    QCOMPARE(
            ssecat.run({u"--output"_s, u"pretty"_s, u"--count"_s, u"2"_s, server.url().toString()}),
            0);
    const QString time = uR"(\d\d:\d\d:\d\d\.\d{3})"_s;
    const QRegularExpression expected(
            u"^%1 message hello\n%1 news #4\n    one\n    two\n$"_s.arg(time));
    QVERIFY2(expected.match(QString::fromUtf8(ssecat.output())).hasMatch(),
             ssecat.output().constData());
}

void tst_Ssecat::prettyShowsControlCharacters()
{
    ScriptedServer server;
    server.enqueue(Script().send("event: \x1b[2J\nid: \x07\ndata: \x1b]0;title\x07\xc2\x9b\n\n"));
    Ssecat ssecat;
    QCOMPARE(
            ssecat.run({u"--output"_s, u"pretty"_s, u"--count"_s, u"1"_s, server.url().toString()}),
            0);
    QVERIFY2(ssecat.output().endsWith(u"␛[2J #␇ ␛]0;title␇�\n"_s.toUtf8()),
             ssecat.output().constData());
}

void tst_Ssecat::prettyKeepsJsonAsSent()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: {\"z\":1.10,\"a\":[1,{}, [ ],\"{,}\\\"\"]}\n\n"));
    Ssecat ssecat;
    QCOMPARE(
            ssecat.run({u"--output"_s, u"pretty"_s, u"--count"_s, u"1"_s, server.url().toString()}),
            0);
    const QByteArray expected = R"(
    {
      "z": 1.10,
      "a": [
        1,
        {},
        [],
        "{,}\""
      ]
    }
)"_ba;
    QVERIFY2(ssecat.output().endsWith(expected), ssecat.output().constData());
}

void tst_Ssecat::color_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("noColor");
    QTest::addColumn<bool>("colored");

    QTest::newRow("default") << QStringList{} << QString() << false;
    QTest::newRow("auto") << QStringList{u"--color"_s, u"auto"_s} << QString() << false;
    QTest::newRow("never") << QStringList{u"--color"_s, u"never"_s} << QString() << false;
    QTest::newRow("always") << QStringList{u"--color"_s, u"always"_s} << QString() << true;
    QTest::newRow("always, NO_COLOR") << QStringList{u"--color"_s, u"always"_s} << u"1"_s << true;
}

void tst_Ssecat::color()
{
    QFETCH(QStringList, options);
    QFETCH(QString, noColor);
    QFETCH(bool, colored);

    ScriptedServer server;
    server.enqueue(Script().send("data: x\n\n"));
    Ssecat ssecat;
    ssecat.setEnvironment(u"NO_COLOR"_s, noColor);
    QCOMPARE(ssecat.run(QStringList{u"--output"_s, u"pretty"_s, u"--count"_s, u"1"_s} + options
                        + QStringList{server.url().toString()}),
             0);
    QCOMPARE(ssecat.output().contains('\x1b'), colored);
}

void tst_Ssecat::typeFilter()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\nevent: a\ndata: 2\n\nevent: b\ndata: 3\n\n"
                                 "event: c\ndata: 4\n\nevent: a\ndata: 5\n\n"));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--type"_s, u"a"_s, u"--type"_s, u"message"_s, u"--count"_s, u"3"_s,
                         server.url().toString()}),
             0);
    QCOMPARE(ssecat.output(), "1\n2\n5\n"_ba);
}

void tst_Ssecat::eventsAppearAtOnce()
{
    ScriptedServer server;
    server.enqueue(Script());
    Ssecat ssecat;
    ssecat.launch({server.url().toString()});
    QTRY_VERIFY_WITH_TIMEOUT(server.lastExchange(), Patience);
    for (const QByteArray &data : {"1"_ba, "2"_ba, "3"_ba}) {
        server.lastExchange()->send("data: " + data + "\n\n");
        QTRY_VERIFY_WITH_TIMEOUT(ssecat.output().endsWith(data + '\n'), Patience);
    }
    QCOMPARE(ssecat.output(), "1\n2\n3\n"_ba);
}

void tst_Ssecat::count()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\ndata: 2\n\ndata: 3\n\n"));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--count"_s, u"2"_s, server.url().toString()}), 0);
    QCOMPARE(ssecat.output(), "1\n2\n"_ba);
    QCOMPARE(server.requestCount(), 1);
}

void tst_Ssecat::endMarker()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--end-marker"_s, u"[DONE]"_s, server.url().toString()}), 0);
    QCOMPARE(ssecat.output(), "1\n"_ba);
    QCOMPARE(server.requestCount(), 1);
}

void tst_Ssecat::endMarkerMissing()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\n").finish());
    Ssecat ssecat;
    QCOMPARE(
            ssecat.run({u"-d"_s, u"{}"_s, u"--end-marker"_s, u"[DONE]"_s, server.url().toString()}),
            2);
    QCOMPARE(ssecat.output(), "1\n"_ba);
    QVERIFY(!ssecat.errors().isEmpty());
}

void tst_Ssecat::maximumTime()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\n"));
    // How long a busy machine takes to connect is not known.
    for (int seconds = 1; seconds < 30; seconds *= 2) {
        Ssecat ssecat;
        const int result =
                ssecat.run({u"--max-time"_s, QString::number(seconds), server.url().toString()});
        if (ssecat.output().isEmpty())
            continue;
        QCOMPARE(result, 0);
        QCOMPARE(ssecat.output(), "1\n"_ba);
        return;
    }
    QFAIL("There was no time for the first event");
}

void tst_Ssecat::maximumTimeWithoutConnection()
{
    ScriptedServer server;
    server.enqueue(Script().silent());
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--max-time"_s, u"0.2"_s, server.url().toString()}), 2);
    QVERIFY2(ssecat.errors().contains("--max-time"), ssecat.errors().constData());
}

void tst_Ssecat::connectTimeout()
{
    ScriptedServer server;
    server.setDefaultScript(Script().silent());
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--connect-timeout"_s, u"0.2"_s, u"--retry"_s, u"0"_s,
                         server.url().toString()}),
             2);
    QVERIFY(!ssecat.errors().isEmpty());
}

void tst_Ssecat::idleTimeout()
{
    ScriptedServer server;
    // The event comes with the head, so that no pause before it is the one that ends the run.
    server.enqueue(Script().rawHead("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                                    "data: 1\n\n"));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--idle-timeout"_s, u"0.2"_s, u"--retry"_s, u"0"_s,
                         server.url().toString()}),
             2);
    QCOMPARE(ssecat.output(), "1\n"_ba);
    QVERIFY(!ssecat.errors().isEmpty());
}

void tst_Ssecat::retries()
{
    ScriptedServer server;
    server.enqueue(Script().send("retry: 1\ndata: 1\n\n").finish());
    server.setDefaultScript(Script().status(503).send("out of order").finish());
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--retry"_s, u"2"_s, server.url().toString()}), 2);
    QCOMPARE(server.requestCount(), 3);
    QVERIFY2(ssecat.errors().contains("trying again"), ssecat.errors().constData());
    QVERIFY2(ssecat.errors().endsWith("out of order\n"), ssecat.errors().constData());
}

void tst_Ssecat::interrupted_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void tst_Ssecat::interrupted()
{
    QFETCH(int, signal);
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    ScriptedServer server;
    // The comment tells that the id before it was read.
    server.enqueue(Script().send("id: 1\ndata: a\n\nid: 2\n\n: b\n\n"));
    Ssecat ssecat;
    ssecat.launch({u"--comments"_s, u"--id-file"_s, idFile, server.url().toString()});
    QTRY_COMPARE_WITH_TIMEOUT(ssecat.output(), "a\n: b\n"_ba, Patience);
    QCOMPARE(::kill(pid_t(ssecat.processId()), signal), 0);
    QCOMPARE(ssecat.result(), 128 + signal);
    QCOMPARE(readFile(idFile), "2\n"_ba);
    QCOMPARE(ssecat.errors(), ""_ba);
}

// The stream is silent afterwards: it is the reader's end that ends the run, not the next event.
void tst_Ssecat::readerLeaves()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\n"));
    QProcess head;
    Ssecat ssecat;
    ssecat.setStandardOutputProcess(&head);
    ssecat.launch({server.url().toString()});
    head.start(u"head"_s, {u"-n1"_s});
    QCOMPARE(ssecat.result(), 0);
    QCOMPARE(ssecat.errors(), ""_ba);
    head.waitForFinished();
    QCOMPARE(head.readAllStandardOutput(), "1\n"_ba);
}

void tst_Ssecat::readerIsStuck()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"fifo"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const int reader = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK);
    QVERIFY(reader >= 0);
    const auto closeReader = qScopeGuard([reader] { ::close(reader); });

    const QString idFile = folder.filePath(u"id"_s);
    ScriptedServer server;
    server.enqueue(Script().repeat("id: 1\ndata: " + QByteArray(1000, 'x') + "\n\n"));
    Ssecat ssecat;
    ssecat.setStandardOutputFile(path);
    ssecat.launch({u"--id-file"_s, idFile, server.url().toString()});
    // More than all the buffers on the way hold.
    QTRY_VERIFY_WITH_TIMEOUT(server.lastExchange(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(server.lastExchange()->bytesSent() > 1024 * 1024, Patience);
    ssecat.terminate();
    QCOMPARE(ssecat.result(), 128 + SIGTERM);
    QCOMPARE(ssecat.errors(), ""_ba);
}

void tst_Ssecat::outputFails()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("There is no /dev/full here");
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    ScriptedServer server;
    server.enqueue(Script().send("id: 1\ndata: 1\n\n"));
    Ssecat ssecat;
    ssecat.setStandardOutputFile(u"/dev/full"_s);
    QCOMPARE(ssecat.run({u"--id-file"_s, idFile, server.url().toString()}), 5);
    QVERIFY(!QFile::exists(idFile));
    QVERIFY2(ssecat.errors().contains("Cannot write the output"), ssecat.errors().constData());
}

void tst_Ssecat::lastOutputFails()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("There is no /dev/full here");
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\n"));
    Ssecat ssecat;
    ssecat.setStandardOutputFile(u"/dev/full"_s);
    QCOMPARE(ssecat.run({u"--count"_s, u"1"_s, server.url().toString()}), 5);
}

void tst_Ssecat::headers()
{
    ScriptedServer server;
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"-H"_s, u"X-One: 1:2"_s, u"--header"_s, u"X-Two:  zwölf "_s,
                         server.url().toString()}),
             0);
    const HttpRequest request = server.requests().constFirst();
    QCOMPARE(request.method, "GET"_ba);
    QCOMPARE(request.header("X-One"), "1:2"_ba);
    QCOMPARE(request.header("X-Two"), u"zwölf"_s.toUtf8());
    QCOMPARE(request.header("Accept"), "text/event-stream"_ba);
}

void tst_Ssecat::headersFromFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"headers"_s);
    writeFile(path, "X-Api-Key: secret\r\n\r\nX-Two: 2\n"_ba);
    ScriptedServer server;
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"-H"_s, u'@' + path, server.url().toString()}), 0);
    QCOMPARE(server.requests().constFirst().header("X-Api-Key"), "secret"_ba);
    QCOMPARE(server.requests().constFirst().header("X-Two"), "2"_ba);
}

void tst_Ssecat::method()
{
    ScriptedServer server;
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"-X"_s, u"REPORT"_s, server.url().toString()}), 0);
    QCOMPARE(server.requests().constFirst().method, "REPORT"_ba);
}

void tst_Ssecat::data_data()
{
    QTest::addColumn<QString>("data");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("method");

    QTest::newRow("text") << uR"({"a":"ö"})"_s << QStringList{} << ""_ba
                          << "POST"_ba;
    QTest::newRow("file") << u"@body"_s << QStringList{} << ""_ba
                          << "POST"_ba;
    QTest::newRow("input") << u"@-"_s << QStringList{} << R"({"a":"ö"})"_ba
                           << "POST"_ba;
    QTest::newRow("other method") << uR"({"a":"ö"})"_s << QStringList{u"-X"_s, u"PUT"_s} << ""_ba
                                  << "PUT"_ba;
}

void tst_Ssecat::data()
{
    QFETCH(QString, data);
    QFETCH(QStringList, options);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, method);

    QTemporaryDir folder;
    writeFile(folder.filePath(u"body"_s), R"({"a":"ö"})"_ba);
    ScriptedServer server;
    server.enqueue(Script().send("data: 1\n\n").finish());
    Ssecat ssecat;
    ssecat.setWorkingDirectory(folder.path());
    // The end of the answer to a POST is no loss of a connection.
    QCOMPARE(ssecat.run(options + QStringList{u"-d"_s, data, server.url().toString()}, input), 0);
    QCOMPARE(ssecat.output(), "1\n"_ba);
    QCOMPARE(server.requestCount(), 1);
    const HttpRequest request = server.requests().constFirst();
    QCOMPARE(request.method, method);
    QCOMPARE(request.body, R"({"a":"ö"})"_ba);
    QCOMPARE(request.header("Content-Type"), "application/json"_ba);
}

void tst_Ssecat::contentType()
{
    ScriptedServer server;
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"-d"_s, u"a=1"_s, u"-H"_s,
                         u"content-type: application/x-www-form-urlencoded"_s,
                         server.url().toString()}),
             0);
    const HttpRequest request = server.requests().constFirst();
    QCOMPARE(request.headerCount("Content-Type"), 1);
    QCOMPARE(request.header("Content-Type"), "application/x-www-form-urlencoded"_ba);
}

void tst_Ssecat::bearerToken_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QByteArray>("authorization");

    const QStringList file = {u"--bearer-file"_s, u"token"_s};
    QTest::newRow("none") << QStringList{} << QString() << QByteArray();
    QTest::newRow("file") << file << QString() << "Bearer fromfile"_ba;
    QTest::newRow("variable") << QStringList{} << u"fromvariable"_s << "Bearer fromvariable"_ba;
    QTest::newRow("file, variable") << file << u"fromvariable"_s << "Bearer fromfile"_ba;
    QTest::newRow("header, variable") << QStringList{u"-H"_s, u"Authorization: Basic eA=="_s}
                                      << u"fromvariable"_s << "Basic eA=="_ba;
}

void tst_Ssecat::bearerToken()
{
    QFETCH(QStringList, options);
    QFETCH(QString, variable);
    QFETCH(QByteArray, authorization);

    QTemporaryDir folder;
    writeFile(folder.filePath(u"token"_s), "fromfile\n"_ba);
    ScriptedServer server;
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    ssecat.setWorkingDirectory(folder.path());
    ssecat.setEnvironment(u"SSECAT_BEARER"_s, variable);
    QCOMPARE(ssecat.run(options + QStringList{server.url().toString()}), 0);
    QCOMPARE(server.requests().constFirst().header("Authorization"), authorization);
}

void tst_Ssecat::lastEventId()
{
    ScriptedServer server;
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--last-event-id"_s, u"42"_s, server.url().toString()}), 0);
    QCOMPARE(server.requests().constFirst().header("Last-Event-ID"), "42"_ba);
}

void tst_Ssecat::idFileResumes()
{
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    ScriptedServer server;
    server.enqueue(Script().send("id: a b\ndata: 1\n\n"));
    server.enqueue(Script().send("data: 2\n\nid: 9\ndata: 3\n\n"));
    server.enqueue(Script().status(204));
    const QStringList arguments = {u"--id-file"_s, idFile, server.url().toString()};

    Ssecat first;
    QCOMPARE(first.run(QStringList{u"--count"_s, u"1"_s} + arguments), 0);
    QCOMPARE(readFile(idFile), "a b\n"_ba);
    Ssecat second;
    QCOMPARE(second.run(QStringList{u"--count"_s, u"2"_s} + arguments), 0);
    QCOMPARE(second.output(), "2\n3\n"_ba);
    Ssecat third;
    QCOMPARE(third.run(arguments), 0);
    QCOMPARE(readFile(idFile), "9\n"_ba);

    QVERIFY(server.requests().at(0).header("Last-Event-ID").isNull());
    QCOMPARE(server.requests().at(1).header("Last-Event-ID"), "a b"_ba);
    QCOMPARE(server.requests().at(2).header("Last-Event-ID"), "9"_ba);
}

void tst_Ssecat::idFileHoldsWhatWasPrinted()
{
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    ScriptedServer server;
    server.enqueue(Script().send("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: c\n\n"));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--count"_s, u"2"_s, u"--id-file"_s, idFile, server.url().toString()}),
             0);
    QCOMPARE(readFile(idFile), "2\n"_ba);
}

void tst_Ssecat::idFileLineEnds_data()
{
    QTest::addColumn<QByteArray>("lineEnd");
    QTest::newRow("none") << ""_ba;
    QTest::newRow("LF") << "\n"_ba;
    QTest::newRow("CR LF") << "\r\n"_ba;
    QTest::newRow("CR") << "\r"_ba;
}

void tst_Ssecat::idFileLineEnds()
{
    QFETCH(QByteArray, lineEnd);
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    writeFile(idFile, "a b" + lineEnd);
    ScriptedServer server;
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--id-file"_s, idFile, server.url().toString()}), 0);
    QCOMPARE(server.requests().constFirst().header("Last-Event-ID"), "a b"_ba);
}

void tst_Ssecat::idFileTakesBackWhatItHolds()
{
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    const QByteArray largest(LargestId, 'x');
    ScriptedServer server;
    server.enqueue(Script().send("id: " + largest + "\ndata: 1\n\n"));
    server.enqueue(Script().status(204));
    const QStringList arguments = {u"--id-file"_s, idFile, server.url().toString()};
    Ssecat first;
    QCOMPARE(first.run(QStringList{u"--count"_s, u"1"_s} + arguments), 0);
    QVERIFY(readFile(idFile) == largest + '\n');
    writeFile(idFile, largest + "\r\n");
    Ssecat second;
    QCOMPARE(second.run(arguments), 0);
    QVERIFY(server.requests().at(1).header("Last-Event-ID") == largest);
}

// The next run repeats events, it does not fail.
void tst_Ssecat::idFileRefusesLargeId()
{
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    writeFile(idFile, "old\n"_ba);
    ScriptedServer server;
    server.enqueue(Script().send("id: " + QByteArray(LargestId + 1, 'x') + "\ndata: 1\n\n"));
    server.enqueue(Script().status(204));
    const QStringList arguments = {u"--id-file"_s, idFile, server.url().toString()};
    Ssecat first;
    QCOMPARE(first.run(QStringList{u"--count"_s, u"1"_s} + arguments), 5);
    QCOMPARE(first.output(), "1\n"_ba);
    QVERIFY2(first.errors().contains("too large"), first.errors().constData());
    QCOMPARE(readFile(idFile), "old\n"_ba);
    Ssecat second;
    QCOMPARE(second.run(arguments), 0);
    QCOMPARE(server.requests().at(1).header("Last-Event-ID"), "old"_ba);
}

void tst_Ssecat::idFileTooLarge()
{
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    ScriptedServer server;
    for (const qsizetype size : {LargestId + 1, LargestId + 10}) {
        writeFile(idFile, QByteArray(size, 'x') + '\n');
        Ssecat ssecat;
        QCOMPARE(ssecat.run({u"--id-file"_s, idFile, server.url().toString()}), 5);
        QVERIFY2(ssecat.errors().contains("too large"), ssecat.errors().constData());
    }
    QCOMPARE(server.requestCount(), 0);
}

void tst_Ssecat::lastEventIdGoesBeforeIdFile()
{
    QTemporaryDir folder;
    const QString idFile = folder.filePath(u"id"_s);
    writeFile(idFile, "old"_ba);
    ScriptedServer server;
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--id-file"_s, idFile, u"--last-event-id"_s, u"new"_s,
                         server.url().toString()}),
             0);
    QCOMPARE(server.requests().constFirst().header("Last-Event-ID"), "new"_ba);
}

void tst_Ssecat::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("exitCode");

    const QByteArray stream = "text/event-stream"_ba;
    QTest::newRow("no content") << 204 << QByteArray() << 0;
    QTest::newRow("end of stream") << 200 << stream << 0;
    QTest::newRow("not found") << 404 << stream << 3;
    QTest::newRow("unavailable") << 503 << "text/plain"_ba << 3;
    QTest::newRow("a page") << 200 << "text/html"_ba << 3;
    QTest::newRow("unauthorized") << 401 << "text/plain"_ba << 4;
}

void tst_Ssecat::answers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(int, exitCode);

    ScriptedServer server;
    Script script;
    script.status(status).header("Content-Type"_ba, type);
    server.enqueue(status == 204 ? script : script.send("data: why\n\n").finish());
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--retry"_s, u"0"_s, server.url().toString()}), exitCode);
    QCOMPARE(ssecat.errors().contains("data: why"), exitCode != 0);
    QCOMPARE(server.requestCount(), 1);
}

void tst_Ssecat::nobodyListens()
{
    ScriptedServer server;
    server.close();
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--retry"_s, u"0"_s, server.url().toString()}), 2);
    QVERIFY2(ssecat.errors().startsWith("ssecat: "), ssecat.errors().constData());
}

void tst_Ssecat::longErrorBody()
{
    ScriptedServer server;
    server.enqueue(Script().status(404).send("\x1b[2J" + QByteArray(10'000, 'x')).finish());
    Ssecat ssecat;
    QCOMPARE(ssecat.run({server.url().toString()}), 3);
    QVERIFY2(ssecat.errors().endsWith("xxx\n(5908 more bytes)\n"), ssecat.errors().constData());
    QVERIFY(!ssecat.errors().contains('\x1b'));
}

void tst_Ssecat::verbose()
{
    ScriptedServer server;
    server.enqueue(
            Script().header("X-Custom"_ba, "x"_ba).send("id: 5\nretry: 1\ndata: 1\n\n").finish());
    server.enqueue(Script().status(204));
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"-v"_s, server.url().toString()}), 0);
    QCOMPARE(ssecat.output(), "1\n"_ba);
    for (const QByteArray &line :
         {"* connecting to " + server.url().toEncoded() + "\n",
          "* connecting to " + server.url().toEncoded() + " (reconnect 1)\n", "> GET\n"_ba,
          "< HTTP status 200\n"_ba, "< Content-Type: text/event-stream\n"_ba, "< X-Custom\n"_ba,
          "* reconnect 1 in "_ba, "* resuming after id 5\n"_ba, "* closed: 1 events"_ba}) {
        QVERIFY2(ssecat.errors().contains(line), (ssecat.errors() + "lacks " + line).constData());
    }
}

// The cut comes once the event was seen: QNetworkAccessManager may send a request again by itself
// where the answer ends in the same moment.
void tst_Ssecat::verboseHidesSecrets()
{
    ScriptedServer server;
    server.enqueue(
            Script().header("Set-Cookie"_ba, "session=secret"_ba).send("retry: 1\ndata: 1\n\n"));
    server.setDefaultScript(
            Script().status(403).header("Set-Cookie"_ba, "session=secret"_ba).finish());
    QUrl url = server.url(u"/events?key=secret"_s);
    url.setUserName(u"user"_s);
    url.setPassword(u"secret"_s);
    Ssecat ssecat;
    ssecat.setEnvironment(u"SSECAT_BEARER"_s, u"secret"_s);
    ssecat.launch({u"-v"_s, u"-H"_s, u"X-Api-Key: secret"_s, url.toString()});
    QTRY_COMPARE_WITH_TIMEOUT(ssecat.output(), "1\n"_ba, Patience);
    server.lastExchange()->cut();
    QCOMPARE(ssecat.result(), 3);
    for (const QByteArray &line : {"> X-Api-Key\n"_ba, "< Set-Cookie\n"_ba})
        QVERIFY2(ssecat.errors().contains(line), ssecat.errors().constData());
    QVERIFY2(!ssecat.errors().contains("secret"), ssecat.errors().constData());
}

void tst_Ssecat::reconnectIsVisible()
{
    ScriptedServer server;
    server.enqueue(Script().send("retry: 1\ndata: 1\n\n"));
    server.setDefaultScript(Script().status(204));
    Ssecat ssecat;
    ssecat.launch({server.url().toString()});
    QTRY_COMPARE_WITH_TIMEOUT(ssecat.output(), "1\n"_ba, Patience);
    server.lastExchange()->cut();
    QCOMPARE(ssecat.result(), 0);
    QCOMPARE(ssecat.errors().count('\n'), 1);
    QVERIFY2(ssecat.errors().endsWith(" (trying again)\n"), ssecat.errors().constData());
}

void tst_Ssecat::standardInput()
{
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--json"_s, u"--comments"_s, u"--show-retry"_s, u"-"_s},
                        ": hi\nretry: 5\nid: 1\ndata: a\n\ndata: cut"_ba),
             0);
    QCOMPARE(ssecat.output(),
             R"({"type":"message","data":"a","id":"1","lastEventId":"1","comment":"hi","retry":5}
)"_ba);
    QCOMPARE(ssecat.errors(), ""_ba);
}

void tst_Ssecat::standardInputAsItComes()
{
    Ssecat ssecat;
    ssecat.launch({u"--count"_s, u"2"_s, u"-"_s});
    ssecat.write("data: a\n\nda");
    QTRY_COMPARE_WITH_TIMEOUT(ssecat.output(), "a\n"_ba, Patience);
    ssecat.write("ta: b\n\ndata: c\n\n");
    QCOMPARE(ssecat.result(), 0);
    QCOMPARE(ssecat.output(), "a\nb\n"_ba);
}

void tst_Ssecat::standardInputEndMarker()
{
    Ssecat complete;
    QCOMPARE(complete.run({u"--end-marker"_s, u"[DONE]"_s, u"-"_s},
                          "data: a\n\ndata: [DONE]\n\ndata: b\n\n"_ba),
             0);
    QCOMPARE(complete.output(), "a\n"_ba);

    Ssecat cut;
    QCOMPARE(cut.run({u"--end-marker"_s, u"[DONE]"_s, u"-"_s}, "data: a\n\n"_ba), 5);
    QVERIFY2(cut.errors().contains("end marker"), cut.errors().constData());
}

void tst_Ssecat::standardInputIsUnreadable()
{
    QTemporaryDir folder;
    Ssecat ssecat;
    ssecat.setChildProcessModifier([path = QFile::encodeName(folder.path())] {
        ::dup2(::open(path.constData(), O_RDONLY), STDIN_FILENO);
    });
    QCOMPARE(ssecat.run({u"-"_s}), 5);
    QVERIFY2(ssecat.errors().contains("Cannot read standard input"), ssecat.errors().constData());
}

void tst_Ssecat::bigFile()
{
    constexpr int Events = 200'000;
    QByteArray stream;
    QByteArray expected;
    for (int i = 0; i < Events; ++i) {
        const QByteArray data = "event number " + QByteArray::number(i) + '\n';
        stream += "data: " + data + '\n';
        expected += data;
    }
    QTemporaryDir folder;
    writeFile(folder.filePath(u"stream"_s), stream);
    Ssecat ssecat;
    ssecat.setStandardInputFile(folder.filePath(u"stream"_s));
    ssecat.launch({u"-"_s});
    QCOMPARE(ssecat.result(), 0);
    QVERIFY(ssecat.output() == expected);
}

void tst_Ssecat::badUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");

    const QString url = u"http://127.0.0.1:9/"_s;
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &message) {
        QTest::newRow(name) << arguments << message;
    };
    row("no URL", {}, "Give a URL"_ba);
    row("two URLs", {url, url}, "One URL at a time"_ba);
    row("no scheme", {u"localhost:80/x"_s}, "did you mean http://localhost:80/x?"_ba);
    row("not http", {u"ftp://example.org/"_s}, "not ftp://"_ba);
    row("no host", {u"http:///x"_s}, "needs a host"_ba);
    row("header without colon", {u"-H"_s, u"secret"_s, url}, "--header \"Name: value\""_ba);
    row("header name with a space", {u"-H"_s, u"a b: c"_s, url}, "ssecat: "_ba);
    row("header with a line break", {u"-H"_s, u"a: b\nc: d"_s, url}, "ssecat: "_ba);
    row("token on the command line", {u"--bearer=secret"_s, url}, "SSECAT_BEARER"_ba);
    row("two authorizations",
        {u"-H"_s, u"Authorization: x"_s, u"--bearer-file"_s, u"/dev/null"_s, url}, "not both"_ba);
    row("unknown option", {u"--nonsense"_s, url}, "nonsense"_ba);
    row("missing value", {url, u"--count"_s}, "count"_ba);
    row("count is no number", {u"--count"_s, u"x"_s, url}, "--count takes a whole number"_ba);
    row("count is zero", {u"--count"_s, u"0"_s, url}, "from 1 up"_ba);
    row("retry is negative", {u"--retry"_s, u"-1"_s, url}, "--retry takes"_ba);
    row("time is no number", {u"--max-time"_s, u"1m"_s, url}, "--max-time takes seconds"_ba);
    row("time is negative", {u"--idle-timeout"_s, u"-1"_s, url}, "--idle-timeout takes"_ba);
    row("time is not finite", {u"--connect-timeout"_s, u"inf"_s, url}, "--connect-timeout"_ba);
    row("time is too long", {u"--max-time"_s, u"1e9"_s, url}, "--max-time takes"_ba);
    row("unknown format", {u"--output"_s, u"xml"_s, url}, "raw, pretty or json"_ba);
    row("two formats", {u"--json"_s, u"--output"_s, u"raw"_s, url}, "exclude"_ba);
    row("unknown color", {u"--color"_s, u"blue"_s, url}, "auto, always or never"_ba);
    row("empty id file", {u"--id-file"_s, u""_s, url}, "--id-file needs"_ba);
    row("input with a header", {u"-H"_s, u"a: b"_s, u"-"_s}, "--header needs a URL"_ba);
}

void tst_Ssecat::badUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);

    Ssecat ssecat;
    QCOMPARE(ssecat.run(arguments), 1);
    QCOMPARE(ssecat.output(), ""_ba);
    QVERIFY2(ssecat.errors().startsWith("ssecat: "), ssecat.errors().constData());
    QVERIFY2(ssecat.errors().contains(message), ssecat.errors().constData());
    QVERIFY2(!ssecat.errors().contains("secret"), ssecat.errors().constData());
}

void tst_Ssecat::badFiles_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("data") << QStringList{u"-d"_s, u"@missing"_s} << "Cannot read missing"_ba;
    QTest::newRow("headers") << QStringList{u"-H"_s, u"@missing"_s} << "Cannot read missing"_ba;
    QTest::newRow("token") << QStringList{u"--bearer-file"_s, u"missing"_s}
                           << "Cannot read missing"_ba;
    QTest::newRow("no token") << QStringList{u"--bearer-file"_s, u"empty"_s}
                              << "empty holds no token"_ba;
    QTest::newRow("a folder") << QStringList{u"-d"_s, u"@."_s} << "Cannot read ."_ba;
    QTest::newRow("id file cannot be written")
            << QStringList{u"--id-file"_s, u"missing/id"_s} << "Cannot write the id file"_ba;
    QTest::newRow("id file is a folder")
            << QStringList{u"--id-file"_s, u"."_s} << "Cannot write the id file"_ba;
    QTest::newRow("id file holds no id")
            << QStringList{u"--id-file"_s, u"lines"_s} << "Cannot read the id file lines"_ba;
}

void tst_Ssecat::badFiles()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, message);

    QTemporaryDir folder;
    writeFile(folder.filePath(u"empty"_s), "\n"_ba);
    writeFile(folder.filePath(u"lines"_s), "a\nb\n"_ba);
    ScriptedServer server;
    Ssecat ssecat;
    ssecat.setWorkingDirectory(folder.path());
    QCOMPARE(ssecat.run(options + QStringList{server.url().toString()}), 5);
    QVERIFY2(ssecat.errors().contains(message), ssecat.errors().constData());
    QCOMPARE(server.connectionCount(), 0);
    QCOMPARE(readFile(folder.filePath(u"lines"_s)), "a\nb\n"_ba);
}

void tst_Ssecat::help()
{
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--help"_s}), 0);
    for (const QByteArray &text : {"--bearer-file"_ba, "SSECAT_BEARER"_ba, "Exit codes:"_ba})
        QVERIFY(ssecat.output().contains(text));
    QCOMPARE(ssecat.errors(), ""_ba);
}

void tst_Ssecat::version()
{
    Ssecat ssecat;
    QCOMPARE(ssecat.run({u"--version"_s}), 0);
    QVERIFY2(ssecat.output().startsWith("ssecat "), ssecat.output().constData());
}

QTEST_GUILESS_MAIN(tst_Ssecat)

#include "tst_ssecat.moc"
