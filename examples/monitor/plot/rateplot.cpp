// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "rateplot.h"

#include "axisscale.h"
#include "colors.h"
#include "sizetext.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 22;    // between the two curves, for the title of the second
constexpr int padding = 8; // between a label and what it belongs to

QString eventsText(double rate)
{
    return QLocale().toString(rate, 'f', rate < 10 && rate != std::floor(rate) ? 1 : 0);
}

} // namespace

RatePlot::RatePlot(const RateMeter *meter, QWidget *parent)
    : QWidget(parent)
    , m_meter(meter)
{
    setObjectName(u"plot"_s);
    setAccessibleName(tr("Throughput of the last minute"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
}

void RatePlot::showMeter()
{
    setAccessibleDescription(readout());
    update();
}

QString RatePlot::readout() const
{
    const int ago = std::min(std::max(m_moment, 0), m_meter->count() - 1);
    if (ago < 0)
        return tr("nothing yet");
    const RateMeter::Sample &sample = m_meter->ago(ago);
    const double seconds = ago * double(RateMeter::interval.count()) / 1000;
    const QString when = ago == 0 ? tr("now") : tr("%1 s ago").arg(seconds);
    return tr("%1: %2 events/s, %3/s").arg(when, eventsText(sample.events), sizeText(sample.bytes));
}

QList<RatePlot::Curve> RatePlot::curves() const
{
    return {{tr("Events/s"), Colors::busy(palette()),
             [](const RateMeter::Sample &sample) { return sample.events; }, eventsText},
            {tr("Bytes/s"), Colors::waiting(palette()),
             [](const RateMeter::Sample &sample) { return sample.bytes; }, sizeText}};
}

// One beside the other where there is room, else one above the other.
QRectF RatePlot::area(int curve) const
{
    const int text = fontMetrics().height();
    const int labels = fontMetrics().horizontalAdvance(u"0,000 kB"_s) + padding;
    const bool isWide = width() >= 3 * height();
    const double columnWidth = isWide ? width() / 2.0 : width();
    const double rowHeight = isWide ? height() : height() / 2.0;
    const QRectF cell(isWide ? curve * columnWidth : 0, isWide ? 0 : curve * rowHeight, columnWidth,
                      rowHeight);
    return cell.adjusted(labels + padding, gap, -2 * padding, -(text + padding / 2.0));
}

double RatePlot::maximumOf(const Curve &curve) const
{
    double maximum = 0;
    for (int ago = 0; ago < m_meter->count(); ++ago)
        maximum = std::max(maximum, curve.value(m_meter->ago(ago)));
    return niceMaximum(maximum);
}

double RatePlot::xOf(const QRectF &area, int ago) const
{
    return area.right() - area.width() * ago / (RateMeter::capacity - 1);
}

void RatePlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<Curve> all = curves();
    for (int i = 0; i < all.size(); ++i)
        drawCurve(&painter, area(i), all[i]);
    drawMoment(&painter);
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void RatePlot::drawCurve(QPainter *painter, const QRectF &area, const Curve &curve) const
{
    const double maximum = maximumOf(curve);
    drawGrid(painter, area, curve, maximum);
    drawTimes(painter, area);
    if (m_meter->count() < 2)
        return;
    QPainterPath path;
    for (int ago = m_meter->count() - 1; ago >= 0; --ago) {
        const double share = curve.value(m_meter->ago(ago)) / maximum;
        const QPointF point(xOf(area, ago), area.bottom() - area.height() * share);
        path.elementCount() == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    QPainterPath ground = path;
    ground.lineTo(area.bottomRight());
    ground.lineTo(xOf(area, m_meter->count() - 1), area.bottom());
    QColor tint = curve.color;
    tint.setAlphaF(0.16F);
    painter->fillPath(ground, tint);
    painter->strokePath(path, QPen(curve.color, 1.6));
}

void RatePlot::drawGrid(QPainter *painter, const QRectF &area, const Curve &curve,
                        double maximum) const
{
    painter->setPen(palette().color(QPalette::Text));
    painter->drawText(QPointF(area.left(), area.top() - padding), curve.title);
    const int steps = area.height() > 5 * fontMetrics().height() ? 4 : 2;
    for (int step = 0; step <= steps; ++step) {
        const double y = std::round(area.bottom() - area.height() * step / steps) + 0.5;
        painter->setPen(Colors::line(palette()));
        painter->drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter->setPen(Colors::quietText(palette()));
        const double half = fontMetrics().height() / 2.0;
        painter->drawText(QRectF(area.left() - padding - 100, y - half, 100, 2 * half),
                          Qt::AlignRight | Qt::AlignVCenter, curve.text(maximum * step / steps));
    }
}

void RatePlot::drawTimes(QPainter *painter, const QRectF &area) const
{
    const double lineHeight = fontMetrics().height();
    painter->setPen(Colors::quietText(palette()));
    for (const int seconds : {60, 30, 0}) {
        const QString text = seconds == 0 ? tr("now") : tr("−%1 s").arg(seconds);
        const double x = area.right() - area.width() * seconds / 60;
        const double textWidth = fontMetrics().horizontalAdvance(text);
        const double left = std::clamp(x - textWidth / 2, area.left(), area.right() - textWidth);
        painter->drawText(QRectF(left, area.bottom() + 3, textWidth + 1, lineHeight), Qt::AlignLeft,
                          text);
    }
}

void RatePlot::drawMoment(QPainter *painter) const
{
    if (m_moment < 0 || m_moment >= m_meter->count())
        return;
    painter->setPen(QPen(palette().color(QPalette::Text), 1, Qt::DotLine));
    for (int i = 0; i < curves().size(); ++i) {
        const double x = xOf(area(i), m_moment);
        painter->drawLine(QPointF(x, area(i).top()), QPointF(x, area(i).bottom()));
    }
    painter->setPen(palette().color(QPalette::Text));
    const QRectF line(0, area(0).top() - gap, width() - 2 * padding, gap - 4);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, readout());
}

void RatePlot::mouseMoveEvent(QMouseEvent *event)
{
    for (int i = 0; i < curves().size(); ++i) {
        const QRectF place = area(i);
        const double share = (place.right() - event->position().x()) / place.width();
        if (share >= 0 && share <= 1 && event->position().y() < place.bottom() + padding) {
            setMoment(int(std::lround(share * (RateMeter::capacity - 1))));
            return;
        }
    }
    setMoment(-1);
}

void RatePlot::leaveEvent(QEvent *)
{
    setMoment(-1);
}

void RatePlot::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        setMoment(std::min(m_moment + 1, m_meter->count() - 1));
        break;
    case Qt::Key_Right:
        setMoment(std::max(m_moment - 1, -1));
        break;
    case Qt::Key_Home:
        setMoment(m_meter->count() - 1);
        break;
    case Qt::Key_End:
        setMoment(-1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void RatePlot::setMoment(int ago)
{
    m_moment = ago;
    setAccessibleDescription(readout());
    update();
}
