// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "conformancecase.h"
#include "grammarrows.h"
#include "parserlog.h"
#include "referenceparser.h"

#include <QtSse/QSseParser>

#include <QtTest/QTest>

#include <QtCore/qrandom.h>
#include <QtCore/qregularexpression.h>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

using Setup = std::function<void(RecordingParser &)>;
using OversizePolicy = QSseParser::OversizePolicy;
using Error = QSseParser::Error;

static ParserLog logOf(const QByteArrayList &chunks, const Setup &setup = {})
{
    RecordingParser recording;
    if (setup)
        setup(recording);
    recording.feedAll(chunks);
    return recording.log;
}

static QList<QByteArrayList> splitsInTwo(const QByteArray &stream)
{
    QList<QByteArrayList> splits;
    for (qsizetype i = 0; i <= stream.size(); ++i)
        splits.append({stream.first(i), stream.sliced(i)});
    return splits;
}

static QList<QByteArrayList> splitsOf(const QByteArray &stream)
{
    return QList<QByteArrayList>{{stream}, bytesOf(stream)} + splitsInTwo(stream);
}

// Any split of the input gives the same calls in the same order.
static void compareAtEverySplit(const QByteArray &stream, const ParserLog &expected,
                                const Setup &setup = {})
{
    for (const QByteArrayList &chunks : splitsOf(stream)) {
        const ParserLog log = logOf(chunks, setup);
        if (log != expected)
            qInfo() << "Fed as" << chunks;
        QCOMPARE(log, expected);
    }
}

// Everything the grammar knows, in few bytes.
static QByteArray richStream()
{
    return "\xef\xbb\xbf: hello\ndata: one\nid: 1\n\n"
           "event: update\r\ndata: two\r\ndata: 2\xc3\xa9\r\n\r\n"
           "retry: 500\r: between\rdata\r\r"
           ":alone\n\nid: 2\n\nretry: 7\n\n"
           "id\nevent: last\ndata: three\nretry: 8\n\n\n\r\ndata: not ended\n"_ba;
}

class tst_QSseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void conformance_data();
    void conformance();
    void referenceConforms_data() { conformance_data(); }
    void referenceConforms();
    void grammar_data();
    void grammar();
    void utf8_data();
    void utf8();
    void everyMixOfLineEnds();
    void nothingWaitsForTheNextByte_data();
    void nothingWaitsForTheNextByte();
    void emptyChunksChangeNothing();
    void randomStreamsAgreeWithTheReference_data();
    void randomStreamsAgreeWithTheReference();

    void defaults();
    void worksWithoutHandlers();
    void everyEventCarriesTheOrigin();
    void manyEventTypes();

    void longLineInSingleBytes();
    void manyDataLinesInSingleBytes();
    void millionEventsInOneChunk();
    void longFieldNameInSmallPieces();

    void stopAtEachCall();
    void stopAtEveryCall();
    void stopTellsTheBytesConsumed_data();
    void stopTellsTheBytesConsumed();
    void stopBetweenCarriageReturnAndLineFeed();

    void finishDropsThePartialBlock_data();
    void finishDropsThePartialBlock();
    void resetStartsANewStream_data();
    void resetStartsANewStream();
    void resetStripsTheByteOrderMarkAgain();
    void resetForgetsAPendingCarriageReturn();
    void initialIdHoldsUntilTheFirstId();
    void idCountsWithItsBlankLine();
    void setLastEventIdInHandlers();
    void resetInHandlers();
    void feedInAHandlerIsRefused();

    void commentsOfEvents_data();
    void commentsOfEvents();
    void commentHandlerGetsTheBytesAsTheyStand();
    void retryOfEvents_data();
    void retryOfEvents();
    void blocksThatAreNoMessages_data();
    void blocksThatAreNoMessages();

    void keptEventsStayWhatTheyWere_data();
    void keptEventsStayWhatTheyWere();
    void keptPartsStayWhatTheyWere();
    void keptEventsOutliveTheParser();

    void sizeAtTheEdge_data();
    void sizeAtTheEdge();
    void oversizedBlock_data();
    void oversizedBlock();
    void oversizedCommentsAreDropped();
    void oversizedBlockInAFewMegabytes_data();
    void oversizedBlockInAFewMegabytes();
    void failureStaysUntilReset();
    void skippedBlocksAreCountedOnce();
    void verdictDoesNotDependOnTheSplit_data();
    void verdictDoesNotDependOnTheSplit();
    void defaultLimit();
    void zeroIsNoLimit();
    void eachBlockIsMeasuredAlone();
};

void tst_QSseParser::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// --- The grammar ---

void tst_QSseParser::conformance_data()
{
    QTest::addColumn<ConformanceCase>("parserCase");
    for (const ConformanceCase &parserCase :
         loadConformanceCases(QStringLiteral(QTSSE_CONFORMANCE_CASES)))
        QTest::newRow(parserCase.name.constData()) << parserCase;
}

static ConformanceResult conformanceOf(const QByteArrayList &chunks,
                                       const QString &initialLastEventId)
{
    ConformanceResult result;
    QSseParser parser;
    parser.setLastEventId(initialLastEventId);
    parser.setEventHandler([&](const QSseEvent &event) {
        result.messages.append(messageLine(event.type(), event.text(), event.lastEventId()));
    });
    parser.setCommentHandler(
            [&](QByteArrayView comment) { result.comments.append(QString::fromUtf8(comment)); });
    parser.setRetryHandler([&](milliseconds retry) { result.retries.append(retry.count()); });
    for (const QByteArray &chunk : chunks) {
        if (parser.feed(chunk) != chunk.size())
            qWarning("feed() did not take the whole chunk");
    }
    parser.finish();
    result.lastEventId = parser.lastEventId();
    return result;
}

static void compareResults(const ConformanceResult &actual, const ConformanceResult &expected)
{
    QCOMPARE(actual.messages, expected.messages);
    QCOMPARE(actual.retries, expected.retries);
    QCOMPARE(actual.comments, expected.comments);
    QCOMPARE(actual.lastEventId, expected.lastEventId);
}

void tst_QSseParser::conformance()
{
    QFETCH(ConformanceCase, parserCase);
    const QByteArray stream = parserCase.chunks.join();
    QList<QByteArrayList> splits{parserCase.chunks, {stream}, bytesOf(stream)};
    if (stream.size() < 4096)
        splits += splitsInTwo(stream);

    for (const QByteArrayList &chunks : std::as_const(splits)) {
        compareResults(conformanceOf(chunks, parserCase.initialLastEventId), parserCase.expected);
        if (QTest::currentTestFailed()) {
            qInfo() << "Fed as" << chunks;
            return;
        }
    }
}

