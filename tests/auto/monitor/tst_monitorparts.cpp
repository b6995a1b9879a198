// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "axisscale.h"
#include "connectionhistory.h"
#include "connectionsettings.h"
#include "eventfilter.h"
#include "eventreader.h"
#include "eventtable.h"
#include "eventwriter.h"
#include "hexdump.h"
#include "jsonreader.h"
#include "jsontreemodel.h"
#include "namevaluemodel.h"
#include "options.h"
#include "ratemeter.h"
#include "recenturls.h"
#include "secretheader.h"
#include "shellquote.h"
#include "sizetext.h"
#include "ssecatcommand.h"
#include "streamlog.h"
#include "usageerror.h"
#include "wiretext.h"

#include <QtSse/QSseParser>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <QtCore/QBuffer>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto strictly = QAbstractItemModelTester::FailureReportingMode::QtTest;

QList<QSseEvent> parsed(const QByteArray &stream)
{
    QList<QSseEvent> events;
    QSseParser parser;
    parser.setShowComments(true);
    parser.setShowRetry(true);
    parser.setEventHandler([&events](const QSseEvent &event) { events.append(event); });
    parser.feed(stream);
    return events;
}

EventFile readLines(QByteArray lines, int maximum = 1000)
{
    QBuffer buffer(&lines);
    buffer.open(QIODevice::ReadOnly);
    return EventFile::read(&buffer, maximum);
}

QModelIndex child(const QAbstractItemModel &model, const QModelIndex &parent, int row)
{
    return model.index(row, 0, parent);
}

} // namespace

// The monitor's parts that need no window.
class tst_MonitorParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void quotesForTheShell_data();
    void quotesForTheShell();
    void command_data();
    void command();
    void commandHoldsNoToken();
    void headersToHide();

    void urlFromText_data();
    void urlFromText();
    void requestAsSet();
    void recentUrls();
    void namesAndValues();

    void jsonTree();
    void jsonKeepsOrderAndDigits();
    void noJson_data();
    void noJson();
    void jsonPaths();
    void hexDumps();

    void wireTextIsReadBack_data();
    void wireTextIsReadBack();
    void eventLines();
    void badLines_data();
    void badLines();
    void lineBreaksInFields();
    void keepsTheLastEvents();
    void readsWhatSsecatPrints();

    void tableHasColumns();
    void tableKeepsRecordedTimes();
    void filterChooses();
    void history();
    void streamLogIsBounded();
    void rates();
    void axis_data();
    void axis();
    void sizes();

    void options_data();
    void options();
    void helpNeedsNoDisplay();
};

void tst_MonitorParts::quotesForTheShell_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("plain") << u"https://example.org/a"_s << u"https://example.org/a"_s;
    QTest::newRow("empty") << QString() << u"''"_s;
    QTest::newRow("space") << u"a b"_s << u"'a b'"_s;
    QTest::newRow("ampersand") << u"http://a/?b=1&c=2"_s << u"'http://a/?b=1&c=2'"_s;
    QTest::newRow("single quote") << u"it's"_s << u"'it'\\''s'"_s;
    QTest::newRow("dollar") << u"$HOME `id` \"x\" \\"_s << u"'$HOME `id` \"x\" \\'"_s;
    QTest::newRow("line break") << u"a\nb\n"_s << u"'a\nb\n'"_s;
    QTest::newRow("glob") << u"*?[a]~#!"_s << u"'*?[a]~#!'"_s;
    QTest::newRow("other script") << u"Grüße 🙂"_s << u"'Grüße 🙂'"_s;
}

void tst_MonitorParts::quotesForTheShell()
{
    QFETCH(const QString, text);
    QTEST(shellQuoted(text), "quoted");
#ifdef Q_OS_UNIX
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"printf %s "_s + shellQuoted(text)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), text);
#endif
}

