// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SPARKLINE_H
#define SPARKLINE_H

#include "series.h"

#include <QtCore/QPointer>
#include <QtGui/QColor>
#include <QtQuick/QQuickPaintedItem>

// A series in the size of a word: no more than its course.
class Sparkline : public QQuickPaintedItem
{
    Q_OBJECT
    Q_PROPERTY(Series *series READ series WRITE setSeries NOTIFY seriesChanged FINAL)
    Q_PROPERTY(int span READ span WRITE setSpan NOTIFY spanChanged FINAL) // in seconds
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged FINAL)
    QML_ELEMENT

public:
    explicit Sparkline(QQuickItem *parent = nullptr);

    Series *series() const { return m_series; }
    void setSeries(Series *series);
    int span() const { return m_span; }
    void setSpan(int seconds);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void seriesChanged();
    void spanChanged();
    void colorChanged();

private:
    QPointer<Series> m_series;
    int m_span = 60;
    QColor m_color;
};

#endif
