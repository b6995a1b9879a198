// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SERIES_H
#define SERIES_H

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

#include <deque>

// Values over time, the last of them: what a chart draws.
class Series : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(double lastValue READ lastValue NOTIFY changed FINAL)
    QML_ELEMENT

public:
    struct Point
    {
        qint64 time; // in milliseconds since the epoch
        double value;
    };

    using QObject::QObject;

    // Late values are taken as they come, at the latest time there is. Time 0 is now.
    Q_INVOKABLE void append(double time, double value);
    Q_INVOKABLE void clear();

    int count() const { return int(m_points.size()); }
    double lastValue() const { return m_points.empty() ? 0 : m_points.back().value; }
    const std::deque<Point> &points() const { return m_points; }
    qint64 currentTime() const; // by the clock that the times are of

Q_SIGNALS:
    void changed();

private:
    std::deque<Point> m_points;
    QElapsedTimer m_sinceLast;
};

#endif