void tst_MonitorParts::command_data()
{
    QTest::addColumn<ConnectionSettings>("settings");
    QTest::addColumn<QString>("command");
    ConnectionSettings plain;
    plain.url = QUrl(u"http://localhost:80/a"_s);
    QTest::newRow("plain") << plain << u"ssecat http://localhost:80/a"_s;

    ConnectionSettings post = plain;
    post.method = u"POST"_s;
    post.body = u"{\"q\": \"it's\"}"_s;
    QTest::newRow("POST") << post << u"ssecat -d '{\"q\": \"it'\\''s\"}' http://localhost:80/a"_s;
    post.method = u"PUT"_s;
    post.contentType = u"text/plain"_s;
    post.body = u"x"_s;
    QTest::newRow("PUT") << post
                         << u"ssecat -X PUT -d x -H 'Content-Type: text/plain' "
                            "http://localhost:80/a"_s;
    post.body = u"@file"_s;
    post.method = u"POST"_s;
    post.contentType = u"application/json"_s;
    QTest::newRow("body like a file")
            << post << u"printf %s @file | ssecat -d @- http://localhost:80/a"_s;

    ConnectionSettings full = plain;
    full.headers = {{u"X-Client"_s, u"a b"_s}};
    full.queryItems = {{u"q"_s, u"a&b"_s}};
    full.lastEventId = u"42"_s;
    full.endMarker = u"[DONE]"_s;
    full.connectTimeout = 1500ms;
    full.idleTimeout = 60s;
    full.maximumAttempts = 3;
    QTest::newRow("the rest") << full
                              << u"ssecat -H 'X-Client: a b' --last-event-id 42 --end-marker "
                                 "'[DONE]' --connect-timeout 1.5 --idle-timeout 60 --retry 3 "
                                 "'http://localhost:80/a?q=a%26b'"_s;
}

void tst_MonitorParts::command()
{
    QFETCH(const ConnectionSettings, settings);
    const SsecatCommand command = SsecatCommand::of(settings);
    QTEST(command.text, "command");
    QVERIFY(command.notes.isEmpty());
}

void tst_MonitorParts::commandHoldsNoToken()
{
    ConnectionSettings settings;
    settings.url = QUrl(u"http://user:secretpassword@localhost/a"_s);
    settings.token = u"secrettoken"_s;
    settings.headers = {{u"X-Api-Key"_s, u"secretkey"_s}, {u"Cookie"_s, u"a=secretcookie"_s}};
    const SsecatCommand command = SsecatCommand::of(settings);
    QCOMPARE(command.text, u"ssecat -H @headers.txt --bearer-file token.txt http://localhost/a"_s);
    QCOMPARE(command.notes.size(), 3);
    QVERIFY(command.notes.join(u' ').contains("SSECAT_BEARER"_L1));
    QVERIFY(!command.notes.join(u' ').contains("secretkey"_L1));

    settings = {};
    settings.url = QUrl(u"http://localhost/a?access_token=secretquery"_s);
    const QStringList notes = SsecatCommand::of(settings).notes;
    QCOMPARE(notes.size(), 1);
    QVERIFY(notes.constFirst().contains("query"_L1) && !notes.constFirst().contains("secretq"_L1));
}

void tst_MonitorParts::headersToHide()
{
    for (const QString &name : {u"Authorization"_s, u"proxy-authorization"_s, u"Cookie"_s,
                                u"X-API-Key"_s, u"X-Auth"_s, u"Private-Token"_s})
        QVERIFY2(isSecretHeader(name), qPrintable(name));
    for (const QString &name : {u"Accept"_s, u"X-Client"_s, u"Cache-Control"_s})
        QVERIFY2(!isSecretHeader(name), qPrintable(name));
}