void tst_QSseParser::referenceConforms()
{
    QFETCH(ConformanceCase, parserCase);
    ReferenceOptions options;
    options.lastEventId = parserCase.initialLastEventId;
    const Reference reference = parseByReference(parserCase.chunks.join(), options);

    ParserLog entries;
    for (qint64 retry : std::as_const(parserCase.expected.retries))
        entries.append(retryLine(milliseconds(retry)));
    for (const QString &comment : std::as_const(parserCase.expected.comments))
        entries.append(commentLine(comment.toUtf8()));
    for (const QByteArray &entry : std::as_const(entries))
        QVERIFY2(reference.log.contains(entry), entry.constData());
    QCOMPARE(reference.log.size(), entries.size() + parserCase.expected.messages.size());
    QCOMPARE(reference.texts.size(), parserCase.expected.messages.size());
    for (qsizetype i = 0; i < reference.texts.size(); ++i) {
        QVERIFY(parserCase.expected.messages.at(i).endsWith(
                u"data \"%1\""_s.arg(reference.texts.at(i))));
    }
    QCOMPARE(reference.lastEventId, parserCase.expected.lastEventId);
}

void tst_QSseParser::grammar_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<ParserLog>("expected");
    addGrammarRows();
    QTest::newRow("everything") << richStream() << parseByReference(richStream()).log;
}

void tst_QSseParser::grammar()
{
    QFETCH(QByteArray, stream);
    QFETCH(ParserLog, expected);
    QCOMPARE(parseByReference(stream).log, expected);
    compareAtEverySplit(stream, expected);
}

void tst_QSseParser::utf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("two bytes") << "\xc3\xa9"_ba << u"\u00e9"_s;
    QTest::newRow("three bytes") << "\xe2\x9c\xa8"_ba << u"\u2728"_s;
    QTest::newRow("four bytes") << "\xf0\x9f\x98\x80"_ba << u"\U0001F600"_s;
    QTest::newRow("noncharacters")
            << "\xef\xbf\xbe\xef\xbf\xbf\xf4\x8f\xbf\xbf"_ba << u"\ufffe\uffff\U0010ffff"_s;
    QTest::newRow("byte order mark") << ByteOrderMark + "a" << u"\ufeffa"_s;
    QTest::newRow("cut character, then ASCII") << "\xe2\x9cs"_ba << u"\ufffds"_s;
    QTest::newRow("cut four bytes") << "\xf0\x9f\x98"_ba << u"\ufffd"_s;
    QTest::newRow("cut character, then a whole one")
            << "\xe2\x82\xe2\x82\xac"_ba << u"\ufffd\u20ac"_s;
    QTest::newRow("stray continuations") << "\x80\xbf"_ba << u"\ufffd\ufffd"_s;
    QTest::newRow("never valid") << "\xff\xfe"_ba << u"\ufffd\ufffd"_s;
    QTest::newRow("overlong") << "\xc0\x80"_ba << u"\ufffd\ufffd"_s;
    QTest::newRow("overlong of three") << "\xe0\x80\x80"_ba << u"\ufffd\ufffd\ufffd"_s;
    QTest::newRow("surrogate") << "\xed\xa0\x80"_ba << u"\ufffd\ufffd\ufffd"_s;
    QTest::newRow("beyond U+10FFFF") << "\xf4\x90\x80\x80"_ba << u"\ufffd\ufffd\ufffd\ufffd"_s;
    QTest::newRow("long text with one bad byte")
            << QByteArray(50, 'a') + "\xff" + QByteArray(50, 'b')
            << QString(50, u'a') + u'\ufffd' + QString(50, u'b');
}

// Text is decoded from whole lines: a chunk that ends inside of a character changes nothing.
void tst_QSseParser::utf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(decodeUtf8(bytes), text);
    const QByteArray stream = ':' + bytes + "\nevent:" + bytes + "\nid:" + bytes + "\ndata:" + bytes
                              + "\ndata:" + bytes + "\n\n";

    for (const QByteArrayList &chunks : splitsOf(stream)) {
        QList<QSseEvent> events;
        QSseParser parser;
        parser.setShowComments(true);
        parser.setEventHandler([&](const QSseEvent &event) { events.append(event); });
        for (const QByteArray &chunk : chunks)
            parser.feed(chunk);
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.first().text(), text + u'\n' + text);
        QCOMPARE(events.first().data(), bytes + '\n' + bytes);
        QCOMPARE(events.first().type(), text);
        QCOMPARE(events.first().id(), text);
        QCOMPARE(events.first().lastEventId(), text);
        QCOMPARE(events.first().comments(), text);
        QCOMPARE(parser.lastEventId(), text);
        QCOMPARE(parser.error(), Error::None);
    }
}

static QByteArray linesJoinedBy(const QByteArrayList &lines, int mix)
{
    static const QByteArrayList ends{"\n"_ba, "\r"_ba, "\r\n"_ba};
    QByteArray stream;
    for (const QByteArray &line : lines) {
        stream += line + ends.at(mix % 3);
        mix /= 3;
    }
    return stream;
}

// Three line ends in five places, in every split into three: some ninety thousand parses.
void tst_QSseParser::everyMixOfLineEnds()
{
    const QByteArrayList lines{"data:a", "data:b", "", "data:c", ""};
    for (int mix = 0; mix < 3 * 3 * 3 * 3 * 3; ++mix) {
        const QByteArray stream = linesJoinedBy(lines, mix);
        const ParserLog expected = parseByReference(stream).log;
        for (qsizetype i = 0; i <= stream.size(); ++i) {
            for (qsizetype j = i; j <= stream.size(); ++j) {
                const QByteArrayList chunks{stream.first(i), stream.mid(i, j - i),
                                            stream.sliced(j)};
                const ParserLog log = logOf(chunks);
                if (log != expected)
                    qInfo() << "Fed as" << chunks;
                QCOMPARE(log, expected);
            }
        }
    }
}

void tst_QSseParser::nothingWaitsForTheNextByte_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("lone CR ends the last event") << "data: a\r\r"_ba;
    QTest::newRow("CR of a CRLF ends the last event") << "data: a\r\n\r\n"_ba;
    QTest::newRow("CR ends a comment") << ": a\r: b\r\n: c\n"_ba;
    QTest::newRow("CR ends a retry") << "retry: 1\rretry: 2\r\nretry: 3\n"_ba;
    QTest::newRow("everything") << richStream();
}

// What a line or a blank line means is told with its first end character, a CR included.
void tst_QSseParser::nothingWaitsForTheNextByte()
{
    QFETCH(QByteArray, stream);
    RecordingParser recording;
    for (qsizetype i = 0; i < stream.size(); ++i) {
        recording.feed(QByteArrayView(stream).sliced(i, 1));
        const Reference reference = parseByReference(stream.first(i + 1));
        QCOMPARE(recording.log, reference.log);
        QCOMPARE(recording.parser.lastEventId(), reference.lastEventId);
    }
}

