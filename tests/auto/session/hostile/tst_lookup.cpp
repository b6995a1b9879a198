// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "hangingresolver.h"
#include "probe.h"
#include "scriptedserver.h"

#include <QtCore/qprocess.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qthread.h>
#include <QtNetwork/qsslsocket.h>
#include <QtTest/qtest.h>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;

// A resolver that does not answer. Qt asks it in threads of its own, and has no way to interrupt
// it.
class tst_Lookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void endsAsConnectTimeout_data();
    void endsAsConnectTimeout();
    void opensWhenTheResolverIsBack();
    void close();
    void deleteNow();
    void threadEnds();
    void othersGoOn();
    void oneNameTakesOneThread();
    void applicationEnds_data();
    void applicationEnds();
};

// Qt remembers answers, so each test has a name of its own.
static QUrl hangingUrl(const QString &name, quint16 port = 80)
{
    return QUrl(u"http://%1.hanging.test:%2/events?key=secret"_s.arg(name).arg(port));
}

void tst_Lookup::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    HangingResolver::hang();
}

void tst_Lookup::cleanup()
{
    HangingResolver::answer();
    QTRY_COMPARE(HangingResolver::waiting(), 0);
}

void tst_Lookup::endsAsConnectTimeout_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::newRow("http") << u"http"_s;
    if (QSslSocket::supportsSsl())
        QTest::newRow("https") << u"https"_s;
}

void tst_Lookup::endsAsConnectTimeout()
{
    QFETCH(QString, scheme);
    QUrl url = hangingUrl(u"timeout-"_s + scheme);
    url.setScheme(scheme);
    Probe probe{QSseRequest(url)};
    QTRY_COMPARE(HangingResolver::waiting(), 1);
    QCOMPARE(probe.session.state(), State::Connecting);
    QCOMPARE(probe.errors.size(), 0);
    probe.session.close();

    Probe timed{QSseRequest(url)};
    timed.session.setConnectTimeout(100ms);
    QTRY_COMPARE(timed.errors.size(), 1);
    QCOMPARE(HangingResolver::waiting(), 1);
    QCOMPARE(timed.onlyError().kind(), Kind::ConnectTimeout);
    QVERIFY(timed.onlyError().willReconnect());
    QVERIFY(!tellsSecrets(timed.onlyError()));
    QCOMPARE(timed.session.state(), State::Waiting);
}

void tst_Lookup::opensWhenTheResolverIsBack()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\n"));
    Probe probe{QSseRequest(hangingUrl(u"back"_s, server.port()))};
    probe.session.setConnectTimeout(100ms);
    QTRY_COMPARE(probe.errors.size(), 1);
    HangingResolver::answer();
    probe.session.setConnectTimeout(30s);
    probe.session.reconnectNow();
    QTRY_COMPARE(probe.data(), QByteArrayList{"x"_ba});
    QCOMPARE(probe.errors.size(), 1);
    QCOMPARE(server.connectionCount(), 1);
}

// Nor does the answer that comes afterwards lead to a connection.
void tst_Lookup::close()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\n"));
    Probe probe{QSseRequest(hangingUrl(u"close"_s, server.port()))};
    QTRY_COMPARE(HangingResolver::waiting(), 1);
    probe.session.close();
    QCOMPARE(probe.session.state(), State::Closed);
    QCOMPARE(probe.closed.size(), 1);
    QCOMPARE(probe.errors.size(), 0);

    HangingResolver::answer();
    QTRY_COMPARE(HangingResolver::waiting(), 0);
    const Probe another{QSseRequest(server.url())};
    QTRY_COMPARE(another.events.size(), 1);
    QCOMPARE(server.connectionCount(), 1);
    QCOMPARE(probe.closed.size(), 1);
}