void tst_MonitorParts::urlFromText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QUrl>("url");
    QTest::newRow("https") << u"https://a/b?c"_s << QUrl(u"https://a/b?c"_s);
    QTest::newRow("spaces around") << u" http://a "_s << QUrl(u"http://a"_s);
    QTest::newRow("spaces in it") << u"http://a/b c?d=e f"_s << QUrl(u"http://a/b%20c?d=e%20f"_s);
    QTest::newRow("no scheme") << u"localhost:8080/b"_s << QUrl(u"http://localhost:8080/b"_s);
    QTest::newRow("empty") << QString() << QUrl();
    QTest::newRow("no host") << u"http://"_s << QUrl();
    QTest::newRow("ftp") << u"ftp://a/b"_s << QUrl();
    QTest::newRow("bad port") << u"http://a:99999/"_s << QUrl();
}

void tst_MonitorParts::urlFromText()
{
    QFETCH(const QString, text);
    QTEST(ConnectionSettings::urlFromText(text), "url");
}

void tst_MonitorParts::requestAsSet()
{
    ConnectionSettings settings;
    settings.url = QUrl(u"http://localhost/a"_s);
    settings.body = u"x"_s;
    settings.contentType = u"text/plain"_s;
    settings.method = u"QUERY"_s;
    settings.headers = {{u"X-Empty"_s, QString()}};
    settings.token = u"secrettoken"_s;
    const QSseRequest request = settings.request();
    QVERIFY(request.isValid());
    QCOMPARE(request.method(), "QUERY"_ba);
    QCOMPARE(request.body(), std::optional("x"_ba));
    QCOMPARE(request.header("Content-Type"), "text/plain"_ba);
    QVERIFY(request.hasHeader("X-Empty"));
    QCOMPARE(request.header("Authorization"), "Bearer secrettoken"_ba);

    settings.headers = {{u"bad name"_s, u"x"_s}};
    QVERIFY(settings.complaint().contains("name"_L1));
}

void tst_MonitorParts::recentUrls()
{
    const QTemporaryDir folder;
    QSettings store(folder.filePath(u"monitor.ini"_s), QSettings::IniFormat);
    RecentUrls recent(&store);
    for (int i = 0; i < 30; ++i)
        recent.add(QUrl(u"http://user:secret@localhost/%1?q=1"_s.arg(i)));
    recent.add(QUrl(u"http://localhost/20?q=1"_s));
    QCOMPARE(recent.urls().size(), 20);
    QCOMPARE(recent.urls().constFirst(), u"http://localhost/20?q=1"_s);
    QCOMPARE(recent.urls().value(1), u"http://localhost/29?q=1"_s);
    QCOMPARE(RecentUrls(&store).urls(), recent.urls());

    const QUrl encoded(u"http://localhost/a%20b%2Fc?d=%22%25%26"_s);
    recent.add(encoded);
    QCOMPARE(ConnectionSettings::urlFromText(recent.urls().constFirst()), encoded);
    recent.clear();
    QVERIFY(RecentUrls(&store).urls().isEmpty());
}

void tst_MonitorParts::namesAndValues()
{
    NameValueModel model([](const NameValueModel::Pair &pair) {
        return pair.first.contains(u' ') ? u"No spaces."_s : QString();
    });
    const QAbstractItemModelTester tester(&model, strictly);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.setData(model.index(0, NameValueModel::Name), u"a b"_s));
    QVERIFY(model.setData(model.index(0, NameValueModel::Value), u"1"_s));
    QVERIFY(model.setData(model.index(1, NameValueModel::Value), u"2"_s));
    QVERIFY(!model.setData(model.index(2, NameValueModel::Name), QString()));
    QCOMPARE(model.pairs(), (ConnectionSettings::Pairs{{u"a b"_s, u"1"_s}, {QString(), u"2"_s}}));
    QCOMPARE(model.complaint(), u"No spaces."_s);
    QVERIFY(model.setData(model.index(0, NameValueModel::Name), u"a"_s));
    QCOMPARE(model.complaint(), QString());
    QVERIFY(model.removeRow(0));
    QVERIFY(!model.removeRow(1)); // the one to type into
    QCOMPARE(model.pairs().size(), 1);
}

