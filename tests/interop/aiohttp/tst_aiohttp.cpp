// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptserver.h"
#include "subscriber.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qstandardpaths.h>
#include <QtCore/qurlquery.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;
const auto script = QStringLiteral(QTSSE_AIOHTTP_SERVER);

// The Python that has aiohttp: Debian's package is for its own only, whatever is first in the path.
QString python()
{
    for (const QString &candidate :
         {QStandardPaths::findExecutable(u"python3"_s), u"/usr/bin/python3"_s}) {
        QProcess process;
        process.start(candidate, {u"-c"_s, u"import aiohttp.web"_s});
        if (process.waitForFinished(patience) && process.exitCode() == 0)
            return candidate;
    }
    return {};
}

// A question as language models are asked, whose answer is its words.
QSseRequest question(const QUrl &url, const QString &model, bool stream = true)
{
    const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, u"Grüße an alle"_s}};
    const QJsonObject body{
            {u"model"_s, model}, {u"stream"_s, stream}, {u"messages"_s, QJsonArray{message}}};
    QSseRequest request(url);
    request.setMethod("POST"_ba);
    request.setBearerToken(u"secret");
    request.setBody(QJsonDocument(body).toJson(), "application/json"_ba);
    return request;
}

QStringList words(const Subscriber &subscriber)
{
    QStringList words;
    for (const QSseEvent &event : subscriber.events())
        words.append(event.json()[u"choices"][0][u"delta"][u"content"].toString());
    return words;
}

// Stops the process of this number, and has it go on once the server has cut its connections.
const auto stopAndCut = uR"(
import os, signal, sys, time, urllib.request
process, cut = int(sys.argv[1]), sys.argv[2]
os.kill(process, signal.SIGSTOP)
try:
    time.sleep(0.2)
    urllib.request.urlopen(cut, data=b"")
    time.sleep(0.2)
finally:
    os.kill(process, signal.SIGCONT)
)"_s;

const QStringList answer{u"Grüße"_s, u"an"_s, u"alle"_s};

} // namespace

// Python's aiohttp: streams of numbers that it counts on from the last event id, and streams that
// answer a POST request.
class tst_Aiohttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void cutsLoseNothing_data();
    void cutsLoseNothing();
    void cutsWhileStoppedLoseNothing_data() { cutsLoseNothing_data(); }
    void cutsWhileStoppedLoseNothing();
    void answerEndsWithItsMarker();
    void brokenAnswerIsSeen_data();
    void brokenAnswerIsSeen();
    void refusalSaysWhy();

private:
    QSseRequest numbers() const;
    bool cutWhileStopped() const;
    QUrl completions() const { return m_server->url(u"/v1/chat/completions"_s); }

    QString m_python;
    std::unique_ptr<ScriptServer> m_server;
};

void tst_Aiohttp::initTestCase()
{
    m_python = python();
    if (m_python.isEmpty())
        QSKIP("aiohttp is not installed: apt-get install python3-aiohttp");
}

void tst_Aiohttp::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptServer>(m_python, script);
    QVERIFY(m_server->start());
}

void tst_Aiohttp::cleanup()
{
    m_server.reset();
}

void tst_Aiohttp::cutsLoseNothing_data()
{
    QTest::addColumn<QString>("ends");
    QTest::addColumn<QString>("compression");
    QTest::newRow("LF") << u"lf"_s << QString();
    QTest::newRow("CR") << u"cr"_s << QString();
    QTest::newRow("CR LF") << u"crlf"_s << QString();
    QTest::newRow("CR LF, gzip") << u"crlf"_s << u"gzip"_s;
    QTest::newRow("CR, deflate") << u"cr"_s << u"deflate"_s;
}

QSseRequest tst_Aiohttp::numbers() const
{
    QFETCH(QString, ends);
    QFETCH(QString, compression);
    QSseRequest request(m_server->url(u"/numbers"_s));
    request.addQueryItem(u"ends", ends);
    request.addQueryItem(u"compression", compression);
    if (!compression.isEmpty())
        request.setHeader("Accept-Encoding"_ba, compression.toLatin1());
    return request;
}

