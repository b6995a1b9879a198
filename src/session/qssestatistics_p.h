// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSESTATISTICS_P_H
#define QSSESTATISTICS_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssestatistics.h"

// What a session counts in, and what a QSseStatistics has a copy of. Times are milliseconds since
// the epoch, 0 for never.
class QSseStatisticsPrivate : public QSharedData
{
public:
    qint64 bytes = 0;
    qint64 events = 0;
    qint64 comments = 0;
    qint64 connections = 0;
    qint64 failures = 0;
    qint64 skipped = 0;
    qint64 openedAt = 0;
    qint64 lastByteAt = 0;
};

#endif // QSSESTATISTICS_P_H
