// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssestatistics.h"

/*!
    \class QSseStatistics
    \inmodule QtSse
    \brief What a session has counted since it was made.

    \c bytes is what the parser was given, after decompression; \c events are delivered messages;
    \c connections are streams that opened, \c failures attempts and streams that ended with an
    error; \c skipped are blocks dropped as too large. openedAt() is when the last stream opened,
    lastByteAt() when bytes came last; both are in UTC, and null before that.
*/

static QDateTime toDateTime(qint64 milliseconds)
{
    return milliseconds > 0 ? QDateTime::fromMSecsSinceEpoch(milliseconds).toUTC() : QDateTime();
}

QDateTime QSseStatistics::openedAt() const
{
    return toDateTime(m_openedAt);
}

QDateTime QSseStatistics::lastByteAt() const
{
    return toDateTime(m_lastByteAt);
}