void tst_QSseParser::emptyChunksChangeNothing()
{
    const QByteArray stream = richStream();
    QByteArrayList chunks{QByteArray(), ""_ba};
    for (const QByteArray &byte : bytesOf(stream))
        chunks << byte << ""_ba << QByteArray();
    QCOMPARE(logOf(chunks), parseByReference(stream).log);
}

static QByteArray randomStream(QRandomGenerator &random)
{
    static const QByteArrayList pieces{
            "\r",
            "\n",
            "\r\n",
            "\n\n",
            ":",
            " ",
            ": ",
            "data",
            "data:",
            "data: ",
            "event",
            "event:",
            "id",
            "id:",
            "id: ",
            "retry",
            "retry: ",
            "retry:1",
            "dat",
            "\xef\xbb\xbf",
            "\xef",
            "\xc3",
            "\xa9",
            "\xf0\x9f",
            "\xe2\x82",
            "\x98\x80",
            "\xff",
            "0",
            "12",
            "a",
            "xyz",
            "\t",
            QByteArray(1, '\0'),
            "data: hello\n",
            "id: 1\n",
            "retry: 10\n",
            ": ping\n",
            "event: t\n",
    };
    QByteArray stream = random.bounded(4) == 0 ? "\xef\xbb\xbf"_ba : ""_ba;
    const int count = random.bounded(60);
    for (int i = 0; i < count; ++i)
        stream += pieces.at(random.bounded(int(pieces.size())));
    return stream;
}

static QByteArrayList randomSplit(const QByteArray &stream, QRandomGenerator &random)
{
    QByteArrayList chunks;
    const int longest = 1 + random.bounded(20);
    for (qsizetype i = 0; i < stream.size(); i += chunks.last().size())
        chunks.append(stream.mid(i, random.bounded(longest + 1)));
    return chunks;
}

void tst_QSseParser::randomStreamsAgreeWithTheReference_data()
{
    QTest::addColumn<bool>("showComments");
    QTest::addColumn<bool>("showRetry");
    QTest::newRow("messages only") << false << false;
    QTest::newRow("with comments") << true << false;
    QTest::newRow("with retries") << false << true;
    QTest::newRow("with both") << true << true;
}

void tst_QSseParser::randomStreamsAgreeWithTheReference()
{
    QFETCH(bool, showComments);
    QFETCH(bool, showRetry);
    const ReferenceOptions options{u"before"_s, showComments, showRetry};
    QRandomGenerator random(20260101);
    for (int round = 0; round < 5000; ++round) {
        const QByteArray stream = randomStream(random);
        const QByteArrayList chunks = randomSplit(stream, random);
        const Reference reference = parseByReference(stream, options);

        RecordingParser recording;
        recording.parser.setLastEventId(options.lastEventId);
        recording.parser.setShowComments(showComments);
        recording.parser.setShowRetry(showRetry);
        recording.stopAt = random.bounded(4) == 0 ? RecordingParser::Always : random.bounded(8);
        recording.feedAll(chunks);

        if (recording.log != reference.log)
            qInfo() << "Round" << round << "fed as" << chunks;
        QCOMPARE(recording.log, reference.log);
        QCOMPARE(recording.texts, reference.texts);
        QCOMPARE(recording.parser.lastEventId(), reference.lastEventId);
    }
}

// --- The parser as an object ---

void tst_QSseParser::defaults()
{
    QSseParser parser;
    QVERIFY(parser.lastEventId().isEmpty());
    QVERIFY(!parser.showComments());
    QVERIFY(!parser.showRetry());
    QCOMPARE(parser.oversizePolicy(), OversizePolicy::Fail);
    QCOMPARE(parser.skippedEvents(), 0);
    QCOMPARE(parser.error(), Error::None);

    parser.setShowComments(true);
    QVERIFY(parser.showComments());
    parser.setShowRetry(true);
    QVERIFY(parser.showRetry());
    parser.setMaximumEventSize(123);
    QCOMPARE(parser.maximumEventSize(), 123);
    parser.setOversizePolicy(OversizePolicy::Skip);
    QCOMPARE(parser.oversizePolicy(), OversizePolicy::Skip);
}

void tst_QSseParser::worksWithoutHandlers()
{
    QSseParser parser;
    parser.setShowComments(true);
    parser.setShowRetry(true);
    const QByteArray stream = richStream();
    QCOMPARE(parser.feed(stream), stream.size());
    parser.finish();
    QCOMPARE(parser.lastEventId(), parseByReference(stream).lastEventId);
}

void tst_QSseParser::everyEventCarriesTheOrigin()
{
    QList<QUrl> origins;
    QSseParser parser;
    parser.setShowComments(true);
    parser.setEventHandler([&](const QSseEvent &event) { origins.append(event.origin()); });
    parser.feed("data: a\n\n");
    parser.setOrigin(QUrl(u"https://one.example"_s));
    parser.feed("data: b\n\n:c\n\n");
    parser.reset();
    parser.setOrigin(QUrl(u"https://two.example"_s));
    parser.feed("data: d\n\n");
    QCOMPARE(origins,
             (QList<QUrl>{QUrl(), QUrl(u"https://one.example"_s), QUrl(u"https://one.example"_s),
                          QUrl(u"https://two.example"_s)}));
}

void tst_QSseParser::manyEventTypes()
{
    QStringList expected;
    QByteArray stream;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 2000; ++i) {
            expected.append(u"type-%1"_s.arg(i));
            stream += "event: " + expected.last().toUtf8() + "\ndata: x\n\n";
        }
    }
    QStringList types;
    QSseParser parser;
    parser.setEventHandler([&](const QSseEvent &event) { types.append(event.type()); });
    parser.feed(stream);
    QCOMPARE(types, expected);
}

// --- Long input: each of these ends at once with a linear parser, and never with a quadratic one
// ---

void tst_QSseParser::longLineInSingleBytes()
{
    const QByteArray data(4 * 1024 * 1024, 'x');
    const QByteArray stream = "data: " + data + "\n\n";
    QByteArrayList received;
    QSseParser parser;
    parser.setMaximumEventSize(0);
    parser.setEventHandler([&](const QSseEvent &event) { received.append(event.data()); });
    for (qsizetype i = 0; i < stream.size(); ++i)
        parser.feed(QByteArrayView(stream).sliced(i, 1));
    QCOMPARE(received, QByteArrayList{data});
}

void tst_QSseParser::manyDataLinesInSingleBytes()
{
    const QByteArray stream = QByteArray("data:\n").repeated(500000) + '\n';
    QByteArrayList received;
    QSseParser parser;
    parser.setMaximumEventSize(0);
    parser.setEventHandler([&](const QSseEvent &event) { received.append(event.data()); });
    for (qsizetype i = 0; i < stream.size(); ++i)
        parser.feed(QByteArrayView(stream).sliced(i, 1));
    QCOMPARE(received, QByteArrayList{QByteArray(499999, '\n')});
}

