// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSESTATISTICS_H
#define QSSESTATISTICS_H

#include <QtSse/qsseglobal.h>

#include <QtCore/qdatetime.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>

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
    qint64 bytes() const { return m_bytes; }
    qint64 events() const { return m_events; }
    qint64 comments() const { return m_comments; }
    qint64 connections() const { return m_connections; }
    qint64 failures() const { return m_failures; }
    qint64 skipped() const { return m_skipped; }
    QDateTime openedAt() const;
    QDateTime lastByteAt() const;

private:
    friend class QSseSessionPrivate;

    qint64 m_bytes = 0;
    qint64 m_events = 0;
    qint64 m_comments = 0;
    qint64 m_connections = 0;
    qint64 m_failures = 0;
    qint64 m_skipped = 0;
    qint64 m_openedAt = 0;
    qint64 m_lastByteAt = 0;
};

#endif // QSSESTATISTICS_H
