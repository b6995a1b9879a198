// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "grammarrows.h"
#include "parserlog.h"

#include <QtTest/QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

static void addLineEndRows()
{
    QTest::newRow("CR and LF in two chunks are one line end")
            << "data: a\r\ndata: b\r\n\r\n"_ba << ParserLog{message("a\nb")};
    QTest::newRow("CRLF after an event gives no second event")
            << "data: a\r\n\r\ndata: b\r\n\r\n"_ba << ParserLog{message("a"), message("b")};
    QTest::newRow("CR line, then LF line: the LF is a blank line of its own")
            << "data: a\rdata: b\n\ndata: c\n\n"_ba << ParserLog{message("a\nb"), message("c")};
    QTest::newRow("CR, then a field, then LF LF") << "\rdata: a\n\n"_ba << ParserLog{message("a")};
    QTest::newRow("CR CR") << "data: a\r\r"_ba << ParserLog{message("a")};
    QTest::newRow("LF CR") << "data: a\n\r"_ba << ParserLog{message("a")};
    QTest::newRow("CR CR LF") << "data: a\r\r\n"_ba << ParserLog{message("a")};
    QTest::newRow("CRLF stream, no LF LF in it")
            << "event: t\r\ndata: a\r\n\r\n"_ba << ParserLog{message("a", u"t"_s)};
    QTest::newRow("LF first in the stream") << "\ndata: a\n\n"_ba << ParserLog{message("a")};
    QTest::newRow("Unicode separators, VT, FF and NEL are no line ends")
            << "data: u\xe2\x80\xa8v\xe2\x80\xa9w\xc2\x85x\x0by\x0cz\n\n"_ba
            << ParserLog{message("u\xe2\x80\xa8v\xe2\x80\xa9w\xc2\x85x\x0by\x0cz")};
    QTest::newRow("NUL is no line end") << "data: a\0b\n\n"_ba << ParserLog{message("a\0b"_ba)};
}

static void addByteOrderMarkRows()
{
    const QByteArray bom = ByteOrderMark;
    QTest::newRow("BOM alone") << bom << ParserLog{};
    QTest::newRow("BOM before a field") << bom + "data: a\n\n" << ParserLog{message("a")};
    QTest::newRow("BOM before a blank line") << bom + "\ndata: a\n\n" << ParserLog{message("a")};
    QTest::newRow("BOM before CRLF") << bom + "\r\ndata: a\n\n" << ParserLog{message("a")};
    QTest::newRow("BOM before a comment") << bom + ":c\ndata: a\n\n"
                                          << ParserLog{commentLine("c"), message("a")};
    QTest::newRow("second BOM belongs to the field name") << bom + bom + "data: a\ndata: b\n\n"
                                                          << ParserLog{message("b")};
    QTest::newRow("BOM in the field name of a later line") << "data: a\n" + bom + "data: b\n\n"
                                                           << ParserLog{message("a")};
    QTest::newRow("BOM after a blank line is kept") << '\n' + bom + "data: a\n\ndata: b\n\n"
                                                    << ParserLog{message("b")};
    QTest::newRow("BOM inside data is kept") << "data: " + bom + "a\ndata:" + bom + "\n\n"
                                             << ParserLog{message(bom + "a\n" + bom)};
    QTest::newRow("BOM in a type and an id is kept")
            << "event:" + bom + "t\nid:" + bom + "1\ndata: a\n\n"
            << ParserLog{messageWithId(u"\ufeff1"_s, "a", u"\ufefft"_s)};
    QTest::newRow("type and id of a BOM are not empty")
            << "event:" + bom + "\nid:" + bom + "\ndata: a\n\n"
            << ParserLog{messageWithId(u"\ufeff"_s, "a", u"\ufeff"_s)};
    QTest::newRow("cut BOM belongs to the field name") << bom.first(2) + "data: a\ndata: b\n\n"
                                                       << ParserLog{message("b")};
    QTest::newRow("cut BOM and a blank line") << bom.first(2) + "\n\ndata: a\n\n"
                                              << ParserLog{message("a")};
    QTest::newRow("wrong last BOM byte") << bom.first(2) + "\xbe" + "data: a\ndata: b\n\n"
                                         << ParserLog{message("b")};
}