void tst_QSseParser::millionEventsInOneChunk()
{
    const QByteArray stream = QByteArray("data: x\n\n").repeated(1000000);
    int count = 0;
    QSseParser parser;
    parser.setEventHandler([&](const QSseEvent &event) { count += event.data() == "x"; });
    QCOMPARE(parser.feed(stream), stream.size());
    QCOMPARE(count, 1000000);
}

void tst_QSseParser::longFieldNameInSmallPieces()
{
    RecordingParser recording;
    recording.parser.setMaximumEventSize(0);
    for (int i = 0; i < 100000; ++i)
        recording.feed("data");
    recording.feed(": a\ndata: b\n\n");
    QCOMPARE(recording.log, ParserLog{message("b")});
}

// --- stop() ---

void tst_QSseParser::stopAtEachCall()
{
    const Setup showEverything = [](RecordingParser &recording) {
        recording.parser.setShowComments(true);
        recording.parser.setShowRetry(true);
    };
    const ParserLog expected = logOf({richStream()}, showEverything);
    for (int call = 1; call <= expected.size(); ++call) {
        compareAtEverySplit(richStream(), expected, [&](RecordingParser &recording) {
            showEverything(recording);
            recording.stopAt = call;
        });
    }
}

void tst_QSseParser::stopAtEveryCall()
{
    compareAtEverySplit(richStream(), logOf({richStream()}), [](RecordingParser &recording) {
        recording.stopAt = RecordingParser::Always;
    });
}

void tst_QSseParser::stopTellsTheBytesConsumed_data()
{
    QTest::addColumn<QByteArray>("consumed");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("at an event") << "data: a\n\n"_ba
                                 << "data: b\n\n"_ba;
    QTest::newRow("at a comment inside a block") << "data: a\n: c\n"_ba
                                                 << "data: b\n\n"_ba;
    QTest::newRow("at a retry inside a block") << "data: a\nretry: 1\n"_ba
                                               << "data: b\n\n"_ba;
    QTest::newRow("at the last byte") << "data: a\n\n"_ba
                                      << ""_ba;
}

void tst_QSseParser::stopTellsTheBytesConsumed()
{
    QFETCH(QByteArray, consumed);
    QFETCH(QByteArray, rest);
    const QByteArray stream = consumed + rest;
    QSseParser parser;
    parser.setEventHandler([&](const QSseEvent &) { parser.stop(); });
    parser.setCommentHandler([&](QByteArrayView) { parser.stop(); });
    parser.setRetryHandler([&](milliseconds) { parser.stop(); });
    QCOMPARE(parser.feed(stream), consumed.size());
    QCOMPARE(parser.feed(rest), rest.size());
}

void tst_QSseParser::stopBetweenCarriageReturnAndLineFeed()
{
    RecordingParser recording;
    recording.stopAt = RecordingParser::Always;
    recording.feed("data: a\r\n\r");
    QCOMPARE(recording.log, ParserLog{message("a")});
    recording.feed("\n: c\r");
    recording.feed("\ndata: b\n\n");
    QCOMPARE(recording.log, (ParserLog{message("a"), commentLine(" c"), message("b")}));
}

// --- finish() and reset() ---

static void addPartialRows()
{
    QTest::addColumn<QByteArray>("partial");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("data line") << "data: x\n"_ba;
    QTest::newRow("type line") << "event: x\n"_ba;
    QTest::newRow("id line") << "id: 2\n"_ba;
    QTest::newRow("retry line") << "retry: 5\n"_ba;
    QTest::newRow("comment line") << ": c\n"_ba;
    QTest::newRow("all fields") << "id: 2\nevent: t\n: c\nretry: 5\ndata: x\n"_ba;
    QTest::newRow("line without an end") << "data: x"_ba;
    QTest::newRow("id line without an end") << "id: 2"_ba;
    QTest::newRow("comment without an end") << ": c"_ba;
    QTest::newRow("CR") << "data: x\r"_ba;
    QTest::newRow("half a character") << "data: \xe2\x82"_ba;
}

void tst_QSseParser::finishDropsThePartialBlock_data()
{
    addPartialRows();
}

void tst_QSseParser::finishDropsThePartialBlock()
{
    QFETCH(QByteArray, partial);
    RecordingParser recording;
    recording.parser.setShowComments(true);
    recording.parser.setShowRetry(true);
    recording.feed("id: 1\ndata: a\n\n" + partial);
    const ParserLog before = recording.log;
    recording.parser.finish();
    QCOMPARE(recording.log, before);
    QCOMPARE(recording.parser.lastEventId(), u"1"_s);
    recording.parser.finish();
    QCOMPARE(recording.log, before);
}

void tst_QSseParser::resetStartsANewStream_data()
{
    addPartialRows();
}

// The id of a block that never ended is not the last one: the server sends that block again.
void tst_QSseParser::resetStartsANewStream()
{
    QFETCH(QByteArray, partial);
    for (bool finished : {true, false}) {
        RecordingParser recording;
        recording.parser.setShowComments(true);
        recording.parser.setShowRetry(true);
        recording.feed("id: 1\ndata: a\n\n" + partial);
        recording.log.clear();
        if (finished)
            recording.parser.finish();
        recording.parser.reset();
        recording.feed("\n\ndata: b\n\nid: 3\n\n");
        QCOMPARE(recording.log, ParserLog{messageAfterId(u"1"_s, "b")});
        QCOMPARE(recording.parser.lastEventId(), u"3"_s);
    }
}

void tst_QSseParser::resetStripsTheByteOrderMarkAgain()
{
    const QByteArray stream = ByteOrderMark + "data: a\n\n";
    for (const QByteArray &partial : {""_ba, "\xef"_ba, "\xef\xbb"_ba, "\xef\xbb\xbf"_ba, stream}) {
        RecordingParser recording;
        recording.feed(partial);
        recording.log.clear();
        recording.parser.finish();
        recording.parser.reset();
        recording.feedAll(bytesOf(stream));
        QCOMPARE(recording.log, ParserLog{message("a")});
    }
}

void tst_QSseParser::resetForgetsAPendingCarriageReturn()
{
    RecordingParser recording;
    recording.parser.setMaximumEventSize(0);
    recording.feed("data: a\r\r");
    recording.parser.reset();
    recording.feed("\ndata: b\n\n");
    QCOMPARE(recording.log, (ParserLog{message("a"), message("b")}));
}

void tst_QSseParser::initialIdHoldsUntilTheFirstId()
{
    RecordingParser recording;
    recording.parser.setLastEventId(u"old \u00e9"_s);
    QCOMPARE(recording.parser.lastEventId(), u"old \u00e9"_s);
    recording.feed("data: a\n\nid: new\ndata: b\n\nid:\n\ndata: c\n\n");
    QCOMPARE(recording.log, (ParserLog{messageAfterId(u"old \u00e9"_s, "a"),
                                       messageWithId(u"new"_s, "b"), message("c")}));
    recording.parser.setLastEventId({});
    QVERIFY(recording.parser.lastEventId().isEmpty());
}