void tst_MonitorParts::jsonTree()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, strictly);
    QCOMPARE(model.rowCount(), 0);
    model.setRoot(readJson(R"({"a": [1, {"b": null}], "c": "x\ny", "d": {}})"));
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), 3);
    QCOMPARE(root.siblingAtColumn(1).data().toString(), u"{3 members}"_s);
    const QModelIndex array = child(model, root, 0);
    QCOMPARE(array.data().toString(), u"a"_s);
    QCOMPARE(model.rowCount(array), 2);
    QCOMPARE(child(model, array, 0).data().toString(), u"[0]"_s);
    QCOMPARE(child(model, array, 0).siblingAtColumn(1).data().toString(), u"1"_s);
    const QModelIndex null = child(model, child(model, array, 1), 0);
    QCOMPARE(null.data(JsonTreeModel::PathRole).toString(), u"$.a[1].b"_s);
    QCOMPARE(null.siblingAtColumn(1).data().toString(), u"null"_s);
    QCOMPARE(child(model, root, 1).data(JsonTreeModel::ValueRole).toString(), u"x\ny"_s);
    QCOMPARE(model.rowCount(child(model, root, 2)), 0);
    model.setRoot(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void tst_MonitorParts::jsonKeepsOrderAndDigits()
{
    const QByteArray json =
            R"({"z": 12345678901234567890, "a": 1.50, "z2": "ü\u00e9\"", "e": [ ]})";
    JsonTreeModel model;
    model.setRoot(readJson(json));
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(child(model, root, 0).data().toString(), u"z"_s);
    QCOMPARE(child(model, root, 0).siblingAtColumn(1).data().toString(), u"12345678901234567890"_s);
    QCOMPARE(child(model, root, 1).siblingAtColumn(1).data().toString(), u"1.50"_s);
    QCOMPARE(child(model, root, 2).data(JsonTreeModel::ValueRole).toString(), u"üé\""_s);
    QCOMPARE(root.data(JsonTreeModel::ValueRole).toString(),
             u"{\n  \"z\": 12345678901234567890,\n  \"a\": 1.50,\n  \"z2\": \"üé\\\"\",\n"
             "  \"e\": []\n}"_s);
}

void tst_MonitorParts::noJson_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "text", "42", "\"string\"", "{", "{\"a\":}", "[1,]", "{\"a\":1"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("too deep") << QByteArray("[").repeated(5000) + QByteArray("]").repeated(5000);
    QTest::newRow("no UTF-8") << "[\"\xff\"]"_ba;
}

void tst_MonitorParts::noJson()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!readJson(text));
}

void tst_MonitorParts::jsonPaths()
{
    const auto root = readJson("{\"a b\": {\"it's\": [[7]]}}");
    const JsonNode *node = root.get();
    while (node->isContainer())
        node = node->children[0].get();
    QCOMPARE(node->path(), u"$['a b']['it\\'s'][0][0]"_s);
}

void tst_MonitorParts::hexDumps()
{
    QCOMPARE(hexDump("Hello, world\n\xc3\xbc!?"),
             u"000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 0a c3 bc 21  Hello, world...!\n"
             "000010  3f                                                ?\n"_s);
    QCOMPARE(hexDump({}), QString());
}

void tst_MonitorParts::wireTextIsReadBack_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("data") << "data: a\n\n"_ba;
    QTest::newRow("lines") << "data: a\ndata: \ndata: b\n\n"_ba;
    QTest::newRow("empty data") << "data: \n\n"_ba;
    QTest::newRow("all") << ": one\n: two\nretry: 10\nid: 7\nevent: price\ndata:  a\n\n"_ba;
    QTest::newRow("empty id") << "id: \ndata: a\n\n"_ba;
    QTest::newRow("comment") << ": keep-alive\n\n"_ba;
    QTest::newRow("empty comment") << ": \n\n"_ba;
    QTest::newRow("retry") << "retry: 10\n\n"_ba;
}

