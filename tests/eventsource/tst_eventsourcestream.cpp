// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "page.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What a source goes through from its first connection to its last.
class tst_EventSourceStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void readyStates();
    void openEvent();
    void messageEvent();
    void errorEvent();
    void reconnects();
    void endsWithStatusAfterReconnect();
    void endsUnheard();
    void growingDelays();
    void fieldId();
    void lastEventId_data();
    void lastEventId();
    void lastEventIdInUtf8();
    void handlerSetAfterOpen();
    void close_data();
    void close();
    void closeStopsTheRestOfTheChunk();
    void closeLetsOtherListenersSeeTheEvent();
    void closeAtOnce();
    void closeWhileWaiting();
    void opensAnotherInItself();
    void manyToOneHost();
    void nestedEventLoop();
    void endMarker();
};

void tst_EventSourceStream::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_EventSourceStream::readyStates()
{
    Page page;
    page.server().enqueue(Script().send("data:a\n\n").finish());
    page.server().setDefaultScript(Script().status(404).contentLength(0));
    page.run(u"var s = new EventSource('x');"
             "log('constructed', s.readyState);"
             "s.onopen = e => log(e.type, s.readyState);"
             "s.onmessage = e => log(e.type, s.readyState);"
             "s.onerror = e => log(e.type, s.readyState);"_s);
    QTRY_COMPARE(page.lines(), (QStringList{u"constructed 0"_s, u"open 1"_s, u"message 1"_s,
                                            u"error 0"_s, u"error 2"_s}));
    page.run(u"s.close(); log('closed', s.readyState)"_s);
    QCOMPARE(page.lines().constLast(), u"closed 2"_s);
}

static const QString description =
        u"var describe = e => log(e.type, e instanceof Event, e instanceof MessageEvent, "
        u"e.isTrusted,"
        "e.bubbles, e.cancelable, e.target === s, e.currentTarget === s, e.timeStamp >= 0);"_s;

void tst_EventSourceStream::openEvent()
{
    Page page;
    page.run(description + u"var s = new EventSource('x'); s.onopen = describe;"_s);
    QTRY_COMPARE(page.lines(), QStringList{u"open true false true false false true true true"_s});
}

void tst_EventSourceStream::messageEvent()
{
    Page page;
    page.server().setDefaultScript(Script().send("id:7\ndata:a\n\n"));
    page.run(description
             + u"var s = new EventSource('x'); s.onmessage = e => { describe(e);"
               "log(e.data, e.lastEventId, e.origin, String(e)) };"_s);
    QTRY_COMPARE(page.lines(), (QStringList{u"message true true true false false true true true"_s,
                                            u"a 7 http://127.0.0.1:%1 [object MessageEvent]"_s.arg(
                                                    page.server().port())}));
}

void tst_EventSourceStream::errorEvent()
{
    Page page;
    page.server().setDefaultScript(Script().status(500).contentLength(0));
    page.run(description + u"var s = new EventSource('x'); s.onerror = describe;"_s);
    QTRY_COMPARE(page.lines(), QStringList{u"error true false true false false true true true"_s});
}

// At a clean end, at a cut and at a reset alike. They come once the message was seen: a reset may
// overtake it, and QNetworkAccessManager may send a request again whose answer ends as it comes.
void tst_EventSourceStream::reconnects()
{
    Page page;
    for (const char *message : {"data:a\n\n", "data:b\n\n", "data:c\n\n", "data:d\n\n"})
        page.server().enqueue(Script().send(message));
    page.run(u"var s = new EventSource('x');"
             "s.onopen = () => log('open');"
             "s.onmessage = e => log(e.data);"
             "s.onerror = e => log('error', s.readyState);"_s);
    QTRY_COMPARE(page.lines().value(1), u"a"_s);
    page.server().lastExchange()->finish();
    QTRY_COMPARE(page.lines().value(4), u"b"_s);
    page.server().lastExchange()->cut();
    QTRY_COMPARE(page.lines().value(7), u"c"_s);
    page.server().lastExchange()->reset();
    QTRY_COMPARE(page.lines(),
                 (QStringList{u"open"_s, u"a"_s, u"error 0"_s, u"open"_s, u"b"_s, u"error 0"_s,
                              u"open"_s, u"c"_s, u"error 0"_s, u"open"_s, u"d"_s}));
}

void tst_EventSourceStream::endsWithStatusAfterReconnect()
{
    Page page;
    page.server().enqueue(Script().send("data:a\n\n").finish());
    page.server().setDefaultScript(Script().status(204));
    page.run(u"var s = new EventSource('x'); s.onerror = e => log(s.readyState, e.code)"_s);
    QTRY_COMPARE(page.lines(), (QStringList{u"0 "_s, u"2 204"_s}));
    QTRY_COMPARE(page.sessionCount(), 0);
    QCOMPARE(page.server().requestCount(), 2);
}

