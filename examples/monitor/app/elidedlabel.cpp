// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "elidedlabel.h"

#include <QtGui/QPainter>
#include <QtGui/QTextDocument>

ElidedLabel::ElidedLabel(Qt::Alignment alignment, QWidget *parent)
    : QFrame(parent)
    , m_alignment(alignment | Qt::AlignVCenter)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(text);
    setToolTip(Qt::convertFromPlainText(text)); // it may come from a server
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 4};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString line = QString(m_text).replace(u'\n', u' ');
    painter.drawText(contentsRect(), int(m_alignment),
                     fontMetrics().elidedText(line, Qt::ElideRight, contentsRect().width()));
}