// What is persisted in a handler is where the stream goes on, neither earlier nor later.
void tst_QSseParser::idCountsWithItsBlankLine()
{
    const QByteArray stream = "id: 1\ndata: a\n\nid: 2\nretry: 5\n: c\ndata: b\n\nid: 3\n\n"_ba;
    for (const QByteArrayList &chunks : splitsOf(stream)) {
        QStringList ids;
        QSseParser parser;
        const auto noteId = [&] { ids.append(parser.lastEventId()); };
        parser.setEventHandler([&](const QSseEvent &) { noteId(); });
        parser.setCommentHandler([&](QByteArrayView) { noteId(); });
        parser.setRetryHandler([&](milliseconds) { noteId(); });
        for (const QByteArray &chunk : chunks)
            parser.feed(chunk);
        QCOMPARE(ids, (QStringList{u"1"_s, u"1"_s, u"1"_s, u"2"_s}));
        QCOMPARE(parser.lastEventId(), u"3"_s);
    }
}

void tst_QSseParser::setLastEventIdInHandlers()
{
    const QByteArray stream = "id: 1\ndata: a\n\ndata: b\n\n: c\ndata: d\n\nid: 2\ndata: e\n\n"_ba;
    for (const QByteArrayList &chunks : splitsOf(stream)) {
        QStringList ids;
        QSseParser parser;
        parser.setEventHandler([&](const QSseEvent &event) {
            ids.append(event.lastEventId());
            parser.setLastEventId(u"set after "_s + event.text());
        });
        parser.setCommentHandler([&](QByteArrayView) { parser.setLastEventId(u"comment"_s); });
        for (const QByteArray &chunk : chunks)
            parser.feed(chunk);
        QCOMPARE(ids, (QStringList{u"1"_s, u"set after a"_s, u"comment"_s, u"2"_s}));
        QCOMPARE(parser.lastEventId(), u"set after e"_s);
    }
}

// What is left of the chunk belongs to the stream that was given up.
void tst_QSseParser::resetInHandlers()
{
    const QByteArray stream = ": c\nretry: 5\nid: 1\ndata: a\n\ndata: b\n\n"_ba;
    for (int call = 1; call <= 4; ++call) {
        int calls = 0;
        ParserLog log;
        QSseParser parser;
        const auto count = [&] {
            if (++calls == call)
                parser.reset();
        };
        parser.setEventHandler([&](const QSseEvent &event) {
            log.append(event.data());
            count();
        });
        parser.setCommentHandler([&](QByteArrayView) { count(); });
        parser.setRetryHandler([&](milliseconds) { count(); });
        const qsizetype consumed = parser.feed(stream);
        QVERIFY(consumed > 0 && consumed <= stream.size());
        QCOMPARE(calls, call);
        const QString lastEventId = parser.lastEventId();
        QCOMPARE(lastEventId, call < 3 ? u""_s : u"1"_s);

        log.clear();
        parser.reset();
        parser.feed(ByteOrderMark + "data: new\n\n");
        QCOMPARE(log, ParserLog{"new"});
        QCOMPARE(parser.lastEventId(), lastEventId);
    }
}

void tst_QSseParser::feedInAHandlerIsRefused()
{
    RecordingParser recording;
    recording.parser.setCommentHandler(
            [&](QByteArrayView) { QCOMPARE(recording.parser.feed("data: x\n\n"), 0); });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"QSseParser::feed"_s));
    recording.feed(": c\ndata: a\n\n");
    QCOMPARE(recording.log, ParserLog{message("a")});
}

// --- What an event knows of its block ---

void tst_QSseParser::commentsOfEvents_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("comments");
    QTest::newRow("none") << "data: a\n\n"_ba << QString();
    QTest::newRow("one leading space goes") << ": x\ndata: a\n\n"_ba << u"x"_s;
    QTest::newRow("the second space stays") << ":  x \ndata: a\n\n"_ba << u" x "_s;
    QTest::newRow("no space") << ":x\ndata: a\n\n"_ba << u"x"_s;
    QTest::newRow("after the data") << "data: a\n: x\n\n"_ba << u"x"_s;
    QTest::newRow("joined by LF") << ": x\r\ndata: a\r\n:y\r\n\r\n"_ba << u"x\ny"_s;
    QTest::newRow("empty comment is not null") << ":\ndata: a\n\n"_ba << u""_s;
    QTest::newRow("empty comment first") << ":\n: x\ndata: a\n\n"_ba << u"\nx"_s;
    QTest::newRow("two empty comments") << ":\n: \ndata: a\n\n"_ba << u"\n"_s;
    QTest::newRow("of this block only") << "data: z\n: x\n\ndata: a\n\n"_ba << QString();
}

void tst_QSseParser::commentsOfEvents()
{
    QFETCH(QByteArray, stream);
    QFETCH(QString, comments);
    for (const QByteArrayList &chunks : splitsOf(stream)) {
        for (bool show : {true, false}) {
            QSseEvent last;
            QSseParser parser;
            parser.setShowComments(show);
            parser.setEventHandler([&](const QSseEvent &event) { last = event; });
            for (const QByteArray &chunk : chunks)
                parser.feed(chunk);
            QCOMPARE(last.data(), "a");
            QVERIFY(last.isMessage());
            QCOMPARE(last.comments(), show ? comments : QString());
            QCOMPARE(last.comments().isNull(), !show || comments.isNull());
        }
    }
}

void tst_QSseParser::commentHandlerGetsTheBytesAsTheyStand()
{
    const QByteArray stream = ":\n: x\n:  \xff\xe2\x82\0 :y \r\n:\xef\xbb\xbf\r\n"_ba;
    compareAtEverySplit(stream,
                        {commentLine(""), commentLine(" x"), commentLine("  \xff\xe2\x82\0 :y "_ba),
                         commentLine("\xef\xbb\xbf")});
}

void tst_QSseParser::retryOfEvents_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("retry");
    QTest::newRow("none") << "data: a\n\n"_ba << -1;
    QTest::newRow("valid") << "retry: 5\ndata: a\n\n"_ba << 5;
    QTest::newRow("zero") << "retry: 0\ndata: a\n\n"_ba << 0;
    QTest::newRow("invalid") << "retry: 5s\ndata: a\n\n"_ba << -1;
    QTest::newRow("after the data") << "data: a\nretry: 5\n\n"_ba << 5;
    QTest::newRow("of this block only") << "retry: 5\n\ndata: a\n\n"_ba << -1;
}

