// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "serieschart.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double labelGap = 8;
constexpr double perValueTick = 44; // pixels
constexpr double perTimeTick = 110;
constexpr qint64 shortestSpan = 8'000;

QString timeText(qint64 time)
{
    return QDateTime::fromMSecsSinceEpoch(time).toString(u"HH:mm:ss"_s);
}

} // namespace

SeriesChart::SeriesChart(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    m_clock.setInterval(100ms);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (isVisible())
            polish();
    });
    m_clock.start();
    connect(this, &SeriesChart::lookChanged, this, &QQuickItem::polish);
    connect(this, &SeriesChart::pointerChanged, this, &QQuickItem::polish);
}

void SeriesChart::setSeries(Series *series)
{
    if (m_series == series)
        return;
    if (m_series)
        m_series->disconnect(this);
    m_series = series;
    if (series) {
        connect(series, &Series::changed, this, &QQuickItem::polish);
        connect(series, &QObject::destroyed, this, &QQuickItem::polish);
    }
    polish();
    Q_EMIT seriesChanged();
}

QRectF SeriesChart::plotArea() const
{
    const QFontMetricsF metrics(m_font);
    const double valueWidth = metrics.horizontalAdvance(u"0000.00"_s) + 2 * labelGap;
    return boundingRect().adjusted(0, 4, -valueWidth, -metrics.height() - labelGap);
}

void SeriesChart::setPointerX(double x)
{
    if (m_pointerX == x)
        return;
    m_pointerX = x;
    Q_EMIT pointerChanged();
}

void SeriesChart::paint(QPainter *painter)
{
    if (!m_series || m_series->count() == 0 || plotArea().isEmpty())
        return;
    painter->setFont(m_font);
    const ChartScale scale = this->scale();
    drawValues(painter, scale);
    drawTimes(painter, scale);
    drawLine(painter, scale);
    drawCurrent(painter, scale);
    if (m_reading)
        drawReading(painter);
}

void SeriesChart::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickPaintedItem::geometryChange(newGeometry, oldGeometry);
    Q_EMIT plotAreaChanged();
    polish();
}

// Once before a frame, however often it was asked for.
void SeriesChart::updatePolish()
{
    read();
    update();
}

ChartScale SeriesChart::scale() const
{
    const auto &points = m_series->points();
    const qint64 to = m_series->currentTime();
    const qint64 from =
            std::max(to - m_span * qint64(1000), std::min(points.front().time, to - shortestSpan));
    return ChartScale(points, from, to, plotArea());
}

QString SeriesChart::valueText(double value, const ChartScale &scale) const
{
    return QString::number(value, 'f', std::max(m_decimals, scale.decimals()));
}

// What the cross-hair is at: the last value up to there.
void SeriesChart::read()
{
    const auto before = m_reading;
    m_reading.reset();
    const QRectF area = plotArea();
    if (m_series && m_series->count() > 0 && m_pointerX >= 0 && m_pointerX <= area.right()) {
        const auto &points = m_series->points();
        const ChartScale scale = this->scale();
        auto point = std::upper_bound(
                points.cbegin(), points.cend(), scale.timeAt(m_pointerX),
                [](qint64 time, const Series::Point &candidate) { return time < candidate.time; });
        if (point != points.cbegin())
            --point;
        m_reading = *point;
        m_readingAt = {std::max(scale.xOf(point->time), area.left()), scale.yOf(point->value)};
    }
    if (m_reading || before)
        Q_EMIT readingChanged();
}

void SeriesChart::drawValues(QPainter *painter, const ChartScale &scale) const
{
    const QRectF area = plotArea();
    const double half = painter->fontMetrics().height() / 2.;
    const double currentY = scale.yOf(m_series->lastValue());
    for (const double tick : scale.valueTicks(int(area.height() / perValueTick))) {
        const double y = std::floor(scale.yOf(tick)) + 0.5;
        painter->setPen(QPen(m_gridColor, 1));
        painter->drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        if (std::abs(y - currentY) < 2 * half + 4)
            continue; // the current value is there
        painter->setPen(m_textColor);
        painter->drawText(QRectF(area.right(), y - half, width() - area.right(), 2 * half),
                          Qt::AlignRight | Qt::AlignVCenter, valueText(tick, scale));
    }
}

void SeriesChart::drawTimes(QPainter *painter, const ChartScale &scale) const
{
    const QRectF area = plotArea();
    const double width = painter->fontMetrics().horizontalAdvance(timeText(0));
    for (const qint64 tick : scale.timeTicks(int(area.width() / perTimeTick))) {
        const double x = std::floor(scale.xOf(tick)) + 0.5;
        painter->setPen(QPen(m_gridColor, 1));
        painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const QRectF label(x - width / 2, area.bottom() + labelGap, width, height());
        if (label.left() < 0 || label.right() > area.right() + labelGap)
            continue;
        painter->setPen(m_textColor);
        painter->drawText(label, Qt::AlignHCenter | Qt::AlignTop, timeText(tick));
    }
}

void SeriesChart::drawLine(QPainter *painter, const ChartScale &scale) const
{
    const QRectF area = plotArea();
    const QPolygonF line = scale.line(m_series->points());
    painter->save();
    painter->setClipRect(area);

    QColor top = m_lineColor;
    top.setAlphaF(0.22F);
    QColor bottom = m_lineColor;
    bottom.setAlphaF(0);
    QLinearGradient shade(area.topLeft(), area.bottomLeft());
    shade.setColorAt(0, top);
    shade.setColorAt(1, bottom);
    QPolygonF ground = line;
    ground << QPointF(line.constLast().x(), area.bottom())
           << QPointF(line.constFirst().x(), area.bottom());
    painter->setPen(Qt::NoPen);
    painter->setBrush(shade);
    painter->drawPolygon(ground);

    painter->setPen(QPen(m_lineColor, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(line);
    painter->restore();
}

// A dashed line from the last value to its label on the axis.
void SeriesChart::drawCurrent(QPainter *painter, const ChartScale &scale) const
{
    const QRectF area = plotArea();
    const Series::Point last = m_series->points().back();
    const QPointF at(std::max(scale.xOf(last.time), area.left()), scale.yOf(last.value));
    painter->setPen(QPen(m_lineColor, 1, Qt::DotLine));
    painter->drawLine(at, QPointF(area.right(), at.y()));
    painter->setPen(QPen(m_groundColor, 2));
    painter->setBrush(m_lineColor);
    painter->drawEllipse(at, 4.5, 4.5);

    const double labelHeight = painter->fontMetrics().height() + 6;
    const QRectF label(area.right() + 2, at.y() - labelHeight / 2, width() - area.right() - 2,
                       labelHeight);
    painter->setPen(Qt::NoPen);
    painter->drawRoundedRect(label, 4, 4);
    painter->setPen(m_groundColor);
    painter->drawText(label.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter,
                      valueText(last.value, scale));
}

void SeriesChart::drawReading(QPainter *painter) const
{
    const QRectF area = plotArea();
    painter->setPen(QPen(m_textColor, 1, Qt::DashLine));
    painter->drawLine(QPointF(m_readingAt.x(), area.top()),
                      QPointF(m_readingAt.x(), area.bottom()));
    painter->drawLine(QPointF(area.left(), m_readingAt.y()),
                      QPointF(area.right(), m_readingAt.y()));
    painter->setPen(QPen(m_groundColor, 2));
    painter->setBrush(m_textColor);
    painter->drawEllipse(m_readingAt, 4.5, 4.5);
}
