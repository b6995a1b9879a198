// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chartscale.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <cmath>

namespace {

constexpr double room = 0.12;       // of the range, above and below
constexpr double flattest = 0.0005; // of the value: what does not move is no drama
constexpr double aroundZero = 10;   // what is 0 all the time

// The last one before the time, too: the line comes in from outside.
auto firstShown(const std::deque<Series::Point> &points, qint64 from)
{
    auto point = std::lower_bound(
            points.cbegin(), points.cend(), from,
            [](const Series::Point &candidate, qint64 time) { return candidate.time < time; });
    return point == points.cbegin() ? point : point - 1;
}

// 1, 2 or 5 times a power of ten.
double roundStep(double atLeast)
{
    const double power = std::pow(10, std::floor(std::log10(atLeast)));
    for (const double factor : {1., 2., 5.}) {
        if (factor * power >= atLeast)
            return factor * power;
    }
    return 10 * power;
}

qint64 roundPeriod(qint64 atLeast)
{
    for (const qint64 seconds : {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600}) {
        if (seconds * 1000 >= atLeast)
            return seconds * 1000;
    }
    return 6 * 3600 * 1000;
}

} // namespace

ChartScale::ChartScale(const std::deque<Series::Point> &points, qint64 from, qint64 to, QRectF area)
    : m_from(from)
    , m_to(std::max(to, from + 1))
    , m_area(area)
{
    const auto first = firstShown(points, from);
    if (first == points.cend())
        return;
    const auto [lowest, highest] = std::minmax_element(
            first, points.cend(), [](const Series::Point &lhs, const Series::Point &rhs) {
                return lhs.value < rhs.value;
            });
    const double middle = (lowest->value + highest->value) / 2;
    const bool isZero = lowest->value == 0 && highest->value == 0;
    const double least = isZero ? aroundZero : std::max(std::abs(middle) * flattest, 1e-6);
    const double range = std::max(highest->value - lowest->value, least);
    m_lowest = middle - range * (0.5 + room);
    m_highest = middle + range * (0.5 + room);
}

double ChartScale::xOf(qint64 time) const
{
    return m_area.left() + m_area.width() * double(time - m_from) / double(m_to - m_from);
}

double ChartScale::yOf(double value) const
{
    return m_area.bottom() - m_area.height() * (value - m_lowest) / (m_highest - m_lowest);
}

qint64 ChartScale::timeAt(double x) const
{
    return m_from + qint64(double(m_to - m_from) * (x - m_area.left()) / m_area.width());
}

int ChartScale::decimals() const
{
    const double range = m_highest - m_lowest;
    return std::clamp(int(std::ceil(1.3 - std::log10(range))), 0, 4);
}

QList<double> ChartScale::valueTicks(int about) const
{
    const double step = roundStep((m_highest - m_lowest) / std::max(about, 1));
    QList<double> ticks;
    for (double tick = std::ceil(m_lowest / step) * step; tick <= m_highest; tick += step)
        ticks.append(tick);
    return ticks;
}

QList<qint64> ChartScale::timeTicks(int about) const
{
    const qint64 period = roundPeriod((m_to - m_from) / std::max(about, 1));
    const qint64 zone = QDateTime::fromMSecsSinceEpoch(m_to).offsetFromUtc() * qint64(1000);
    QList<qint64> ticks;
    for (qint64 tick = (m_to + zone) / period * period - zone; tick >= m_from; tick -= period)
        ticks.append(tick);
    return ticks;
}

QPolygonF ChartScale::line(const std::deque<Series::Point> &points) const
{
    QPolygonF line;
    auto point = firstShown(points, m_from);
    while (point != points.cend()) {
        const double column = std::floor(xOf(point->time));
        auto lowest = point;
        auto highest = point;
        auto last = point;
        for (; point != points.cend() && std::floor(xOf(point->time)) == column; ++point) {
            lowest = point->value < lowest->value ? point : lowest;
            highest = point->value > highest->value ? point : highest;
            last = point;
        }
        for (const auto &shown : {std::min(lowest, highest), std::max(lowest, highest), last})
            line.append({xOf(shown->time), yOf(shown->value)});
    }
    return line;
}
