// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "questionview.h"

#include "colors.h"
#include "textpanel.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int horizontalPadding = 14;
constexpr int verticalPadding = 9;
constexpr int radius = 12;
constexpr double largestShare = 0.85; // of the column's width
} // namespace

QuestionView::QuestionView(const QString &question, QWidget *parent)
    : QWidget(parent)
    , m_text(new TextPanel)
{
    m_text->setObjectName(u"question"_s);
    m_text->setAccessibleName(tr("Your question"));
    m_text->setPlainText(question);
    m_text->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(horizontalPadding, verticalPadding, horizontalPadding,
                               verticalPadding);
    layout->addWidget(m_text, 0, Qt::AlignRight);
}

void QuestionView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Colors::question(palette()));
    painter.drawRoundedRect(m_text->geometry().adjusted(-horizontalPadding, -verticalPadding,
                                                        horizontalPadding, verticalPadding),
                            radius, radius);
}

void QuestionView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitText();
}

void QuestionView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitText();
}

void QuestionView::fitText()
{
    m_text->document()->setTextWidth(-1);
    const int largest = int(width() * largestShare) - 2 * horizontalPadding;
    m_text->setFixedWidth(std::clamp(m_text->idealWidth(), 1, std::max(largest, 1)));
}
