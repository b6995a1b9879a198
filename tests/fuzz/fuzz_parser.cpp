// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "parserlog.h"
#include "pieces.h"
#include "referenceparser.h"

#include <QtCore/qbytearrayview.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

// The last bytes of the input say how the bytes before them are parsed, so that a stream to try is
// the input's beginning as it stands.
struct Plan
{
    static constexpr qsizetype Size = 4;

    explicit Plan(QByteArrayView bytes)
        : showComments(bytes[0] & 1)
        , showRetry(bytes[0] & 2)
        , policy(bytes[0] & 4 ? QSseParser::OversizePolicy::Skip : QSseParser::OversizePolicy::Fail)
        , maximumEventSize(uchar(bytes[1]))
        , splitSeed(uchar(bytes[2]))
        , stopAt(qint8(bytes[3]))
    {}

    void applyTo(QSseParser &parser) const
    {
        parser.setShowComments(showComments);
        parser.setShowRetry(showRetry);
        parser.setOversizePolicy(policy);
        parser.setMaximumEventSize(maximumEventSize);
    }

    const bool showComments;
    const bool showRetry;
    const QSseParser::OversizePolicy policy;
    const qint64 maximumEventSize;
    const uint splitSeed;
    const int stopAt;
};

void check(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "fuzz_parser: %s\n", what);
    std::abort();
}

void compare(const RecordingParser &a, const RecordingParser &b, const char *what)
{
    check(a.log == b.log && a.texts == b.texts, what);
    check(a.parser.lastEventId() == b.parser.lastEventId(), "the last event ids differ");
    check(a.parser.error() == b.parser.error(), "the errors differ");
    check(a.parser.skippedEvents() == b.parser.skippedEvents(), "the skipped events differ");
}

void checkSizes(const QByteArray &stream, const Plan &plan)
{
    QSseParser parser;
    plan.applyTo(parser);
    parser.setEventHandler([&](const QSseEvent &event) {
        check(event.data().size() <= plan.maximumEventSize, "an event is too large");
    });
    parser.feed(stream);
}

void checkAgainstReference(const RecordingParser &recording, const QByteArray &stream,
                           const Plan &plan)
{
    const Reference reference = parseByReference(stream, {{}, plan.showComments, plan.showRetry});
    check(recording.log == reference.log && recording.texts == reference.texts,
          "the parser differs from the reference");
    check(recording.parser.lastEventId() == reference.lastEventId,
          "the last event id differs from the reference");
}

void checkReset(RecordingParser &recording, const RecordingParser &fresh, const QByteArray &stream,
                const Plan &plan)
{
    const qint64 skipped = recording.parser.skippedEvents();
    recording.parser.finish();
    recording.parser.reset();
    recording.parser.setLastEventId({});
    recording.log.clear();
    recording.feedAll(piecesOf(stream, plan.splitSeed + 1, 16));
    check(recording.log == fresh.log, "a reset parser differs from a fresh one");
    check(recording.parser.skippedEvents() == skipped + fresh.parser.skippedEvents(),
          "a reset parser skips other events");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
    const QByteArrayView bytes(input, qsizetype(size));
    if (bytes.size() < Plan::Size)
        return -1;
    const QByteArray stream = bytes.chopped(Plan::Size).toByteArray();
    const Plan plan(bytes.last(Plan::Size));

    RecordingParser whole;
    plan.applyTo(whole.parser);
    whole.feed(stream);

    RecordingParser pieces;
    plan.applyTo(pieces.parser);
    pieces.stopAt = plan.stopAt;
    pieces.feedAll(piecesOf(stream, plan.splitSeed, 16));
    compare(whole, pieces, "the split changes what is told");

    if (plan.maximumEventSize == 0)
        checkAgainstReference(whole, stream, plan);
    else
        checkSizes(stream, plan);

    pieces.stopAt = RecordingParser::Never;
    checkReset(pieces, whole, stream, plan);
    return 0;
}