void tst_QSseParser::retryOfEvents()
{
    QFETCH(QByteArray, stream);
    QFETCH(int, retry);
    for (const QByteArrayList &chunks : splitsOf(stream)) {
        for (bool show : {true, false}) {
            QSseEvent last;
            QSseParser parser;
            parser.setShowRetry(show);
            parser.setEventHandler([&](const QSseEvent &event) { last = event; });
            for (const QByteArray &chunk : chunks)
                parser.feed(chunk);
            QCOMPARE(last.data(), "a");
            QCOMPARE(last.retry().value_or(-1ms), milliseconds(retry));
        }
    }
}

void tst_QSseParser::blocksThatAreNoMessages_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<bool>("withComments");
    QTest::addColumn<bool>("withRetry");
    QTest::newRow("comment only") << ": x\n\n"_ba << true << false;
    QTest::newRow("retry only") << "retry: 5\n\n"_ba << false << true;
    QTest::newRow("comment and retry") << ": x\nretry: 5\n\n"_ba << true << true;
    QTest::newRow("comment and id") << ": x\nid: 1\n\n"_ba << true << false;
    QTest::newRow("retry and id") << "id: 1\nretry: 5\n\n"_ba << false << true;
    QTest::newRow("id only") << "id: 1\n\n"_ba << false << false;
    QTest::newRow("type only") << "event: t\n\n"_ba << false << false;
    QTest::newRow("invalid retry only") << "retry: x\n\n"_ba << false << false;
    QTest::newRow("unknown field only") << "foo: x\n\n"_ba << false << false;
    QTest::newRow("nothing") << "\n\n\n"_ba << false << false;
}

void tst_QSseParser::blocksThatAreNoMessages()
{
    QFETCH(QByteArray, stream);
    QFETCH(bool, withComments);
    QFETCH(bool, withRetry);
    for (int asked = 0; asked < 4; ++asked) {
        const bool showComments = asked & 1;
        const bool showRetry = asked & 2;
        QList<QSseEvent> events;
        QSseParser parser;
        parser.setShowComments(showComments);
        parser.setShowRetry(showRetry);
        parser.setEventHandler([&](const QSseEvent &event) { events.append(event); });
        parser.feed(stream);

        const bool expected = (showComments && withComments) || (showRetry && withRetry);
        QCOMPARE(events.size(), expected ? 1 : 0);
        if (!expected)
            continue;
        QVERIFY(!events.first().isMessage());
        QVERIFY(events.first().data().isEmpty());
        QCOMPARE(events.first().comments(), showComments && withComments ? u"x"_s : QString());
        QCOMPARE(events.first().retry().has_value(), withRetry);
        QCOMPARE(events.first().lastEventId(), parser.lastEventId());
    }
}

// --- Events are values: the parser's recycling of their blocks is never seen ---

static QByteArray streamOfManyKinds()
{
    QByteArray stream;
    for (int i = 0; i < 300; ++i) {
        const QByteArray number = QByteArray::number(i);
        if (i % 3 == 0)
            stream += "id: id-" + number + '\n';
        if (i % 5 == 0)
            stream += "event: type-" + QByteArray::number(i % 7) + '\n';
        if (i % 7 == 0)
            stream += ": comment " + number + '\n';
        if (i % 11 == 0)
            stream += "retry: " + number + '\n';
        stream += "data: " + QByteArray(1 + i * 37 % 500, char('a' + i % 26)) + "\ndata: " + number
                  + "\n\n";
    }
    return stream;
}

void tst_QSseParser::keptEventsStayWhatTheyWere_data()
{
    QTest::addColumn<int>("every");
    QTest::addColumn<bool>("byteByByte");
    for (int every : {1, 2, 3, 50}) {
        QTest::addRow("every %d, one chunk", every) << every << false;
        QTest::addRow("every %d, byte by byte", every) << every << true;
    }
}

void tst_QSseParser::keptEventsStayWhatTheyWere()
{
    QFETCH(int, every);
    QFETCH(bool, byteByByte);
    QList<QSseEvent> kept;
    ParserLog linesThen;
    int count = 0;
    QSseParser parser;
    parser.setShowComments(true);
    parser.setEventHandler([&](const QSseEvent &event) {
        if (++count % every != 0)
            return;
        kept.append(event);
        linesThen.append(line(blockOf(event)));
    });
    const QByteArrayList chunks =
            byteByByte ? bytesOf(streamOfManyKinds()) : QByteArrayList{streamOfManyKinds()};
    for (const QByteArray &chunk : chunks)
        parser.feed(chunk);
    parser.reset();
    parser.feed("id: other\nevent: other\ndata: other\n\n");

    QCOMPARE(count, 301);
    ParserLog linesNow;
    for (qsizetype i = 0; i < linesThen.size(); ++i)
        linesNow.append(line(blockOf(kept.at(i))));
    QCOMPARE(linesNow, linesThen);
}

void tst_QSseParser::keptPartsStayWhatTheyWere()
{
    QByteArrayList data;
    QStringList strings;
    QByteArrayList dataThen;
    QStringList stringsThen;
    QSseParser parser;
    parser.setShowComments(true);
    parser.setEventHandler([&](const QSseEvent &event) {
        data.append(event.data());
        dataThen.append(QByteArray(event.data().constData(), event.data().size()));
        for (const QString &string :
             {event.type(), event.id(), event.lastEventId(), event.comments(), event.text()}) {
            strings.append(string);
            stringsThen.append(QString(string.constData(), string.size()));
        }
    });
    parser.feed(streamOfManyKinds());
    QCOMPARE(data, dataThen);
    QCOMPARE(strings, stringsThen);
}

void tst_QSseParser::keptEventsOutliveTheParser()
{
    QSseEvent kept;
    QString lastEventId;
    {
        QSseParser parser;
        parser.setOrigin(QUrl(u"https://example.org"_s));
        parser.setEventHandler([&](const QSseEvent &event) { kept = event; });
        parser.feed("event: t\nid: 1\ndata: a\n\n");
        lastEventId = parser.lastEventId();
    }
    QCOMPARE(line(blockOf(kept)), messageWithId(u"1"_s, "a", u"t"_s));
    QCOMPARE(kept.origin(), QUrl(u"https://example.org"_s));
    QCOMPARE(lastEventId, u"1"_s);
}

// --- Size ---

static Setup limit(qint64 size, OversizePolicy policy)
{
    return [=](RecordingParser &recording) {
        recording.parser.setMaximumEventSize(size);
        recording.parser.setOversizePolicy(policy);
    };
}

struct Verdict
{
    ParserLog log;
    QString lastEventId;
    qint64 skipped;
    Error error;
};

static Verdict verdictOf(const QByteArrayList &chunks, const Setup &setup)
{
    RecordingParser recording;
    setup(recording);
    recording.feedAll(chunks);
    return {recording.log, recording.parser.lastEventId(), recording.parser.skippedEvents(),
            recording.parser.error()};
}