void tst_EventSourceStream::endsUnheard()
{
    Page page;
    page.server().setDefaultScript(Script().status(404).contentLength(0));
    page.run(u"var s = new EventSource('x?secret-token'); s.onmessage = () => 0"_s);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"^EventSource: it has ended, and has no listener of "
                                            "\"error\": There is no stream here \\(404\\): "
                                            "http://127.0.0.1:[0-9]+/x\\.$"_s));
    QTRY_COMPARE(page.run(u"s.readyState"_s), u"2"_s);
}

// Three seconds, then more while nothing comes.
void tst_EventSourceStream::growingDelays()
{
    Page page;
    QSse::installEventSource(page.engine(), page.patientOptions());
    page.server().setDefaultScript(Script().finish());
    page.run(u"var s = new EventSource('x')"_s);
    QTRY_COMPARE(page.delays().size(), 1);
    page.session()->reconnectNow();
    QTRY_COMPARE(page.delays().size(), 2);
    QCOMPARE(page.delays().at(0).count(), 3000);
    QCOMPARE(page.delays().at(1).count(), 6000);
}

void tst_EventSourceStream::fieldId()
{
    Page page;
    page.server().setDefaultScript(
            Script().send("data:a\n\nid:1\ndata:b\n\ndata:c\n\nid: 2 \ndata:d\n\n"
                          "id:3\0\ndata:e\n\nid\ndata:f\n\nid:4\n\ndata:g\n\n"_ba));
    page.run(u"var s = new EventSource('x');"
             "s.onmessage = e => log(e.data + JSON.stringify(e.lastEventId))"_s);
    QTRY_COMPARE(page.lines(), (QStringList{u"a\"\""_s, u"b\"1\""_s, u"c\"1\""_s, u"d\"2 \""_s,
                                            u"e\"2 \""_s, u"f\"\""_s, u"g\"4\""_s}));
}

void tst_EventSourceStream::lastEventId_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("sent"); // null where the header is not

    QTest::newRow("none") << QByteArray("data:a\n\n") << QByteArray();
    QTest::newRow("one") << QByteArray("id:7\ndata:a\n\n") << QByteArray("7");
    QTest::newRow("the last one") << QByteArray("id:7\ndata:a\n\nid:8\ndata:b\n\ndata:c\n\n")
                                  << QByteArray("8");
    QTest::newRow("without an event") << QByteArray("id:7\n\n") << QByteArray("7");
    QTest::newRow("taken back") << QByteArray("id:7\ndata:a\n\nid\ndata:b\n\n") << QByteArray();
    QTest::newRow("with NUL") << "id:7\ndata:a\n\nid:8\0\ndata:b\n\n"_ba << QByteArray("7");
}

// Through two losses: the second connection has no id of its own.
void tst_EventSourceStream::lastEventId()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const QByteArray, sent);
    Page page;
    page.server().enqueue(Script().send(stream).finish());
    page.server().enqueue(Script().send("data:more\n\n").finish());
    page.run(u"var s = new EventSource('x'); s.onmessage = e => log(e.lastEventId)"_s);
    QTRY_COMPARE(page.server().requestCount(), 3);
    QCOMPARE(page.server().requests().at(0).headerCount("Last-Event-ID"), 0);
    for (const int index : {1, 2}) {
        const HttpRequest request = page.server().requests().at(index);
        QCOMPARE(request.headerCount("Last-Event-ID"), sent.isNull() ? 0 : 1);
        QCOMPARE(request.header("Last-Event-ID"), sent);
    }
    QCOMPARE(page.lines().constLast(), QString::fromUtf8(sent));
}

void tst_EventSourceStream::lastEventIdInUtf8()
{
    Page page;
    page.server().enqueue(Script().send("id:\xe2\x80\xa6\ndata:a\n\n").finish());
    page.run(u"var s = new EventSource('x'); s.onmessage = e => log(e.lastEventId)"_s);
    QTRY_COMPARE(page.server().requestCount(), 2);
    QCOMPARE(page.lines(), QStringList{u"\u2026"_s});
    QCOMPARE(page.server().requests().at(1).header("Last-Event-ID"), "\xe2\x80\xa6");
}

void tst_EventSourceStream::handlerSetAfterOpen()
{
    Page page;
    page.run(u"var s = new EventSource('x')"_s);
    QTRY_COMPARE(page.run(u"s.readyState"_s), u"1"_s);
    page.run(u"s.onopen = () => log('late'); s.onmessage = e => log(e.data)"_s);
    page.server().lastExchange()->send("data:a\n\n");
    QTRY_COMPARE(page.lines(), QStringList{u"a"_s});
}

void tst_EventSourceStream::close_data()
{
    QTest::addColumn<QString>("handler");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("in onopen") << u"open"_s << QStringList{u"open"_s};
    QTest::newRow("in onmessage") << u"message"_s << QStringList{u"open"_s, u"message"_s};
    QTest::newRow("in onerror") << u"error"_s
                                << QStringList{u"open"_s, u"message"_s, u"message"_s, u"error"_s};
}

