// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// What is allocated and copied for an event on its way through QSseParser, by QtSse and Qt
// together. The exit code is 0 where an event costs no allocation, its data is copied once and its
// id, which the parser and the event keep, twice.
#include "allocations.h"
#include "barestream.h"
#include "copies.h"

#include <QtSse/QSseParser>

#include <cstdio>

static constexpr int Count = 20000;
static constexpr qsizetype Chunk = 65536;
// For the lines that a chunk ends in, in front of their values, and for a buffer that grows.
static constexpr double MostOther = 4;
static constexpr double MostAllocations = 0.01; // the buffers of a new parser

static QByteArray idOf(int event)
{
    return QByteArray::number(100000 + event);
}

static QByteArray makeStream(int size)
{
    QByteArray stream;
    for (int i = 0; i < Count; ++i)
        stream += "id: " + idOf(i) + "\ndata: " + QByteArray(size, 'x') + "\n\n";
    return stream;
}

struct Cost
{
    double allocations;
    double copied;
};

template <typename Stream> static Cost costOf(Stream *stream, const QByteArray &bytes)
{
    const Allocations allocated = Allocations::soFar();
    const qint64 copied = Copies::bytesSoFar();
    for (qsizetype at = 0; at < bytes.size(); at += Chunk)
        stream->feed(QByteArrayView(bytes).sliced(at, qMin(Chunk, bytes.size() - at)));
    return {double(Allocations::soFar().since(allocated).count) / Count,
            double(Copies::bytesSoFar() - copied) / Count};
}

static bool measure(int size)
{
    const QByteArray bytes = makeStream(size);
    QSseParser parser;
    parser.setEventHandler([](const QSseEvent &) {});
    BareStream bare;
    const Cost cost = costOf(&parser, bytes);
    const Cost least = costOf(&bare, bytes);
    const double most = double(size + 2 * idOf(0).size()) + MostOther;
    std::printf("%6d B  %6.3f allocations %9.1f bytes copied (at most %.0f); the bare loop %6.3f, "
                "%.1f\n",
                size, cost.allocations, cost.copied, most, least.allocations, least.copied);
    return cost.allocations <= MostAllocations && cost.copied >= size && cost.copied <= most;
}

int main()
{
    std::printf("The cost of an event with an id of %d bytes\n", int(idOf(0).size()));
    bool isKept = true;
    for (const int size : {10, 100, 10000})
        isKept = measure(size) && isKept;
    return isKept ? 0 : 1;
}
