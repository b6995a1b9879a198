// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssestatistics_p.h"

/*!
    \class QSseStatistics
    \inmodule QtSse
    \brief What a session has counted since it was made.

    \reentrant

    It is a copy of that moment, and does not count on.

    \sa QSseSession::statistics()
*/

static QDateTime toDateTime(qint64 milliseconds)
{
    return milliseconds > 0 ? QDateTime::fromMSecsSinceEpoch(milliseconds).toUTC() : QDateTime();
}

/*!
    Constructs statistics in which nothing has been counted.
*/
QSseStatistics::QSseStatistics()
    : QSseStatistics(QSseStatisticsPrivate())
{}

QSseStatistics::QSseStatistics(const QSseStatisticsPrivate &counts)
    : d(new QSseStatisticsPrivate(counts))
{}

QSseStatistics::QSseStatistics(const QSseStatistics &other) = default;
QSseStatistics::QSseStatistics(QSseStatistics &&other) noexcept = default;
QSseStatistics::~QSseStatistics() = default;
QSseStatistics &QSseStatistics::operator=(const QSseStatistics &other) = default;
QSseStatistics &QSseStatistics::operator=(QSseStatistics &&other) noexcept = default;

/*!
    \property QSseStatistics::bytes
    \brief What the parser was given, after decompression.
*/
qint64 QSseStatistics::bytes() const
{
    return d->bytes;
}

/*!
    \property QSseStatistics::events
    \brief The messages that were delivered.
*/
qint64 QSseStatistics::events() const
{
    return d->events;
}

/*!
    \property QSseStatistics::comments
    \brief The comment lines that have come.
*/
qint64 QSseStatistics::comments() const
{
    return d->comments;
}

/*!
    \property QSseStatistics::connections
    \brief The streams that opened.
*/
qint64 QSseStatistics::connections() const
{
    return d->connections;
}

/*!
    \property QSseStatistics::failures
    \brief The attempts and streams that ended with an error.
*/
qint64 QSseStatistics::failures() const
{
    return d->failures;
}

/*!
    \property QSseStatistics::skipped
    \brief The blocks that were dropped as too large.
*/
qint64 QSseStatistics::skipped() const
{
    return d->skipped;
}

/*!
    \property QSseStatistics::openedAt
    \brief When the last stream opened, in UTC; null before that.
*/
QDateTime QSseStatistics::openedAt() const
{
    return toDateTime(d->openedAt);
}

/*!
    \property QSseStatistics::lastByteAt
    \brief When bytes came last, in UTC; null before that.
*/
QDateTime QSseStatistics::lastByteAt() const
{
    return toDateTime(d->lastByteAt);
}
