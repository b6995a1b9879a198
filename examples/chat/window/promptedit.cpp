// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "promptedit.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QTextDocument>

#include <algorithm>

namespace {
constexpr int mostLines = 8;
}

PromptEdit::PromptEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(6);
    connect(this, &QPlainTextEdit::textChanged, this, &PromptEdit::adjustHeight);
    adjustHeight();
}

void PromptEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && !(event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier)))
        Q_EMIT sendRequested();
    else if (event->key() == Qt::Key_PageUp)
        Q_EMIT scrollRequested(-1);
    else if (event->key() == Qt::Key_PageDown)
        Q_EMIT scrollRequested(1);
    else
        QPlainTextEdit::keyPressEvent(event);
}

void PromptEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    adjustHeight();
}

void PromptEdit::adjustHeight()
{
    // The layout of a plain text edit measures in lines.
    const int lines = std::clamp(int(document()->size().height()), 1, mostLines);
    const int frame = 2 * (frameWidth() + int(document()->documentMargin()));
    setFixedHeight(lines * fontMetrics().lineSpacing() + frame + 2);
}