static void addFieldRows()
{
    QTest::newRow("one leading space goes, the second stays")
            << "data:  a\n\n"_ba << ParserLog{message(" a")};
    QTest::newRow("tab stays") << "data:\ta\n\n"_ba << ParserLog{message("\ta")};
    QTest::newRow("trailing space stays") << "data: a \n\n"_ba << ParserLog{message("a ")};
    QTest::newRow("line of one space is not blank")
            << "data: a\n \ndata: b\n\n"_ba << ParserLog{message("a\nb")};
    QTest::newRow("line of one tab is not blank")
            << "data: a\n\t\ndata: b\n\n"_ba << ParserLog{message("a\nb")};
    QTest::newRow("space before the field name makes another field")
            << "data: a\n data: b\n\n"_ba << ParserLog{message("a")};
    QTest::newRow("space after the field name makes another field")
            << "data : a\nevent : t\ndata: b\n\n"_ba << ParserLog{message("b")};
    QTest::newRow("field names are case-sensitive")
            << "DATA: a\nData: b\ndata: c\nEvent: t\nID: 1\nRetry: 5\n\n"_ba
            << ParserLog{message("c")};
    QTest::newRow("names that begin like a field, or end early")
            << "dat: a\ndatax: b\ndata: c\neven: t\nevents: t\ni: 1\nids: 1\nretr: 5\nretrys: 5\n\n"_ba
            << ParserLog{message("c")};
    QTest::newRow("field named comment is no comment")
            << "comment: a\ncomment\ndata: b\n\n"_ba << ParserLog{message("b")};
    QTest::newRow("NUL in a field name")
            << "da\0ta: a\ndata\0: b\ndata: c\n\n"_ba << ParserLog{message("c")};
    QTest::newRow("colons in a value") << "data: a:b: c\n\n"_ba << ParserLog{message("a:b: c")};
    QTest::newRow("value of one colon") << "data::\n\n"_ba << ParserLog{message(":")};
    QTest::newRow("field without colon") << "data\n\n"_ba << ParserLog{message("")};
    QTest::newRow("field with colon only") << "data:\n\n"_ba << ParserLog{message("")};
    QTest::newRow("data twice empty") << "data\ndata\n\n"_ba << ParserLog{message("\n")};
    QTest::newRow("empty data line first") << "data\ndata: a\n\n"_ba << ParserLog{message("\na")};
    QTest::newRow("empty data line last") << "data: a\ndata\n\n"_ba << ParserLog{message("a\n")};
    QTest::newRow("data lines around other fields")
            << "data: a\nfoo: x\n:c\nid: 1\ndata: b\n\n"_ba
            << ParserLog{commentLine("c"), messageWithId(u"1"_s, "a\nb")};
    QTest::newRow("event type") << "event: t\ndata: a\n\ndata: b\n\n"_ba
                                << ParserLog{message("a", u"t"_s), message("b")};
    QTest::newRow("empty event type is message")
            << "event:\ndata: a\n\n"_ba << ParserLog{message("a")};
    QTest::newRow("last event field counts, also an empty one")
            << "event: t\nevent: u\ndata: a\n\nevent: t\nevent\ndata: b\n\n"_ba
            << ParserLog{message("a", u"u"_s), message("b")};
    QTest::newRow("event type without data is dropped with its block")
            << "event: t\n\ndata: a\n\n"_ba << ParserLog{message("a")};
    QTest::newRow("NUL in an event type is kept")
            << "event: t\0u\ndata: a\n\n"_ba << ParserLog{message("a", QString(u"t\0u"_s))};
}

static void addCommentRows()
{
    QTest::newRow("comment-only block gives no event")
            << ": ping\n\n"_ba << ParserLog{commentLine(" ping")};
    QTest::newRow("heartbeats between events")
            << "data: a\n\n:\n\n:\n\ndata: b\n\n"_ba
            << ParserLog{message("a"), commentLine(""), commentLine(""), message("b")};
    QTest::newRow("comment inside a block") << "data: a\n:data: x\ndata: b\n\n"_ba
                                            << ParserLog{commentLine("data: x"), message("a\nb")};
    QTest::newRow("comment of colons") << ":::\n"_ba << ParserLog{commentLine("::")};
}

static void addIdRows()
{
    QTest::newRow("id stays for later events")
            << "id: 1\ndata: a\n\ndata: b\n\ndata: c\n\n"_ba
            << ParserLog{messageWithId(u"1"_s, "a"), messageAfterId(u"1"_s, "b"),
                         messageAfterId(u"1"_s, "c")};
    QTest::newRow("id after the data")
            << "data: a\nid: 1\n\n"_ba << ParserLog{messageWithId(u"1"_s, "a")};
    QTest::newRow("id without data counts for the next event")
            << "id: 1\n\ndata: a\n\n"_ba << ParserLog{messageAfterId(u"1"_s, "a")};
    QTest::newRow("empty id resets")
            << "id: 1\ndata: a\n\nid\ndata: b\n\ndata: c\n\n"_ba
            << ParserLog{messageWithId(u"1"_s, "a"), messageWithId(u""_s, "b"), message("c")};
    QTest::newRow("id with NUL is ignored")
            << "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"_ba
            << ParserLog{messageWithId(u"1"_s, "a"), messageAfterId(u"1"_s, "b")};
    QTest::newRow("id of NUL only is ignored")
            << "id: 1\ndata: a\n\nid:\0\ndata: b\n\n"_ba
            << ParserLog{messageWithId(u"1"_s, "a"), messageAfterId(u"1"_s, "b")};
    QTest::newRow("id with NUL leaves the block's earlier id")
            << "id: 1\nid: \0\ndata: a\n\n"_ba << ParserLog{messageWithId(u"1"_s, "a")};
    QTest::newRow("last id of a block counts")
            << "id: 1\nid: 2\ndata: a\n\n"_ba << ParserLog{messageWithId(u"2"_s, "a")};
    QTest::newRow("same id again is the block's own")
            << "id: 1\ndata: a\n\nid: 1\ndata: b\n\n"_ba
            << ParserLog{messageWithId(u"1"_s, "a"), messageWithId(u"1"_s, "b")};
    QTest::newRow("spaces in an id are kept but for the first")
            << "id:  1 \ndata: a\n\n"_ba << ParserLog{messageWithId(u" 1 "_s, "a")};
}