void tst_MonitorParts::wireTextIsReadBack()
{
    QFETCH(const QByteArray, text);
    const QList<QSseEvent> events = parsed(text);
    QCOMPARE(events.size(), 1);
    QCOMPARE(wireText(events[0]), text);
    QCOMPARE(parsed(wireText(events[0])), events);
}

void tst_MonitorParts::eventLines()
{
    const QDateTime time = QDateTime::fromString(u"2026-03-01T10:20:30.456Z"_s, Qt::ISODateWithMs);
    const QList<QSseEvent> events = parsed("retry: 10\n\n"
                                           ": hi\nid: 7\nevent: price\ndata: {\"a\":\ndata: 1}\n\n"
                                           "data: ü\n\n"
                                           ": only\n\n");
    QByteArray lines;
    for (const QSseEvent &event : events)
        lines += jsonLine({event, time});
    QCOMPARE(lines.count('\n'), 4);
    const QByteArray expected =
            R"({"type":"price","data":"{\"a\":\n1}","id":"7","lastEventId":"7","comment":"hi",)"
            R"("time":"2026-03-01T10:20:30.456Z"})";
    QVERIFY(lines.contains(expected));
    const EventFile file = readLines(lines);
    QCOMPARE(file.badLines, 0);
    QCOMPARE(file.records.size(), events.size());
    for (int i = 0; i < events.size(); ++i) {
        QCOMPARE(file.records[i].event, events[i]);
        QCOMPARE(file.records[i].event.lastEventId(), events[i].lastEventId());
        QCOMPARE(file.records[i].time, time);
    }
    QCOMPARE(file.records[2].event.lastEventId(), u"7"_s);
}

void tst_MonitorParts::badLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("no JSON") << "data: a"_ba << u"illegal value"_s;
    QTest::newRow("cut") << R"({"type":"a","data":"b)"_ba << u"unterminated string"_s;
    QTest::newRow("array") << "[1]"_ba << u"it is no JSON object"_s;
    QTest::newRow("nothing") << "{}"_ba << u"there is no event in it"_s;
    QTest::newRow("number") << R"({"data":1})"_ba << u"\"data\" is no string"_s;
    QTest::newRow("retry") << R"({"retry":-1})"_ba << u"\"retry\" is no number of milliseconds"_s;
    QTest::newRow("type") << R"({"data":"a","type":"b\nc"})"_ba
                          << u"\"type\" has a line break or a NUL in it"_s;
    QTest::newRow("id") << R"({"data":"a","id":"b\u0000c"})"_ba
                        << u"\"id\" has a line break or a NUL in it"_s;
}

void tst_MonitorParts::badLines()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, complaint);
    const EventFile file = readLines("{\"data\":\"a\"}\n\n" + line + "\n{\"data\":\"b\"}");
    QCOMPARE(file.badLines, 1);
    QCOMPARE(file.records.size(), 2);
    QCOMPARE(file.records[1].event.text(), u"b"_s);
    QCOMPARE(file.firstComplaint, u"line 3: %1"_s.arg(complaint));
}

// As in a stream, where they end a line.
void tst_MonitorParts::lineBreaksInFields()
{
    const EventFile file = readLines(R"({"data":"a\nb","comment":"c\nd"})");
    QCOMPARE(file.records[0].event.text(), u"a\nb"_s);
    QCOMPARE(file.records[0].event.comments(), u"c\nd"_s);
    QVERIFY(!file.records[0].time.isValid());
}

void tst_MonitorParts::keepsTheLastEvents()
{
    QByteArray lines;
    for (int i = 0; i < 10; ++i)
        lines += "{\"data\":\"" + QByteArray::number(i) + "\"}\n";
    const EventFile file = readLines(lines, 3);
    QCOMPARE(file.records.size(), 3);
    QCOMPARE(file.leftOut, 7);
    QCOMPARE(file.records[0].event.text(), u"7"_s);
}

