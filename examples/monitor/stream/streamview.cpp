// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "streamview.h"

#include "plaintext.h"
#include "streamhighlighter.h"
#include "wiretext.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

StreamView::StreamView(QWidget *parent)
    : QWidget(parent)
    , m_text(createPlainText(u"stream"_s, tr("The stream, block by block")))
    , m_highlighter(new StreamHighlighter(m_text->document(), palette()))
{
    m_text->setPlaceholderText(tr("What the stream brings, block by block: comments, retry times, "
                                  "ids, types and data."));
    m_timer.setSingleShot(true);
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &StreamView::showNews);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    setFocusProxy(m_text);
}

void StreamView::append(const QSseEvent &event)
{
    m_log.append(wireText(event));
    showSoon();
}

void StreamView::note(const QString &words)
{
    m_log.note(words);
    showSoon();
}

void StreamView::clear()
{
    m_log.clear();
    m_text->clear();
}

void StreamView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showNews();
}

void StreamView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setPalette(palette());
}

void StreamView::showSoon()
{
    if (isVisible() && !m_timer.isActive())
        m_timer.start();
}

// The cursor of the document, not the reader's: a selection stays.
void StreamView::showNews()
{
    if (!m_log.hasNews())
        return;
    QScrollBar *bar = m_text->verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum();
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_log.take());
    removeOldest();
    if (follows)
        bar->setValue(bar->maximum());
}

void StreamView::removeOldest()
{
    const int surplus = m_text->document()->characterCount() - int(StreamLog::limit);
    if (surplus <= 0)
        return;
    QTextCursor cursor(m_text->document());
    cursor.setPosition(surplus, QTextCursor::KeepAnchor);
    cursor.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
}