void tst_Aiohttp::cutsLoseNothing()
{
    QFETCH(QString, compression);
    Subscriber subscriber(numbers());
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    QSignalSpy closed(&subscriber, &QSseSession::closed);
    subscriber.open();
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    QCOMPARE(subscriber.response().header("Content-Encoding"), compression.toLatin1());
    for (int cut = 1; cut <= 3; ++cut) {
        QVERIFY(subscriber.waitForEvents(subscriber.count() + 100));
        QVERIFY(m_server->tell(u"cut"_s));
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1 + cut, patience);
        QVERIFY(subscriber.response().resumed());
    }
    const int count = m_server->tell(u"finish"_s).value_or("-1"_ba).toInt();

    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QVERIFY(count > 300);
    QCOMPARE(subscriber.texts(), numbersUpTo(count));
}

// Sent to sleep, as a laptop is: data and the reset are found together when it wakes up.
bool tst_Aiohttp::cutWhileStopped() const
{
    QProcess other;
    QSignalSpy finished(&other, &QProcess::finished);
    other.start(m_python, {u"-c"_s, stopAndCut, QString::number(QCoreApplication::applicationPid()),
                           m_server->url(u"/test/cut"_s).toString()});
    return finished.wait(patience) && other.exitCode() == 0;
}

// Where a reset comes while Qt 6.4 holds data back it may close the socket and say nothing.
void tst_Aiohttp::cutsWhileStoppedLoseNothing()
{
    Subscriber subscriber(numbers());
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    QSignalSpy closed(&subscriber, &QSseSession::closed);
    subscriber.open();
    for (int cut = 1; cut <= 3; ++cut) {
        QVERIFY(subscriber.waitForEvents(subscriber.count() + 100));
        QVERIFY(cutWhileStopped());
        QTRY_VERIFY_WITH_TIMEOUT(opened.count() > cut, patience);
    }
    const int count = m_server->tell(u"finish"_s).value_or("-1"_ba).toInt();

    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QCOMPARE(subscriber.texts(), numbersUpTo(count));
}

void tst_Aiohttp::answerEndsWithItsMarker()
{
    Subscriber subscriber(question(completions(), u"complete"_s));
    subscriber.setEndMarker("[DONE]"_ba);
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    QSignalSpy comments(&subscriber, &QSseSession::commentReceived);
    QSignalSpy closed(&subscriber, &QSseSession::closed);
    subscriber.open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QVERIFY(!subscriber.error());
    QCOMPARE(words(subscriber), answer);
    QCOMPARE(comments.first().first().toString(), u"processing"_s);
    QCOMPARE(opened.count(), 1);
}

void tst_Aiohttp::brokenAnswerIsSeen_data()
{
    QTest::addColumn<QString>("model");
    QTest::newRow("cut") << u"stuck"_s;
    QTest::newRow("ended without its marker") << u"forgetful"_s;
}

void tst_Aiohttp::brokenAnswerIsSeen()
{
    QFETCH(QString, model);
    Subscriber subscriber(question(completions(), model));
    subscriber.setEndMarker("[DONE]"_ba);
    QSignalSpy opened(&subscriber, &QSseSession::opened);
    const QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    QSignalSpy closed(&subscriber, &QSseSession::closed);
    subscriber.open();
    QVERIFY(subscriber.waitForEvents(answer.size()));
    if (model == u"stuck"_s)
        QVERIFY(m_server->tell(u"cut"_s));
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QCOMPARE(subscriber.error().kind(), QSseError::Kind::Network);
    QVERIFY(!subscriber.error().willReconnect());
    QCOMPARE(errors.count(), 1);
    QCOMPARE(words(subscriber), answer);
    QCOMPARE(opened.count(), 1);
}

void tst_Aiohttp::refusalSaysWhy()
{
    Subscriber subscriber(question(completions(), u"complete"_s, false));
    const QSignalSpy errors(&subscriber, &QSseSession::errorOccurred);
    QSignalSpy closed(&subscriber, &QSseSession::closed);
    subscriber.open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QCOMPARE(errors.count(), 1);
    const QSseError error = subscriber.error();
    QCOMPARE(error.kind(), QSseError::Kind::HttpStatus);
    QCOMPARE(error.httpStatus(), 400);
    QCOMPARE(QJsonDocument::fromJson(error.body())[u"error"][u"message"].toString(),
             u"Streams only"_s);
}

QTEST_GUILESS_MAIN(tst_Aiohttp)

#include "tst_aiohttp.moc"