void tst_MonitorParts::readsWhatSsecatPrints()
{
#ifndef SSECAT_EXECUTABLE
    QSKIP("ssecat is not built here");
#else
    const QByteArray stream =
            ": hi\nid: 7\nevent: price\ndata: {\"a\":1}\n\nretry: 10\n\ndata: x\n\n";
    QProcess ssecat;
    ssecat.start(QStringLiteral(SSECAT_EXECUTABLE),
                 {u"--json"_s, u"--comments"_s, u"--show-retry"_s, u"-"_s});
    ssecat.write(stream);
    ssecat.closeWriteChannel();
    QVERIFY(ssecat.waitForFinished());
    const QByteArray printed = ssecat.readAllStandardOutput();
    const EventFile file = readLines(printed);
    const QList<QSseEvent> events = parsed(stream);
    QCOMPARE(file.badLines, 0);
    QCOMPARE(file.records.size(), events.size());
    QByteArray written;
    for (int i = 0; i < events.size(); ++i) {
        QCOMPARE(file.records[i].event, events[i]);
        written += jsonLine(file.records[i]);
    }
    QCOMPARE(written, printed);
#endif
}

void tst_MonitorParts::tableHasColumns()
{
    EventTable table;
    const QAbstractItemModelTester tester(&table, strictly);
    for (const QSseEvent &event : parsed("id: 7\nevent: price\ndata: a\ndata: b\n\n: hi\n\n"
                                         "retry: 10\n\n"))
        table.append(event);
    QTRY_COMPARE(table.rowCount(), 3);
    const auto text = [&table](int row, int column) {
        return table.index(row, column).data().toString();
    };
    QCOMPARE(text(0, EventTable::Type), u"price"_s);
    QCOMPARE(text(0, EventTable::Id), u"7"_s);
    QCOMPARE(text(0, EventTable::Size), u"3 B"_s);
    QCOMPARE(text(0, EventTable::Data), u"a↵b"_s);
    QVERIFY(QRegularExpression(u"^\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d$"_s)
                    .match(text(0, EventTable::Time))
                    .hasMatch());
    QCOMPARE(text(1, EventTable::Type), u"comment"_s);
    QCOMPARE(text(1, EventTable::Data), u"hi"_s);
    QCOMPARE(text(2, EventTable::Type), u"retry"_s);
    QCOMPARE(text(2, EventTable::Data), u"reconnect after 10 ms"_s);
    QCOMPARE(table.columnCount(), 5);
    QCOMPARE(table.columnCount(table.index(0, 0)), 0);
}

void tst_MonitorParts::tableKeepsRecordedTimes()
{
    EventTable table;
    table.setMaximumCount(3);
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(1'000'000'000'000);
    QList<EventTable::Record> records;
    for (int i = 0; i < 5; ++i)
        records.append({QSseEvent(QByteArray::number(i)), time.addSecs(i)});
    records[4].time = {};
    table.show(records);
    QTRY_COMPARE(table.count(), 3);
    QCOMPARE(table.index(0, 0).data(EventTable::TimeRole).toDateTime(), time.addSecs(2));
    QCOMPARE(table.index(2, 0).data().toString(), u"–"_s);
    table.append(QSseEvent("5"));
    QTRY_COMPARE(table.eventAt(2).text(), u"5"_s);
    QCOMPARE(table.records()[0].time, time.addSecs(3));
    QVERIFY(!table.records()[1].time.isValid());
    QVERIFY(table.records()[2].time > time);
    table.show(records);
    QTRY_COMPARE(table.count(), 3);
    QCOMPARE(table.records()[0].time, time.addSecs(2));
}

