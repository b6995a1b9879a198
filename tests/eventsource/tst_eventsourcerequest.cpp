// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "page.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// What is sent, and which answers open the source, fail it, or have it try again (WHATWG
// HTML, 9.2.2 and 9.2.3).
class tst_EventSourceRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void headers();
    void fragmentStaysHere();
    void mimeTypes_data();
    void mimeTypes();
    void statusError_data();
    void statusError();
    void redirect_data();
    void redirect();
    void redirectElsewhere();
    void redirectLoop();
    void noHttp_data();
    void noHttp();
    void refusedConnection();
    void withCredentials();
    void token();
    void errorTellsNoSecrets();
};

void tst_EventSourceRequest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// "open", "error 0" for one that goes on, "error 2" for one that does not, data of messages.
static QString logged(const QString &url)
{
    return u"var s = new EventSource('%1');"
           "s.onopen = () => log('open');"
           "s.onmessage = e => log(e.data);"
           "s.onerror = e => log('error', s.readyState, e.code);"_s.arg(url);
}

void tst_EventSourceRequest::headers()
{
    Page page;
    page.run(logged(u"stream?a=b"_s));
    QTRY_COMPARE(page.lines(), QStringList{u"open"_s});
    const HttpRequest request = page.server().requests().constFirst();
    QCOMPARE(request.method, "GET");
    QCOMPARE(request.target, "/stream?a=b");
    QCOMPARE(request.header("Accept"), "text/event-stream");
    QCOMPARE(request.header("Cache-Control"), "no-cache");
    QCOMPARE(request.headerCount("Last-Event-ID"), 0);
    QCOMPARE(request.headerCount("Content-Length"), 0);
    QCOMPARE(request.headerCount("Cookie"), 0);
}

void tst_EventSourceRequest::fragmentStaysHere()
{
    Page page;
    page.run(logged(u"stream#part"_s));
    QTRY_COMPARE(page.lines(), QStringList{u"open"_s});
    QCOMPARE(page.server().requests().constFirst().target, "/stream");
    QVERIFY(page.run(u"s.url"_s).endsWith("/stream#part"_L1));
}

void tst_EventSourceRequest::mimeTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("expected");

    const QString opens = u"open"_s;
    const QString fails = u"error 2 200"_s;
    QTest::newRow("valid") << QByteArray("text/event-stream") << opens;
    QTest::newRow("with charset") << QByteArray("text/event-stream;charset=UTF-8") << opens;
    QTest::newRow("with another charset")
            << QByteArray("text/event-stream; charset=windows-1251") << opens;
    QTest::newRow("with a semicolon") << QByteArray("text/event-stream;") << opens;
    QTest::newRow("upper case") << QByteArray("Text/Event-Stream") << opens;
    QTest::newRow("longer") << QByteArray("text/event-streamed") << fails;
    QTest::newRow("plain") << QByteArray("text/plain") << fails;
    QTest::newRow("html") << QByteArray("text/html") << fails;
    QTest::newRow("other type") << QByteArray("application/event-stream") << fails;
    QTest::newRow("bogus") << QByteArray("stream") << fails;
    QTest::newRow("none") << QByteArray() << fails;
}

void tst_EventSourceRequest::mimeTypes()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QString, expected);
    Page page;
    page.server().setDefaultScript(Script().header("Content-Type", type).contentLength(0));
    page.run(logged(u"x"_s));
    QTRY_VERIFY(!page.lines().isEmpty());
    QCOMPARE(page.lines().constFirst(), expected);
}

void tst_EventSourceRequest::statusError_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {204, 205, 210, 299, 304, 400, 401, 404, 410, 429, 500, 503, 504, 599})
        QTest::addRow("%d", status) << status;
}