// Nothing comes after close(), and the connection is given up.
void tst_EventSourceStream::close()
{
    QFETCH(const QString, handler);
    Page page;
    page.server().setDefaultScript(Script().send("data:a\n\ndata:b\n\n").finish());
    page.run(u"var s = new EventSource('x');"
             "for (const type of ['open', 'message', 'error']) {"
             "    s.addEventListener(type, e => {"
             "        log(type);"
             "        if (type === '%1') { s.close(); s.close() }"
             "    })"
             "}"_s.arg(handler));
    QTRY_COMPARE(page.run(u"s.readyState"_s), u"2"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
    QTRY_COMPARE(page.server().openExchanges(), 0);
    QTEST(page.lines(), "expected");
    QCOMPARE(page.server().requestCount(), 1);
}

void tst_EventSourceStream::closeStopsTheRestOfTheChunk()
{
    Page page;
    page.server().setDefaultScript(Script().send("data:a\n\nevent:t\ndata:b\n\ndata:c\n\n"));
    page.run(u"var s = new EventSource('x'); s.onmessage = e => log(e.data);"
             "s.addEventListener('t', e => { log(e.data); s.close() })"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
    QCOMPARE(page.lines(), (QStringList{u"a"_s, u"b"_s}));
}

void tst_EventSourceStream::closeLetsOtherListenersSeeTheEvent()
{
    Page page;
    page.server().setDefaultScript(Script().send("data:a\n\ndata:b\n\n"));
    page.run(u"var s = new EventSource('x'); s.onmessage = () => s.close();"
             "s.addEventListener('message', e => log(e.data, s.readyState))"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
    QCOMPARE(page.lines(), QStringList{u"a 2"_s});
}

// Before anything was sent, nothing is.
void tst_EventSourceStream::closeAtOnce()
{
    Page page;
    page.run(u"var s = new EventSource('x'); s.onopen = s.onerror = e => log(e.type); s.close();"
             "log(s.readyState)"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
    page.run(u"var other = new EventSource('y'); other.onopen = () => log('other')"_s);
    QTRY_COMPARE(page.lines(), (QStringList{u"2"_s, u"other"_s}));
    QCOMPARE(page.server().requestCount(), 1);
}

void tst_EventSourceStream::closeWhileWaiting()
{
    Page page;
    QSse::installEventSource(page.engine(), page.patientOptions());
    page.server().setDefaultScript(Script().finish());
    page.run(u"var s = new EventSource('x'); s.onerror = e => log(s.readyState)"_s);
    QTRY_COMPARE(page.delays().size(), 1);
    page.run(u"s.close()"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
    QCOMPARE(page.lines(), QStringList{u"0"_s});
    QCOMPARE(page.server().requestCount(), 1);
}

void tst_EventSourceStream::opensAnotherInItself()
{
    Page page;
    page.server().setDefaultScript(Script().send("data:a\n\ndata:b\n\n"));
    page.run(u"var n = 0; var next = () => { const s = new EventSource('x' + n);"
             "s.onmessage = e => { log(s.url.slice(-2), e.data); s.close();"
             "if (++n < 3) next() } }; next()"_s);
    QTRY_COMPARE(page.lines(), (QStringList{u"x0 a"_s, u"x1 a"_s, u"x2 a"_s}));
    QTRY_COMPARE(page.sessionCount(), 0);
}

void tst_EventSourceStream::manyToOneHost()
{
    Page page;
    page.run(u"var all = []; for (let i = 0; i < 20; ++i) {"
             "all.push(new EventSource('x')); all[i].onopen = () => log(i) }"_s);
    QTRY_COMPARE(page.lines().size(), 20);
    page.run(u"all.forEach(s => s.close())"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
}

// A listener that waits is not overtaken, and may close.
void tst_EventSourceStream::nestedEventLoop()
{
    Page page;
    page.server().setDefaultScript(Script().send("data:a\n\ndata:b\n\ndata:c\n\n"));
    page.run(u"var s = new EventSource('x'); s.onmessage = e => {"
             "log(e.data); page.spinOnce(); log('/' + e.data); if (e.data === 'b') s.close() }"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
    QCOMPARE(page.lines(), (QStringList{u"a"_s, u"/a"_s, u"b"_s, u"/b"_s}));
}

// What else may end a session ends the source.
void tst_EventSourceStream::endMarker()
{
    Page page;
    QSse::EventSourceOptions options = page.fastOptions();
    options.prepareSession = [](QSseSession *session, bool) { session->setEndMarker("[DONE]"); };
    QSse::installEventSource(page.engine(), options);
    page.server().setDefaultScript(Script().send("data:a\n\ndata:[DONE]\n\n"));
    page.run(u"var s = new EventSource('x'); s.onmessage = e => log(e.data);"
             "s.onerror = e => log(s.readyState + e.message)"_s);
    QTRY_COMPARE(page.lines(), (QStringList{u"a"_s, u"2"_s}));
}

QTEST_GUILESS_MAIN(tst_EventSourceStream)
#include "tst_eventsourcestream.moc"