void tst_MonitorParts::filterChooses()
{
    EventTable table;
    EventFilter filter;
    filter.setSourceModel(&table);
    for (const QSseEvent &event : parsed("event: a\ndata: Apple\n\nevent: b\ndata: Banana\n\n"
                                         ": note on apples\n\nid: apple\ndata: x\n\n"))
        table.append(event);
    QTRY_COMPARE(table.count(), 4);
    QCOMPARE(filter.rowCount(), 3);
    QVERIFY(!filter.isActive());
    filter.setText(u"apple"_s);
    QCOMPARE(filter.rowCount(), 2);
    QVERIFY(filter.isActive());
    filter.setKind(EventFilter::Kind::Everything);
    QCOMPARE(filter.rowCount(), 3);
    filter.setKind(EventFilter::Kind::OneType, u"a"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setText({});
    filter.setKind(EventFilter::Kind::Others);
    QCOMPARE(filter.rowCount(), 1);
}

void tst_MonitorParts::history()
{
    ConnectionHistory history;
    const QAbstractItemModelTester tester(&history, strictly);
    QSseError error(QSseError::Kind::HttpStatus, u"It was refused."_s);
    error.setHttpStatus(503);
    error.setHeaders({{"Retry-After", "5"}});
    error.setBody("Come back.");
    error.setDiagnostics("data: hal");
    history.add({{}, error.message(), error, 2, 1500ms, u"7"_s});
    history.add({{}, u"You disconnected."_s, {}, 0, {}, {}});
    const auto text = [&history](int row, int column) {
        return history.index(row, column).data().toString();
    };
    QCOMPARE(text(0, ConnectionHistory::Reason), u"It was refused."_s);
    QCOMPARE(text(0, ConnectionHistory::Attempt), u"2"_s);
    QCOMPARE(text(0, ConnectionHistory::Delay), u"1.50 s"_s);
    QCOMPARE(text(0, ConnectionHistory::ResumesAfter), u"7"_s);
    QCOMPARE(text(1, ConnectionHistory::Delay), u"–"_s);
    const QString detail = history.index(0, 0).data(ConnectionHistory::DetailRole).toString();
    for (const QString &part :
         {u"HTTP 503"_s, u"Retry-After: 5"_s, u"Come back."_s, u"data: hal"_s})
        QVERIFY2(detail.contains(part), qPrintable(part));
    for (int i = 0; i < 600; ++i)
        history.add({{}, QString::number(i), {}, 0, {}, {}});
    QCOMPARE(history.rowCount(), 500);
    QCOMPARE(text(499, ConnectionHistory::Reason), u"599"_s);
    history.clear();
    QCOMPARE(history.rowCount(), 0);
}

void tst_MonitorParts::streamLogIsBounded()
{
    StreamLog log;
    QVERIFY(!log.hasNews());
    log.append("data: a\n\n"_ba);
    log.note(u"connected"_s);
    QCOMPARE(log.take(), u"data: a\n\n── connected\n\n"_s);
    QVERIFY(!log.hasNews());

    const QByteArray block = "data: " + QByteArray(1000, 'x') + "\n\n";
    for (int i = 0; i < 1000; ++i)
        log.append(block);
    const QString text = log.take();
    QVERIFY(text.size() <= StreamLog::limit + 8);
    QVERIFY(text.size() > StreamLog::limit / 2);
    QVERIFY(text.startsWith(u"── …"));

    log.append("data: " + QByteArray(100'000, 'x') + "\ndata: b\n\n");
    const QString shortened = log.take();
    QVERIFY(shortened.size() < 5000);
    QVERIFY(shortened.endsWith(u"… (100006 bytes)\ndata: b\n\n"));
}

void tst_MonitorParts::rates()
{
    RateMeter meter;
    meter.add(0, 0, 500ms);
    meter.add(10, 1000, 500ms);
    QCOMPARE(meter.ago(0).events, 20.0);
    QCOMPARE(meter.ago(0).bytes, 2000.0);
    QCOMPARE(meter.ago(1).events, 0.0);
    meter.add(3, 100, 1000ms); // of a new stream
    QCOMPARE(meter.ago(0).events, 3.0);
    for (int i = 0; i < 500; ++i)
        meter.add(3, 100, 500ms);
    QCOMPARE(meter.count(), RateMeter::capacity);
    QCOMPARE(meter.ago(RateMeter::capacity - 1).events, 0.0);
    meter.clear();
    meter.add(4, 100, 500ms);
    QCOMPARE(meter.count(), 1);
    QCOMPARE(meter.ago(0).events, 2.0);
}

void tst_MonitorParts::axis_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("maximum");
    QTest::newRow("nothing") << 0.0 << 4.0;
    QTest::newRow("4") << 4.0 << 4.0;
    QTest::newRow("5") << 5.0 << 8.0;
    QTest::newRow("9") << 9.0 << 10.0;
    QTest::newRow("11") << 11.0 << 20.0;
    QTest::newRow("41000") << 41'000.0 << 80'000.0;
    QTest::newRow("1e6") << 1e6 << 1e6;
}

void tst_MonitorParts::axis()
{
    QFETCH(const double, value);
    QTEST(niceMaximum(value), "maximum");
}

void tst_MonitorParts::sizes()
{
    QLocale::setDefault(QLocale::c());
    QCOMPARE(sizeText(0), u"0 B"_s);
    QCOMPARE(sizeText(999), u"999 B"_s);
    QCOMPARE(sizeText(1000), u"1.0 kB"_s);
    QCOMPARE(sizeText(123'456), u"123 kB"_s);
    QCOMPARE(sizeText(2e9), u"2.0 GB"_s);
}

void tst_MonitorParts::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("none") << QStringList{} << QString();
    QTest::newRow("all") << QStringList{u"--url"_s, u"localhost:80"_s, u"--theme"_s,
                                        u"dark"_s,  u"--size"_s,       u"720x900"_s}
                         << QString();
    QTest::newRow("url") << QStringList{u"--url"_s, u"ftp://a"_s}
                         << u"--url takes an http:// or https:// address."_s;
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s}
                           << u"--theme takes dark, light or system."_s;
    QTest::newRow("size") << QStringList{u"--size"_s, u"7x7"_s}
                          << u"--size takes a size such as 1280x800."_s;
    QTest::newRow("url and file") << QStringList{u"--url"_s, u"http://a"_s, u"b.jsonl"_s}
                                  << u"Give either --url or a file."_s;
    QTest::newRow("token alone") << QStringList{u"--bearer-file"_s, u"x"_s}
                                 << u"--bearer-file goes with --url."_s;
    QTest::newRow("interval") << QStringList{u"--interval"_s, u"0"_s}
                              << u"--interval does not take \"0\"."_s;
    QTest::newRow("files") << QStringList{u"a"_s, u"b"_s}
                           << u"One file at a time: what is \"b\" for?"_s;
}

void tst_MonitorParts::options()
{
    QFETCH(const QStringList, arguments);
    QString complaint;
    try {
        Options::fromArguments(QStringList(u"monitor"_s) + arguments);
    } catch (const UsageError &error) {
        complaint = error.message;
    }
    QTEST(complaint, "complaint");
}

void tst_MonitorParts::helpNeedsNoDisplay()
{
    QProcess monitor;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"QT_QPA_PLATFORM"_s);
    monitor.setProcessEnvironment(environment);
    monitor.start(QStringLiteral(MONITOR_EXECUTABLE), {u"--help"_s});
    QVERIFY(monitor.waitForFinished());
    QCOMPARE(monitor.exitCode(), 0);
    QVERIFY(monitor.readAllStandardOutput().contains("--screenshot"));
}

QTEST_MAIN(tst_MonitorParts)
#include "tst_monitorparts.moc"