static void compareVerdicts(const QByteArrayList &chunks, const Setup &setup,
                            const Verdict &expected)
{
    const Verdict verdict = verdictOf(chunks, setup);
    if (verdict.log != expected.log || verdict.error != expected.error)
        qInfo() << "Fed as" << chunks;
    QCOMPARE(verdict.log, expected.log);
    QCOMPARE(verdict.lastEventId, expected.lastEventId);
    QCOMPARE(verdict.skipped, expected.skipped);
    QCOMPARE(verdict.error, expected.error);
}

static void compareVerdictsAtEverySplit(const QByteArray &stream, const Setup &setup,
                                        const Verdict &expected)
{
    for (const QByteArrayList &chunks : splitsOf(stream)) {
        compareVerdicts(chunks, setup, expected);
        if (QTest::currentTestFailed())
            return;
    }
}

static QByteArrayList messagesOf(const ParserLog &log)
{
    QByteArrayList messages;
    std::copy_if(log.begin(), log.end(), std::back_inserter(messages),
                 [](const QByteArray &entry) { return entry.startsWith("message"); });
    return messages;
}

void tst_QSseParser::sizeAtTheEdge_data()
{
    const QByteArray hundred(100, 'x');
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("showComments");
    QTest::newRow("data") << "data: " + hundred + '\n' << 100 << false;
    QTest::newRow("data without a space") << "data:" + hundred + '\n' << 100 << false;
    QTest::newRow("two data lines, a line feed between them")
            << "data: " + hundred.first(50) + "\r\ndata: " + hundred.first(50) + "\r\n"
            << 101 << false;
    QTest::newRow("empty data lines") << QByteArray("data\n").repeated(101) << 100 << false;
    QTest::newRow("type and data") << "event: 0123456789\ndata: " + hundred + '\n' << 110 << false;
    QTest::newRow("id and data") << "id: 0123456789\ndata: " + hundred + '\n' << 110 << false;
    QTest::newRow("a type that was replaced")
            << "event: 0123456789\nevent: 0\ndata: " + hundred + '\n'
            << 101 << false;
    QTest::newRow("comments") << ": 012345678\n: 012345678\ndata: " + hundred + '\n' << 119 << true;
    QTest::newRow("comments that nobody wants")
            << ": 012345678\n: 012345678\ndata: " + hundred + '\n'
            << 100 << false;
    QTest::newRow("comment line") << ':' + hundred.first(99) + "\ndata: a\n" << 100 << false;
    QTest::newRow("id line") << "id:" + hundred.first(97) + "\ndata: a\n" << 100 << false;
    QTest::newRow("type line") << "event:" + hundred.first(94) + "\ndata: a\n" << 100 << false;
    QTest::newRow("retry line") << "retry:" + QByteArray(94, '1') + "\ndata: a\n" << 100 << false;
    QTest::newRow("line of an unknown field") << hundred + "\ndata: a\n" << 100 << false;
}

void tst_QSseParser::sizeAtTheEdge()
{
    QFETCH(QByteArray, block);
    QFETCH(int, size);
    QFETCH(bool, showComments);
    const auto limited = [&](qint64 bytes, OversizePolicy policy) -> Setup {
        return [=](RecordingParser &recording) {
            limit(bytes, policy)(recording);
            recording.parser.setShowComments(showComments);
        };
    };
    const QByteArray stream = "data: before\n\n" + block + "\ndata: after\n\n";
    const Verdict unlimited = verdictOf({stream}, limited(0, OversizePolicy::Fail));
    QCOMPARE(messagesOf(unlimited.log).size(), 3);

    for (OversizePolicy policy : {OversizePolicy::Fail, OversizePolicy::Skip}) {
        compareVerdictsAtEverySplit(stream, limited(size, policy), unlimited);

        const Setup tooSmall = limited(size - 1, policy);
        const bool skips = policy == OversizePolicy::Skip;
        const Verdict verdict = verdictOf({stream}, tooSmall);
        QCOMPARE(messagesOf(verdict.log).size(), skips ? 2 : 1);
        QCOMPARE(verdict.skipped, skips ? 1 : 0);
        QCOMPARE(verdict.error, skips ? Error::None : Error::EventTooLarge);
        compareVerdictsAtEverySplit(stream, tooSmall, verdict);
    }
}

void tst_QSseParser::oversizedBlock_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("data line") << "data: " + QByteArray(100, 'x');
    QTest::newRow("data line with a colon only") << "data:" + QByteArray(100, 'x');
    QTest::newRow("comment") << ':' + QByteArray(100, 'x');
    QTest::newRow("id line") << "id: " + QByteArray(100, 'x');
    QTest::newRow("type line") << "event: " + QByteArray(100, 'x');
    QTest::newRow("retry line") << "retry: " + QByteArray(100, '1');
    QTest::newRow("unknown field") << "foo: " + QByteArray(100, 'x');
    QTest::newRow("field name") << QByteArray(100, 'x');
    QTest::newRow("field name that begins like data") << "data" + QByteArray(100, 'x');
    QTest::newRow("many small data lines") << QByteArray("data: x\n").repeated(50) + "data: x";
    QTest::newRow("many empty data lines") << QByteArray("data\r\n").repeated(100) + "data";
    QTest::newRow("data after data") << "data: x\ndata: " + QByteArray(100, 'x') + "\ndata: x";
    QTest::newRow("two data lines too long")
            << "data: " + QByteArray(100, 'x') + "\ndata: " + QByteArray(100, 'x');
    QTest::newRow("data and a comment too long")
            << "data: " + QByteArray(100, 'x') + "\n: " + QByteArray(100, 'x');
}

// The id of the block counts only where it is skipped as a whole: else it would be lost.
void tst_QSseParser::oversizedBlock()
{
    QFETCH(QByteArray, lines);
    const QByteArray before = "id: 1\ndata: before\n\n";
    const QByteArray beginning = "event: t\nid: 2\nretry: 7\n" + lines;
    const QByteArray end = "\nid: 3\nretry: 9\n\n";
    const QByteArray after = "data: after\n\n";
    const ParserLog failed{messageWithId(u"1"_s, "before"), retryLine(7ms)};
    const Setup fails = limit(64, OversizePolicy::Fail);
    const Setup skips = limit(64, OversizePolicy::Skip);

    compareVerdictsAtEverySplit(before + beginning, fails,
                                {failed, u"1"_s, 0, Error::EventTooLarge});
    compareVerdictsAtEverySplit(before + beginning + end + after, fails,
                                {failed, u"1"_s, 0, Error::EventTooLarge});
    compareVerdictsAtEverySplit(before + beginning, skips, {failed, u"1"_s, 0, Error::None});
    const ParserLog skipped = failed + ParserLog{retryLine(9ms), messageAfterId(u"3"_s, "after")};
    compareVerdictsAtEverySplit(before + beginning + end + after, skips,
                                {skipped, u"3"_s, 1, Error::None});
}

