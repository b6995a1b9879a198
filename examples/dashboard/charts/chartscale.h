// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CHARTSCALE_H
#define CHARTSCALE_H

#include "series.h"

#include <QtCore/QList>
#include <QtCore/QRectF>
#include <QtGui/QPolygonF>

// What a chart shows, and where: times from left to right, values from bottom to top.
class ChartScale
{
public:
    // The part of the points from a time on, with some room above and below.
    ChartScale(const std::deque<Series::Point> &points, qint64 from, qint64 to, QRectF area);

    double xOf(qint64 time) const;
    double yOf(double value) const;
    qint64 timeAt(double x) const;
    int decimals() const; // that values need to be told apart

    QList<double> valueTicks(int about) const; // round numbers
    QList<qint64> timeTicks(int about) const;  // round times of the day

    // The line, with no more points than there are pixels to show: its highs and lows stay.
    QPolygonF line(const std::deque<Series::Point> &points) const;

private:
    qint64 m_from;
    qint64 m_to;
    QRectF m_area;
    double m_lowest = 0;
    double m_highest = 1;
};

#endif
