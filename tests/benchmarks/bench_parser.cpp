// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// Bytes in memory to a signal with a slot: QSseParser beside the least that an event can cost, in
// the processor's time. The exit code is 0 where the ratios are what is promised, and a byte costs
// the same in one large chunk and in a line of 100 MB. Nothing is counted here: a counting malloc
// would slow the other side down, which allocates (bench_copies counts).
#include "barestream.h"
#include "measure.h"
#include "promises.h"

#include <QtSse/QSseParser>

#include <cstdio>

static constexpr double SmallestRatioOfLarge = 0.9; // of what is fed as usual
static constexpr int Rounds = 15;

// The parser with a signal behind it, as a session has it.
class ParserStream : public QObject
{
    Q_OBJECT

public:
    ParserStream()
    {
        m_parser.setEventHandler([this](const QSseEvent &event) { Q_EMIT eventReceived(event); });
    }
    void feed(QByteArrayView bytes) { m_parser.feed(bytes); }

Q_SIGNALS:
    void eventReceived(const QSseEvent &event);

private:
    QSseParser m_parser;
};

static QByteArray makeStream(int size, int count, const QByteArray &lineEnd)
{
    QByteArray stream;
    const QByteArray data(size, 'x');
    for (int i = 0; i < count; ++i) {
        stream += "id: " + QByteArray::number(i) + lineEnd;
        stream += "data: " + data + lineEnd + lineEnd;
    }
    return stream;
}

static qsizetype dataSize(const BareEvent &event)
{
    return event.d->data.size();
}

static qsizetype dataSize(const QSseEvent &event)
{
    return event.data().size();
}

// Feeds the whole stream in chunks to a new Stream whose signal has a slot.
template <typename Stream, typename Event>
static void run(const QByteArray &bytes, qsizetype chunk, int expected)
{
    Stream stream;
    qint64 events = 0;
    qint64 size = 0;
    QObject::connect(&stream, &Stream::eventReceived, [&](const Event &event) {
        ++events;
        size += dataSize(event);
    });
    for (qsizetype at = 0; at < bytes.size(); at += chunk)
        stream.feed(QByteArrayView(bytes).sliced(at, qMin(chunk, bytes.size() - at)));
    if (events != expected || size == 0)
        qFatal("events were lost: %lld of %d", events, expected);
}

struct Case
{
    const char *name;
    int size;
    int count;
    qsizetype chunk;
    const char *lineEnd;
    double smallestRatio; // that is promised, 0 where nothing is
};

static void compare(const Case &c, Promises *promises)
{
    const QByteArray bytes = makeStream(c.size, c.count, c.lineEnd);
    const auto parser = [&] { run<ParserStream, QSseEvent>(bytes, c.chunk, c.count); };
    const auto bare = [&] { run<BareStream, BareEvent>(bytes, c.chunk, c.count); };
    const bool isComparable = qstrcmp(c.lineEnd, "\n") == 0;
    const Comparison seconds = isComparable ? medianOf(parser, bare, Rounds, Clock::Processor)
                                            : medianOf(
                                                    parser, [] {}, Rounds, Clock::Processor);

    std::printf("%-34s %8.2f M events/s %9.0f MB/s", c.name, c.count / seconds.first / 1e6,
                double(bytes.size()) / seconds.first / 1e6);
    if (isComparable)
        std::printf("  ratio %.2f", seconds.second / seconds.first);
    std::printf("\n");
    promises->atLeast(c.smallestRatio, c.name, seconds.second / seconds.first);
}

static void print(const char *row, qint64 bytes, const Comparison &seconds, Promises *promises)
{
    const double ratio = seconds.first / seconds.second;
    std::printf("%-34s %8.2f ns a byte, ratio %.2f\n", row, seconds.second * 1e9 / double(bytes),
                ratio);
    promises->atLeast(SmallestRatioOfLarge, row, ratio);
}

// A million events at once, beside the same in chunks.
static void largeChunk(Promises *promises)
{
    const int count = 1000000;
    const QByteArray bytes = makeStream(100, count, "\n");
    const auto parser = [&](qsizetype chunk) {
        return [&bytes, chunk] { run<ParserStream, QSseEvent>(bytes, chunk, count); };
    };
    print("one chunk, to 64 KiB chunks", bytes.size(),
          medianOf(parser(65536), parser(bytes.size()), Rounds, Clock::Processor), promises);
}

// A line of a size that no stream should have, in steps of one byte: the cost of a byte must not
// depend on how many there are.
static void longLine(Promises *promises)
{
    const qint64 size = 100 * 1000 * 1000;
    const auto lines = [](int count) {
        return [count] {
            for (int line = 0; line < count; ++line) {
                QSseParser parser;
                parser.setMaximumEventSize(0);
                parser.feed("data: ");
                for (qint64 i = 0; i < size / count; ++i)
                    parser.feed("x");
            }
        };
    };
    print("a line of 100 MB, to 1 MB, bytewise", size,
          medianOf(lines(100), lines(1), 3, Clock::Processor), promises);
}

int main()
{
    static constexpr Case Cases[] = {
            {"100 B, 64 KiB chunks", 100, 1000000, 65536, "\n", 1},
            {"10 B, 64 KiB chunks", 10, 2000000, 65536, "\n", 0.9},
            {"10 kB, 64 KiB chunks", 10000, 20000, 65536, "\n", 0.9},
            {"100 B, one chunk of 1,000,000", 100, 1000000, 1 << 30, "\n", 0},
            {"100 B, CR LF", 100, 1000000, 65536, "\r\n", 0},
            {"100 B, CR", 100, 1000000, 65536, "\r", 0},
    };
    std::printf("QSseParser to a slot; the ratio is to a loop that only splits lines and copies\n");
    int result = 0;
    for (const Case &each : Cases)
        result |= Promises::exitCodeOf([&each](Promises *promises) { compare(each, promises); });
    result |= Promises::exitCodeOf(largeChunk);
    result |= Promises::exitCodeOf(longLine);
    return result;
}

#include "bench_parser.moc"
