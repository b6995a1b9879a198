// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SERIESCHART_H
#define SERIESCHART_H

#include "chartscale.h"
#include "series.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtQuick/QQuickPaintedItem>

#include <optional>

// A series over time with its axes, its current value and a cross-hair. It is drawn once a frame at
// most, however fast the values come.
class SeriesChart : public QQuickPaintedItem
{
    Q_OBJECT
    Q_PROPERTY(Series *series READ series WRITE setSeries NOTIFY seriesChanged FINAL)
    Q_PROPERTY(int span MEMBER m_span NOTIFY lookChanged FINAL)         // in seconds
    Q_PROPERTY(int decimals MEMBER m_decimals NOTIFY lookChanged FINAL) // at least
    Q_PROPERTY(QColor lineColor MEMBER m_lineColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor gridColor MEMBER m_gridColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor textColor MEMBER m_textColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor groundColor MEMBER m_groundColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QFont font MEMBER m_font NOTIFY lookChanged FINAL)

    // The cross-hair: set where the pointer is, read what is there.
    Q_PROPERTY(double pointerX READ pointerX WRITE setPointerX NOTIFY pointerChanged FINAL)
    Q_PROPERTY(bool pointing READ isPointing NOTIFY readingChanged FINAL)
    Q_PROPERTY(QPointF readingAt READ readingAt NOTIFY readingChanged FINAL)
    Q_PROPERTY(double readingValue READ readingValue NOTIFY readingChanged FINAL)
    Q_PROPERTY(double readingTime READ readingTime NOTIFY readingChanged FINAL)
    Q_PROPERTY(QRectF plotArea READ plotArea NOTIFY plotAreaChanged FINAL)
    QML_ELEMENT

public:
    explicit SeriesChart(QQuickItem *parent = nullptr);

    Series *series() const { return m_series; }
    void setSeries(Series *series);
    QRectF plotArea() const;

    double pointerX() const { return m_pointerX; }
    void setPointerX(double x); // negative where there is no pointer
    bool isPointing() const { return m_reading.has_value(); }
    QPointF readingAt() const { return m_readingAt; }
    double readingValue() const { return m_reading ? m_reading->value : 0; }
    double readingTime() const { return m_reading ? double(m_reading->time) : 0; }

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void seriesChanged();
    void lookChanged();
    void pointerChanged();
    void readingChanged();
    void plotAreaChanged();

protected:
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void updatePolish() override;

private:
    ChartScale scale() const;
    QString valueText(double value, const ChartScale &scale) const;
    void read();
    void drawValues(QPainter *painter, const ChartScale &scale) const;
    void drawTimes(QPainter *painter, const ChartScale &scale) const;
    void drawLine(QPainter *painter, const ChartScale &scale) const;
    void drawCurrent(QPainter *painter, const ChartScale &scale) const;
    void drawReading(QPainter *painter) const;

    QPointer<Series> m_series;
    int m_span = 60;
    int m_decimals = 0;
    QColor m_lineColor;
    QColor m_gridColor;
    QColor m_textColor;
    QColor m_groundColor;
    QFont m_font;
    double m_pointerX = -1;
    std::optional<Series::Point> m_reading;
    QPointF m_readingAt;
    QTimer m_clock; // time goes on where no values come
};

#endif