static void addRetryRows()
{
    const auto ignored = ParserLog{message("a")};
    QTest::newRow("retry is told when its line ends, before the block does")
            << "data: a\nretry: 5\ndata: b\n\n"_ba
            << ParserLog{retryLine(5ms), messageWithRetry(5ms, "a\nb")};
    QTest::newRow("retry-only block gives no event")
            << "retry: 5\n\n"_ba << ParserLog{retryLine(5ms)};
    QTest::newRow("retry 0 is valid") << "retry: 0\n\n"_ba << ParserLog{retryLine(0ms)};
    QTest::newRow("retry with leading zeros") << "retry: 0010\n\n"_ba << ParserLog{retryLine(10ms)};
    QTest::newRow("retry of one space more") << "retry:  5\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry with a trailing space") << "retry: 5 \ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry with a minus") << "retry: -1\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry with a plus") << "retry: +5\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry with a suffix") << "retry: 10abc\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry with an underscore") << "retry: 1_000\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry with a fraction") << "retry: 1.5\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry in hexadecimal") << "retry: 0x10\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry in other digits") << "retry: \xd9\xa1\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry with NUL") << "retry: 5\0\ndata: a\n\n"_ba << ignored;
    QTest::newRow("retry empty") << "retry:\nretry\nretry: \ndata: a\n\n"_ba << ignored;
    QTest::newRow("an invalid retry leaves the valid one")
            << "retry: 5\nretry: x\ndata: a\n\n"_ba
            << ParserLog{retryLine(5ms), messageWithRetry(5ms, "a")};
    QTest::newRow("retry twice: the last one is the block's")
            << "retry: 5\nretry: 6\ndata: a\n\n"_ba
            << ParserLog{retryLine(5ms), retryLine(6ms), messageWithRetry(6ms, "a")};
    QTest::newRow("retry does not stay for the next block")
            << "retry: 5\ndata: a\n\ndata: b\n\n"_ba
            << ParserLog{retryLine(5ms), messageWithRetry(5ms, "a"), message("b")};
    const milliseconds largest(std::numeric_limits<qint64>::max());
    QTest::newRow("largest retry of 64 bits")
            << "retry: 9223372036854775807\n\n"_ba << ParserLog{retryLine(largest)};
    QTest::newRow("retry one beyond 64 bits saturates")
            << "retry: 9223372036854775808\n\n"_ba << ParserLog{retryLine(largest)};
    QTest::newRow("retry beyond unsigned 64 bits saturates")
            << "retry: 18446744073709551617\n\n"_ba << ParserLog{retryLine(largest)};
    QTest::newRow("retry of a hundred digits saturates")
            << "retry: " + QByteArray(100, '7') + "\n\n"
            << ParserLog{retryLine(largest)};
    QTest::newRow("retry of a hundred zeros and a five")
            << "retry: " + QByteArray(100, '0') + "5\n\n"
            << ParserLog{retryLine(5ms)};
    QTest::newRow("retry of a hundred digits and a letter")
            << "retry: " + QByteArray(100, '7') + "x\ndata: a\n\n"
            << ignored;
}

static void addEndRows()
{
    QTest::newRow("unfinished event is not dispatched")
            << "data: a\n\ndata: b\n"_ba << ParserLog{message("a")};
    QTest::newRow("unfinished line is not used")
            << "data: a\n\ndata: b"_ba << ParserLog{message("a")};
    QTest::newRow("unfinished comment is not told") << ":a"_ba << ParserLog{};
    QTest::newRow("unfinished retry is not told") << "retry: 5"_ba << ParserLog{};
    QTest::newRow("blank lines only") << "\n\r\n\r\r\n\n"_ba << ParserLog{};
    QTest::newRow("no event stream at all")
            << "<html>\n<body>data: a</body>\n\n</html>\n\n"_ba << ParserLog{};
}

void addGrammarRows()
{
    addLineEndRows();
    addByteOrderMarkRows();
    addFieldRows();
    addCommentRows();
    addIdRows();
    addRetryRows();
    addEndRows();
}
