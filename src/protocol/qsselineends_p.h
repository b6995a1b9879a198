// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSELINEENDS_P_H
#define QSSELINEENDS_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbytearrayview.h>

#include <algorithm>
#include <cstring>

// Finds the line ends of a chunk. Either of CR and LF ends a line, so both are searched with memchr
// and each result is kept until it is passed: no byte is looked at twice for the same character,
// whatever line end the stream uses.
class QSseLineEnds
{
public:
    explicit QSseLineEnds(QByteArrayView chunk)
        : m_chunk(chunk)
    {}

    // The index of the first line end at or after from; the chunk's size where there is none.
    qsizetype next(qsizetype from)
    {
        if (m_lineFeed < from)
            m_lineFeed = find('\n', from, m_chunk.size());
        if (m_carriageReturn < from)
            lookForCarriageReturn(from);
        return m_carriageReturn < from ? m_lineFeed : std::min(m_lineFeed, m_carriageReturn);
    }

private:
    // Looks a little beyond the line feed, since a call costs more than a few bytes, but not to the
    // chunk's end: that would drag a large chunk through the cache twice.
    void lookForCarriageReturn(qsizetype from)
    {
        m_noneUpTo = std::max(m_noneUpTo, from);
        if (m_noneUpTo >= m_lineFeed)
            return;
        const qsizetype to = std::min(m_chunk.size(), std::max(m_lineFeed, m_noneUpTo + Stride));
        const qsizetype found = find('\r', m_noneUpTo, to);
        m_noneUpTo = found;
        m_carriageReturn = found < to ? found : -1;
    }

    qsizetype find(char c, qsizetype from, qsizetype to) const
    {
        if (from < to && m_chunk[from] == c) // the blank line
            return from;
        const void *found = std::memchr(m_chunk.data() + from, c, size_t(to - from));
        return found ? static_cast<const char *>(found) - m_chunk.data() : to;
    }

    static constexpr qsizetype Stride = 4096;

    QByteArrayView m_chunk;
    qsizetype m_lineFeed = -1;
    qsizetype m_carriageReturn = -1;
    qsizetype m_noneUpTo = 0;
};

#endif // QSSELINEENDS_P_H
