// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// Bytes in memory to a signal with a slot: QSseParser beside the least that an event can cost.
#include "allocations.h"
#include "barestream.h"
#include "measure.h"

#include <QtSse/QSseParser>

#include <cstdio>

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
};

static void compare(const Case &c)
{
    const QByteArray bytes = makeStream(c.size, c.count, c.lineEnd);
    const auto parser = [&] { run<ParserStream, QSseEvent>(bytes, c.chunk, c.count); };
    const auto bare = [&] { run<BareStream, BareEvent>(bytes, c.chunk, c.count); };
    const bool isComparable = qstrcmp(c.lineEnd, "\n") == 0;
    const Comparison seconds =
            isComparable ? medianOf(parser, bare) : Comparison{medianOf(parser), 0};

    const Allocations before = Allocations::soFar();
    parser();
    const Allocations cost = Allocations::soFar().since(before);

    std::printf("%-34s %8.2f M events/s %9.0f MB/s  %7.3f allocations  %6.1f bytes allocated",
                c.name, c.count / seconds.first / 1e6, double(bytes.size()) / seconds.first / 1e6,
                double(cost.count) / c.count, double(cost.bytes) / c.count);
    if (isComparable)
        std::printf("  ratio %.2f", seconds.second / seconds.first);
    std::printf("\n");
}

// A line of a size that no stream should have, in steps of one byte: the cost of a byte must not
// depend on how many there are.
static void longLine(qsizetype megabytes)
{
    QSseParser parser;
    parser.setMaximumEventSize(0);
    parser.feed("data: ");
    const qsizetype size = megabytes * 1000 * 1000;
    const double seconds = secondsOf([&] {
        for (qsizetype i = 0; i < size; ++i)
            parser.feed("x");
    });
    std::printf("one line of %lld MB, bytewise       %8.2f ns a byte\n", qint64(megabytes),
                seconds * 1e9 / double(size));
}

int main()
{
    std::printf("QSseParser to a slot; the ratio is to a loop that only splits lines and copies\n");
    compare({"100 B, 64 KiB chunks", 100, 1000000, 65536, "\n"});
    compare({"10 B, 64 KiB chunks", 10, 2000000, 65536, "\n"});
    compare({"10 kB, 64 KiB chunks", 10000, 20000, 65536, "\n"});
    compare({"100 B, one chunk of 1,000,000", 100, 1000000, 1 << 30, "\n"});
    compare({"100 B, CR LF", 100, 1000000, 65536, "\r\n"});
    compare({"100 B, CR", 100, 1000000, 65536, "\r"});
    longLine(1);
    longLine(100);
}

#include "bench_parser.moc"