void tst_QSseParser::oversizedCommentsAreDropped()
{
    const QByteArray stream =
            QByteArray(": xxxx\n").repeated(50) + "data: a\n\ndata: b\n\n: y\ndata: c\n\n";
    QList<QSseEvent> events;
    QSseParser parser;
    parser.setShowComments(true);
    parser.setMaximumEventSize(64);
    parser.setOversizePolicy(OversizePolicy::Skip);
    parser.setEventHandler([&](const QSseEvent &event) { events.append(event); });
    parser.feed(stream);
    QCOMPARE(parser.skippedEvents(), 1);
    QCOMPARE(events.size(), 2);
    QCOMPARE(events.first().data(), "b");
    QVERIFY(events.first().comments().isNull());
    QCOMPARE(events.last().comments(), u"y"_s);
}

void tst_QSseParser::oversizedBlockInAFewMegabytes_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("endless data line") << "data: "_ba << QByteArray(64, 'x');
    QTest::newRow("endless comment") << ":"_ba << QByteArray(64, 'x');
    QTest::newRow("endless id line") << "id: "_ba << QByteArray(64, 'x');
    QTest::newRow("endless field name") << "data"_ba << QByteArray(64, 'x');
    QTest::newRow("endless data lines") << ""_ba
                                        << "data: x\n"_ba;
    QTest::newRow("endless empty data lines") << ""_ba
                                              << "data\n"_ba;
}

void tst_QSseParser::oversizedBlockInAFewMegabytes()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, piece);
    for (OversizePolicy policy : {OversizePolicy::Fail, OversizePolicy::Skip}) {
        RecordingParser recording;
        limit(1000, policy)(recording);
        recording.feed(first);
        for (int i = 0; i < 100000; ++i)
            recording.feed(piece);
        recording.feed("\n\ndata: after\n\n");
        const bool skips = policy == OversizePolicy::Skip;
        QCOMPARE(recording.log, skips ? ParserLog{message("after")} : ParserLog{});
        QCOMPARE(recording.parser.skippedEvents(), skips ? 1 : 0);
        QCOMPARE(recording.parser.error(), skips ? Error::None : Error::EventTooLarge);
    }
}

void tst_QSseParser::failureStaysUntilReset()
{
    RecordingParser recording;
    limit(10, OversizePolicy::Fail)(recording);
    recording.feed("id: 1\ndata: a\n\ndata: 0123456789\ndata: x\n\ndata: b\n\n");
    QCOMPARE(recording.log, ParserLog{messageWithId(u"1"_s, "a")});
    QCOMPARE(recording.parser.error(), Error::EventTooLarge);
    QCOMPARE(recording.parser.feed("\n\ndata: c\n\n"), 0);
    recording.parser.finish();
    QCOMPARE(recording.parser.error(), Error::EventTooLarge);
    QCOMPARE(recording.parser.feed("data: d\n\n"), 0);
    QCOMPARE(recording.log.size(), 1);

    recording.parser.reset();
    QCOMPARE(recording.parser.error(), Error::None);
    QCOMPARE(recording.parser.lastEventId(), u"1"_s);
    recording.feed(ByteOrderMark + "data: e\n\n");
    QCOMPARE(recording.log, (ParserLog{messageWithId(u"1"_s, "a"), messageAfterId(u"1"_s, "e")}));
}

void tst_QSseParser::skippedBlocksAreCountedOnce()
{
    const QByteArray large = "data: " + QByteArray(30, 'x') + '\n';
    RecordingParser recording;
    limit(20, OversizePolicy::Skip)(recording);
    recording.feed(large.repeated(3) + '\n' + large + "\n\ndata: a\n\n" + large + '\n');
    QCOMPARE(recording.log, ParserLog{message("a")});
    QCOMPARE(recording.parser.skippedEvents(), 3);

    recording.feed(large);
    recording.parser.finish();
    recording.parser.reset();
    recording.feed("data: b\n\n");
    QCOMPARE(recording.log, (ParserLog{message("a"), message("b")}));
    QCOMPARE(recording.parser.skippedEvents(), 3);
}

void tst_QSseParser::verdictDoesNotDependOnTheSplit_data()
{
    QTest::addColumn<OversizePolicy>("policy");
    QTest::newRow("fail") << OversizePolicy::Fail;
    QTest::newRow("skip") << OversizePolicy::Skip;
}

void tst_QSseParser::verdictDoesNotDependOnTheSplit()
{
    QFETCH(OversizePolicy, policy);
    QRandomGenerator random(20260102);
    for (int round = 0; round < 5000; ++round) {
        const QByteArray stream = randomStream(random);
        const bool show = random.bounded(2) == 0;
        const qint64 bytes = 1 + random.bounded(40);
        const Setup setup = [=](RecordingParser &recording) {
            limit(bytes, policy)(recording);
            recording.parser.setShowComments(show);
            recording.parser.setShowRetry(show);
        };
        const Verdict whole = verdictOf({stream}, setup);
        compareVerdicts(bytesOf(stream), setup, whole);
        compareVerdicts(randomSplit(stream, random), setup, whole);
        if (QTest::currentTestFailed()) {
            qInfo() << "Round" << round << "limit" << bytes;
            return;
        }
    }
}

void tst_QSseParser::defaultLimit()
{
    constexpr qint64 Limit = 16 * 1024 * 1024;
    QSseParser parser;
    QCOMPARE(parser.maximumEventSize(), Limit);
    qint64 received = 0;
    parser.setEventHandler([&](const QSseEvent &event) { received += event.data().size(); });
    parser.feed("data: " + QByteArray(Limit, 'x') + "\n\n");
    QCOMPARE(received, Limit);
    parser.feed("data: x" + QByteArray(Limit, 'x') + "\n\n");
    QCOMPARE(received, Limit);
    QCOMPARE(parser.error(), Error::EventTooLarge);
}

void tst_QSseParser::zeroIsNoLimit()
{
    const QByteArray data(20 * 1024 * 1024, 'x');
    QByteArray received;
    QSseParser parser;
    parser.setMaximumEventSize(0);
    parser.setEventHandler([&](const QSseEvent &event) { received = event.data(); });
    parser.feed("data: " + data + "\n\n");
    QVERIFY(received == data);
    QCOMPARE(parser.error(), Error::None);
}

void tst_QSseParser::eachBlockIsMeasuredAlone()
{
    const QByteArray blocks = "event: 0123456789\n\nid: 0123456789\n\n: 0123456789\n\n"
                              "retry: 1000\n\ndata: 01234567890123\nfoo\n\n";
    for (bool show : {true, false}) {
        RecordingParser recording;
        limit(17, OversizePolicy::Fail)(recording);
        recording.parser.setShowComments(show);
        recording.feed(blocks.repeated(100));
        QCOMPARE(recording.parser.error(), Error::None);
        QCOMPARE(messagesOf(recording.log).size(), 100);
    }
}

QTEST_GUILESS_MAIN(tst_QSseParser)
#include "tst_qsseparser.moc"
