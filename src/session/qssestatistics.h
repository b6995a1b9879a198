// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSESTATISTICS_H
#define QSSESTATISTICS_H

#include <QtSse/qsseglobal.h>

#include <QtCore/qdatetime.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qshareddata.h>

class QSseStatisticsPrivate;

class QTSSE_EXPORT QSseStatistics
{
    Q_GADGET
    Q_PROPERTY(qint64 bytes READ bytes CONSTANT FINAL)
    Q_PROPERTY(qint64 events READ events CONSTANT FINAL)
    Q_PROPERTY(qint64 comments READ comments CONSTANT FINAL)
    Q_PROPERTY(qint64 connections READ connections CONSTANT FINAL)
    Q_PROPERTY(qint64 failures READ failures CONSTANT FINAL)
    Q_PROPERTY(qint64 skipped READ skipped CONSTANT FINAL)
    Q_PROPERTY(QDateTime openedAt READ openedAt CONSTANT FINAL)
    Q_PROPERTY(QDateTime lastByteAt READ lastByteAt CONSTANT FINAL)

public:
    QSseStatistics();
    QSseStatistics(const QSseStatistics &other);
    QSseStatistics(QSseStatistics &&other) noexcept;
    ~QSseStatistics();
    QSseStatistics &operator=(const QSseStatistics &other);
    QSseStatistics &operator=(QSseStatistics &&other) noexcept;
    void swap(QSseStatistics &other) noexcept { d.swap(other.d); }

    qint64 bytes() const;
    qint64 events() const;
    qint64 comments() const;
    qint64 connections() const;
    qint64 failures() const;
    qint64 skipped() const;
    QDateTime openedAt() const;
    QDateTime lastByteAt() const;

private:
    friend class QSseSessionPrivate;

    explicit QSseStatistics(const QSseStatisticsPrivate &counts);

    QSharedDataPointer<QSseStatisticsPrivate> d;
};

Q_DECLARE_SHARED(QSseStatistics)

#endif // QSSESTATISTICS_H
