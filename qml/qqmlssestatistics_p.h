// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSESTATISTICS_P_H
#define QQMLSSESTATISTICS_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtSse/QSseStatistics>

#include <QtQml/qqml.h>

// QSseStatistics with the numbers that QML has: qmllint knows no integers of 64 bits.
class QQmlSseStatistics
{
    Q_GADGET
    Q_PROPERTY(double bytes READ bytes CONSTANT FINAL)
    Q_PROPERTY(double events READ events CONSTANT FINAL)
    Q_PROPERTY(double comments READ comments CONSTANT FINAL)
    Q_PROPERTY(double connections READ connections CONSTANT FINAL)
    Q_PROPERTY(double failures READ failures CONSTANT FINAL)
    Q_PROPERTY(double skipped READ skipped CONSTANT FINAL)
    Q_PROPERTY(QDateTime openedAt READ openedAt CONSTANT FINAL)
    Q_PROPERTY(QDateTime lastByteAt READ lastByteAt CONSTANT FINAL)
    QML_VALUE_TYPE(sseStatistics)

public:
    QQmlSseStatistics() = default;
    explicit QQmlSseStatistics(const QSseStatistics &statistics)
        : m_statistics(statistics)
    {}

    double bytes() const { return double(m_statistics.bytes()); }
    double events() const { return double(m_statistics.events()); }
    double comments() const { return double(m_statistics.comments()); }
    double connections() const { return double(m_statistics.connections()); }
    double failures() const { return double(m_statistics.failures()); }
    double skipped() const { return double(m_statistics.skipped()); }
    QDateTime openedAt() const { return m_statistics.openedAt(); }
    QDateTime lastByteAt() const { return m_statistics.lastByteAt(); }

private:
    QSseStatistics m_statistics;
};

#endif // QQMLSSESTATISTICS_P_H
