// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "statedot.h"

#include <QtGui/QPainter>

StateDot::StateDot(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(sizeHint());
}

void StateDot::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    update();
}

void StateDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_color);
    painter.drawEllipse(rect().adjusted(1, 1, -1, -1));
}
