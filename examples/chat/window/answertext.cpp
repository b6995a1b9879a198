// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "answertext.h"

#include <QtCore/QEvent>

#include <utility>

using namespace std::chrono_literals;

namespace {
constexpr auto frame = 16ms;
}

AnswerText::AnswerText(QWidget *parent)
    : TextPanel(parent)
    , m_document(document(), MarkdownStyle(palette(), font()))
{
    m_frameTimer.setSingleShot(true);
    m_frameTimer.setInterval(frame);
    connect(&m_frameTimer, &QTimer::timeout, this, &AnswerText::flush);
}

void AnswerText::append(const QString &markdown)
{
    m_pending += markdown;
    if (!m_frameTimer.isActive())
        m_frameTimer.start();
}

void AnswerText::flush()
{
    m_frameTimer.stop();
    if (!m_pending.isEmpty())
        m_document.append(std::exchange(m_pending, {}));
}

void AnswerText::changeEvent(QEvent *event)
{
    TextPanel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_document.setStyle(MarkdownStyle(palette(), font()));
}
