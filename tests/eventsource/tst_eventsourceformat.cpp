// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "page.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Bytes in, events out (WHATWG HTML, 9.2.5 and 9.2.6), as a script sees them. The grammar itself
// has its tests with QSseParser.
class tst_EventSourceFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void format_data();
    void format();
    void fieldRetry_data();
    void fieldRetry();
    void unfinishedBlock();
    void utf8Only();
    void manyChunks();
};

void tst_EventSourceFormat::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_EventSourceFormat::format_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QStringList>("expected"); // data, or type:data

    const QByteArray bom = "\xef\xbb\xbf";
    const QByteArray longComment(3000, 'x');

    QTest::newRow("bom") << bom + "data:a\n\n" + bom + "data:b\n\ndata:c\n\n"
                         << QStringList{u"a"_s, u"c"_s};
    QTest::newRow("bom-2") << bom + bom + "data:a\n\ndata:b\n\n" << QStringList{u"b"_s};
    QTest::newRow("comments") << ":\ndata:a\r:" + longComment + "\r\n:data:no\ndata:b\n::\n\n"
                              << QStringList{u"a\\nb"_s};
    QTest::newRow("comments alone") << QByteArray(":a\n\n:b\n\n") << QStringList();
    QTest::newRow("data-before-final-empty-line")
            << QByteArray("data:a\n\ndata:b\n") << QStringList{u"a"_s};
    QTest::newRow("field-data") << QByteArray("data\n\ndata:\ndata\n\ndata:a\ndata:b\n\n")
                                << QStringList{u""_s, u"\\n"_s, u"a\\nb"_s};
    QTest::newRow("no data, no event") << QByteArray("event:t\nid:1\n\n:c\n\n\n") << QStringList();
    QTest::newRow("field-event") << QByteArray("event:t\ndata:a\n\ndata:b\n\n")
                                 << QStringList{u"t:a"_s, u"b"_s};
    QTest::newRow("field-event twice")
            << QByteArray("event:u\nevent:t\ndata:a\n\n") << QStringList{u"t:a"_s};
    QTest::newRow("field-event-empty")
            << QByteArray("event:\ndata:a\n\nevent\ndata:b\n\n") << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("field-event nobody listens to")
            << QByteArray("event:x\ndata:a\n\ndata:b\n\n") << QStringList{u"b"_s};
    QTest::newRow("field-event of our own")
            << QByteArray("event:open\ndata:a\n\n") << QStringList{u"open:a"_s};
    QTest::newRow("field-parsing")
            << "DATA:no\ndata \0:no\ndata:a\nda ta:no\n data:no\ndata  :no\ndata: :b\n\0data:no\n\n"_ba
            << QStringList{u"a\\n:b"_s};
    QTest::newRow("field-unknown")
            << QByteArray("data:a\nnope:b\n data:c\nretried:1\n\n") << QStringList{u"a"_s};
    QTest::newRow("leading-space") << QByteArray("data: a\ndata:  b\ndata:\tc\ndata: \ndata:d \n\n")
                                   << QStringList{u"a\\n b\\n\\tc\\n\\nd "_s};
    QTest::newRow("newlines") << QByteArray("data:a\r\ndata:b\rdata:c\ndata:d\r\r\ndata:e\r\n\r\n")
                              << QStringList{u"a\\nb\\nc\\nd"_s, u"e"_s};
    QTest::newRow("null-character") << "data:\0a\0\n\n"_ba << QStringList{u"\\u0000a\\u0000"_s};
    QTest::newRow("utf-8") << QByteArray("data:\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\n\n")
                           << QStringList{u"\u00e4\u20ac\U0001f600"_s};
    QTest::newRow("utf-8 that is broken") << QByteArray("data:a\xff\xc3\n\ndata:b\n\n")
                                          << QStringList{u"a\ufffd\ufffd"_s, u"b"_s};
    QTest::newRow("line separators are text")
            << QByteArray("data:a\xe2\x80\xa8\x62\x0b\n\n") << QStringList{u"a\u2028b\\u000b"_s};
    QTest::newRow("event-data") << QByteArray("data:{\"a\":\ndata:1}\n\n")
                                << QStringList{u"{\\\"a\\\":\\n1}"_s};
}