// Any other status than 200 is the end.
void tst_EventSourceRequest::statusError()
{
    QFETCH(const int, status);
    Page page;
    Script answer = Script().status(status);
    if (status != 204 && status != 304)
        answer.contentLength(0);
    page.server().setDefaultScript(answer);
    page.run(logged(u"x"_s));
    QTRY_COMPARE(page.run(u"s.readyState"_s), u"2"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
    QCOMPARE(page.lines(), QStringList{u"error 2 %1"_s.arg(status)});
    QCOMPARE(page.server().requestCount(), 1);
}

void tst_EventSourceRequest::redirect_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void tst_EventSourceRequest::redirect()
{
    QFETCH(const int, status);
    Page page;
    page.server().enqueue(Script().status(status).header("Location", "/there?a").contentLength(0));
    page.server().setDefaultScript(Script().send("data:a\n\n"));
    page.run(logged(u"here"_s));
    QTRY_COMPARE(page.lines(), (QStringList{u"open"_s, u"a"_s}));
    QCOMPARE(page.server().requests().at(0).target, "/here");
    QCOMPARE(page.server().requests().at(1).target, "/there?a");
    QVERIFY(page.run(u"s.url"_s).endsWith("/here"_L1));
}

// The origin of a message is that of the server that sent it.
void tst_EventSourceRequest::redirectElsewhere()
{
    Page page;
    ScriptedServer other;
    const QByteArray target = other.url(u"/there"_s).toEncoded();
    page.server().setDefaultScript(
            Script().status(302).header("Location", target).contentLength(0));
    other.setDefaultScript(Script().send("data:a\n\n"));
    page.run(u"var s = new EventSource('here'); s.onmessage = e => log(e.origin)"_s);
    QTRY_COMPARE(page.lines(), QStringList{u"http://127.0.0.1:%1"_s.arg(other.port())});
}

void tst_EventSourceRequest::redirectLoop()
{
    Page page;
    page.server().setDefaultScript(
            Script().status(302).header("Location", "/again").contentLength(0));
    page.run(logged(u"here"_s));
    QTRY_COMPARE(page.run(u"s.readyState"_s), u"2"_s);
    QCOMPARE(page.lines().size(), 1);
}

void tst_EventSourceRequest::noHttp_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("mailto") << u"mailto:a@b"_s;
    QTest::newRow("ftp") << u"ftp://127.0.0.1/x"_s;
    QTest::newRow("file") << u"file:///etc/hostname"_s;
    QTest::newRow("data") << u"data:text/event-stream,data:a"_s;
    QTest::newRow("javascript") << u"javascript:log(1)"_s;
}

// The constructor takes them; it is the connection that fails, and later.
void tst_EventSourceRequest::noHttp()
{
    QFETCH(const QString, url);
    Page page;
    page.run(logged(url));
    QCOMPARE(page.run(u"s.readyState"_s), u"0"_s);
    QTRY_COMPARE(page.lines(), QStringList{u"error 2 "_s});
}

void tst_EventSourceRequest::refusedConnection()
{
    Page page;
    page.server().close();
    page.run(logged(u"x"_s));
    QTRY_COMPARE_GE(page.lines().size(), 3);
    QCOMPARE(QSet<QString>(page.lines().cbegin(), page.lines().cend()),
             QSet<QString>{u"error 0 "_s});
}

void tst_EventSourceRequest::withCredentials()
{
    Page page;
    QStringList told;
    QSse::EventSourceOptions options = page.fastOptions();
    options.prepareSession = [&](QSseSession *session, bool withCredentials) {
        told.append(session->url().path() + (withCredentials ? u" with"_s : u" without"_s));
        QVERIFY(session->isStrict());
        QCOMPARE(session->state(), QSseSession::State::Closed);
    };
    QSse::installEventSource(page.engine(), options);
    page.run(u"new EventSource('a'); new EventSource('b', { withCredentials: true })"_s);
    QCOMPARE(told, (QStringList{u"/a without"_s, u"/b with"_s}));
}

void tst_EventSourceRequest::token()
{
    Page page;
    QSse::EventSourceOptions options = page.fastOptions();
    options.prepareSession = [](QSseSession *session, bool) {
        session->setTokenProvider([] { return u"secret-token"_s; });
    };
    QSse::installEventSource(page.engine(), options);
    page.run(logged(u"x"_s));
    QTRY_COMPARE(page.lines(), QStringList{u"open"_s});
    QVERIFY(page.server().requests().constFirst().header("Authorization") == "Bearer secret-token");
}

void tst_EventSourceRequest::errorTellsNoSecrets()
{
    Page page;
    page.server().setDefaultScript(Script().status(404).contentLength(0));
    const QString url = u"http://secret-user:secret-password@127.0.0.1:%1/x?secret-query"_s.arg(
            page.server().port());
    page.run(u"var s = new EventSource('%1'); s.onerror = e => log(e.message, e.code)"_s.arg(url));
    QTRY_COMPARE(page.lines().size(), 1);
    QVERIFY(!page.lines().constFirst().contains("secret"_L1));
    QVERIFY(page.lines().constFirst().contains("/x"_L1));
    QVERIFY(page.lines().constFirst().endsWith("404"_L1));
}

QTEST_GUILESS_MAIN(tst_EventSourceRequest)
#include "tst_eventsourcerequest.moc"
