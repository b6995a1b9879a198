// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "sparkline.h"

#include "chartscale.h"

#include <QtGui/QPainter>

Sparkline::Sparkline(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void Sparkline::setSeries(Series *series)
{
    if (m_series == series)
        return;
    if (m_series)
        m_series->disconnect(this);
    m_series = series;
    if (series)
        connect(series, &Series::changed, this, [this] { update(); });
    update();
    Q_EMIT seriesChanged();
}

void Sparkline::setSpan(int seconds)
{
    if (m_span == seconds)
        return;
    m_span = seconds;
    update();
    Q_EMIT spanChanged();
}

void Sparkline::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    update();
    Q_EMIT colorChanged();
}

void Sparkline::paint(QPainter *painter)
{
    if (!m_series || m_series->count() < 2)
        return;
    const auto &points = m_series->points();
    const qint64 to = points.back().time;
    const qint64 from = std::max(points.front().time, to - m_span * qint64(1000));
    const QRectF area = boundingRect().adjusted(1, 2, -3, -2);
    const QPolygonF line = ChartScale(points, from, to, area).line(points);
    painter->setClipRect(boundingRect());
    painter->setPen(QPen(m_color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(line);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_color);
    painter->drawEllipse(line.constLast(), 2, 2);
}
