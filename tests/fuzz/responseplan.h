// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef RESPONSEPLAN_H
#define RESPONSEPLAN_H

#include <QtCore/QByteArrayList>
#include <QtCore/QByteArrayView>

#include <QtSse/QSseParser>

#include <optional>

// What the bytes of an input say: the answers of a server, and how the session is set up.
//
// Answers are parted by FF FF. One that begins with "HTTP/" is sent as it stands; every other is
// the body of a stream. The last bytes say all the rest, so that what is to try is the input's
// beginning as it stands.
class ResponsePlan
{
public:
    static constexpr qsizetype Size = 4;

    enum class Framing { Chunked, ContentLength, UntilClose, Gzip };
    enum class End { Clean, Cut, Reset };

    explicit ResponsePlan(QByteArrayView input); // of at least Size bytes

    const QByteArrayList &answers() const { return m_answers; }
    bool isStream(qsizetype index) const;
    QByteArrayList pieces(qsizetype index) const; // of an answer, head and framing included
    End end(qsizetype index) const;

    // The body of the stream that an answer is for sure; null where that is not known.
    std::optional<QByteArray> body(qsizetype index) const;

    bool showComments() const { return m_flags & 1; }
    bool showRetry() const { return m_flags & 2; }
    QSseParser::OversizePolicy oversizePolicy() const;
    qint64 maximumEventSize() const { return m_maximumEventSize; }
    QByteArray endMarker() const
    {
        return m_flags & 8 ? QByteArrayLiteral("[DONE]") : QByteArray();
    }
    bool isStrict() const { return m_flags & 16; }

private:
    Framing framing(qsizetype index) const;
    QByteArray framed(qsizetype index) const;

    QByteArrayList m_answers;
    const uint m_flags;
    const qint64 m_maximumEventSize;
    const uint m_splitSeed;
    const uint m_ends;
};

#endif // RESPONSEPLAN_H