// Closes where the stream ends: before it is made again.
static const QString logging = u"var s = new EventSource('stream');"
                               "var text = e => JSON.stringify(e.data).slice(1, -1);"
                               "s.onmessage = e => log(text(e));"
                               "s.addEventListener('t', e => log('t:' + text(e)));"
                               "s.addEventListener('open', e => { if (e instanceof MessageEvent) "
                               "log('open:' + text(e)) });"
                               "s.onerror = () => s.close();"_s;

void tst_EventSourceFormat::format()
{
    QFETCH(const QByteArray, stream);
    Page page;
    page.server().setDefaultScript(Script().send(stream).finish());
    page.run(logging);
    QTRY_COMPARE(page.run(u"s.readyState"_s), u"2"_s);
    QTEST(page.lines(), "expected");
}

void tst_EventSourceFormat::fieldRetry_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<std::chrono::milliseconds>("delay");

    const std::chrono::milliseconds byDefault = 3s;
    QTest::newRow("none") << QByteArray("data:a") << byDefault;
    QTest::newRow("field-retry") << QByteArray("retry:1234") << 1234ms;
    QTest::newRow("with a space") << QByteArray("retry: 1234") << 1234ms;
    QTest::newRow("leading zeros") << QByteArray("retry:001234") << 1234ms;
    QTest::newRow("the last one") << QByteArray("retry:1\nretry:5678") << 5678ms;
    QTest::newRow("longer than the cap of the default")
            << QByteArray("retry:90000") << std::chrono::milliseconds(90s);
    QTest::newRow("field-retry-bogus") << QByteArray("retry:1234x") << byDefault;
    QTest::newRow("negative") << QByteArray("retry:-1") << byDefault;
    QTest::newRow("fraction") << QByteArray("retry:1.5") << byDefault;
    QTest::newRow("two spaces") << QByteArray("retry:  1234") << byDefault;
    QTest::newRow("bogus after a good one") << QByteArray("retry:1234\nretry:x") << 1234ms;
    QTest::newRow("field-retry-empty") << QByteArray("retry:") << byDefault;
    QTest::newRow("no colon") << QByteArray("retry") << byDefault;
    QTest::newRow("empty after a good one") << QByteArray("retry:1234\nretry:") << 1234ms;
}

// What is set by default, not what this test's pages reconnect by.
void tst_EventSourceFormat::fieldRetry()
{
    QFETCH(const QByteArray, field);
    QFETCH(const std::chrono::milliseconds, delay);
    Page page;
    QSse::installEventSource(page.engine(), page.patientOptions());
    page.server().setDefaultScript(Script().send(field + "\ndata:a\n\n").finish());
    page.run(logging);
    QTRY_COMPARE(page.delays().size(), 1);
    QCOMPARE(page.delays().constFirst().count(), delay.count());
}

// Neither its data nor its id counts, whatever comes next.
void tst_EventSourceFormat::unfinishedBlock()
{
    Page page;
    page.server().enqueue(Script().send("id:1\ndata:a\n\nid:2\ndata:b\n").finish());
    page.server().setDefaultScript(Script().send("data:c\n\n"));
    page.run(u"var s = new EventSource('x'); s.onmessage = e => log(e.data, e.lastEventId)"_s);
    QTRY_COMPARE(page.lines(), (QStringList{u"a 1"_s, u"c 1"_s}));
    QCOMPARE(page.server().requests().at(1).header("Last-Event-ID"), "1");
}

void tst_EventSourceFormat::utf8Only()
{
    Page page;
    page.server().setDefaultScript(
            Script().header("Content-Type", "text/event-stream;charset=windows-1252")
                    .send("data:\xc3\xa4\n\n"));
    page.run(u"var s = new EventSource('x'); s.onmessage = e => log(e.data)"_s);
    QTRY_COMPARE(page.lines(), QStringList{u"\u00e4"_s});
}

void tst_EventSourceFormat::manyChunks()
{
    Page page;
    page.server().setDefaultScript(
            Script().sendBytewise("\xef\xbb\xbf"
                                  "data:\xe2\x82\xac\r\ndata:b\r\n\r\ndata:c\r\r"));
    page.run(logging);
    QTRY_COMPARE(page.lines(), (QStringList{u"\u20ac\\nb"_s, u"c"_s}));
}

QTEST_GUILESS_MAIN(tst_EventSourceFormat)
#include "tst_eventsourceformat.moc"
