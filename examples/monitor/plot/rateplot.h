// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef RATEPLOT_H
#define RATEPLOT_H

#include "ratemeter.h"

#include <QtWidgets/QWidget>

#include <functional>

// Events and bytes a second over the last minute. The pointer, or the arrow keys, show the values
// of a moment.
class RatePlot : public QWidget
{
    Q_OBJECT

public:
    explicit RatePlot(const RateMeter *meter, QWidget *parent = nullptr);

    void showMeter(); // it has a new sample
    QSize sizeHint() const override { return {480, 150}; }
    QSize minimumSizeHint() const override { return {200, 90}; }
    QString readout() const; // of the moment that is shown, or of now

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Curve
    {
        QString title;
        QColor color;
        std::function<double(const RateMeter::Sample &)> value;
        std::function<QString(double)> text;
    };

    QList<Curve> curves() const;
    QRectF area(int curve) const; // what a curve is drawn in
    double maximumOf(const Curve &curve) const;
    double xOf(const QRectF &area, int ago) const;
    void drawCurve(QPainter *painter, const QRectF &area, const Curve &curve) const;
    void drawGrid(QPainter *painter, const QRectF &area, const Curve &curve, double maximum) const;
    void drawTimes(QPainter *painter, const QRectF &area) const;
    void drawMoment(QPainter *painter) const;
    void setMoment(int ago);

    const RateMeter *const m_meter;
    int m_moment = -1; // samples ago, -1 for none
};

#endif