void tst_Lookup::deleteNow()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\n"));
    auto probe = std::make_unique<Probe>(QSseRequest(hangingUrl(u"delete"_s, server.port())));
    QTRY_COMPARE(HangingResolver::waiting(), 1);
    probe.reset();
    QCOMPARE(HangingResolver::waiting(), 1);

    HangingResolver::answer();
    QTRY_COMPARE(HangingResolver::waiting(), 0);
    const Probe another{QSseRequest(server.url())};
    QTRY_COMPARE(another.events.size(), 1);
    QCOMPARE(server.connectionCount(), 1);
}

void tst_Lookup::threadEnds()
{
    QThread thread;
    thread.start();
    auto *session = new QSseSession(QSseRequest(hangingUrl(u"thread"_s)));
    session->moveToThread(&thread);
    connect(&thread, &QThread::finished, session, &QObject::deleteLater);
    QMetaObject::invokeMethod(session, &QSseSession::open);
    QTRY_COMPARE(HangingResolver::waiting(), 1);
    thread.quit();
    QVERIFY(thread.wait(30000));
    QCOMPARE(HangingResolver::waiting(), 1);
}

void tst_Lookup::othersGoOn()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\n"));
    const Probe before{QSseRequest(server.url())};
    QTRY_COMPARE(before.events.size(), 1);
    const Probe hanging{QSseRequest(hangingUrl(u"others"_s, server.port()))};
    QTRY_COMPARE(HangingResolver::waiting(), 1);

    server.lastExchange()->send("data: y\n\n");
    QTRY_COMPARE(before.events.size(), 2);
    QUrl byName = server.url();
    byName.setHost(u"localhost"_s);
    const Probe after{QSseRequest(byName)};
    QTRY_COMPARE(after.events.size(), 1);
    QCOMPARE(HangingResolver::waiting(), 1);
    QCOMPARE(hanging.session.state(), State::Connecting);
}

// Qt looks up twenty names at a time, and a name that is being looked up only once.
void tst_Lookup::oneNameTakesOneThread()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\n"));
    std::vector<std::unique_ptr<Probe>> hanging;
    for (int i = 0; i < 30; ++i)
        hanging.push_back(std::make_unique<Probe>(QSseRequest(hangingUrl(u"many"_s))));
    QTRY_COMPARE(HangingResolver::waiting(), 1);
    for (const auto &probe : hanging) {
        probe->session.close(); // as a reconnect does: the name is asked for anew
        probe->session.open();
    }
    QUrl byName = server.url();
    byName.setHost(u"localhost"_s);
    const Probe other{QSseRequest(byName)};
    QTRY_COMPARE(other.events.size(), 1);
    QCOMPARE(HangingResolver::waiting(), 1);
}

void tst_Lookup::applicationEnds_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"open", "closed", "deleted", "child"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

// Another process, since it is to end. Qt waits for its look-ups when the application is destroyed;
// nothing of ours waits before that.
void tst_Lookup::applicationEnds()
{
    QFETCH(QString, way);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_LOGGING_RULES"_s); // whatever else it says is a warning
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationFilePath(), {u"--end"_s, way});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAll(), "leaving\ndestroyed\n"_ba);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

// The resolver answers when Qt is about to wait for it, and not earlier: whoever waits before waits
// for ever. Qt's own wait is made with the first look-up, and so comes after this.
static int endWhileHanging(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QObject::connect(&app, &QObject::destroyed, [] {
        std::puts("destroyed");
        std::fflush(stdout);
        HangingResolver::answer();
    });
    HangingResolver::hang();
    const QString way = app.arguments().value(2);
    auto session = std::make_unique<QSseSession>(QSseRequest(hangingUrl(u"end"_s)));
    session->open();
    while (HangingResolver::waiting() == 0)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    if (way == "closed"_L1)
        session->close();
    else if (way == "deleted"_L1)
        session.reset();
    else if (way == "child"_L1)
        session.release()->setParent(&app);
    std::puts("leaving");
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--end") == 0)
        return endWhileHanging(argc, argv);
    QCoreApplication app(argc, argv);
    tst_Lookup test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_lookup.moc"
