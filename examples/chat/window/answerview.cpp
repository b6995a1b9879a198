// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "answerview.h"

#include "answertext.h"
#include "colors.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

AnswerView::AnswerView(QWidget *parent)
    : QWidget(parent)
    , m_text(new AnswerText)
    , m_note(new QLabel(u"…"_s))
    , m_copyButton(new QToolButton)
{
    m_text->setObjectName(u"answer"_s);
    m_text->setAccessibleName(tr("Answer"));
    m_note->setObjectName(u"note"_s);
    m_note->setWordWrap(true);
    m_copyButton->setObjectName(u"copyButton"_s);
    m_copyButton->setText(tr("Copy"));
    m_copyButton->setToolTip(tr("Copy this answer as Markdown"));
    m_copyButton->setAutoRaise(true);
    m_copyButton->setFocusPolicy(Qt::TabFocus);
    m_copyButton->hide();
    connect(m_copyButton, &QToolButton::clicked, this, &AnswerView::copy);

    auto *footer = new QHBoxLayout;
    footer->addWidget(m_note, 1);
    footer->addWidget(m_copyButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addLayout(footer);
    applyPalette();
}

void AnswerView::append(const QString &markdown)
{
    m_text->append(markdown);
}

void AnswerView::finish(const QString &note)
{
    m_text->flush();
    m_note->setText(note);
    m_copyButton->setVisible(!m_text->markdown().isEmpty());
}

void AnswerView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void AnswerView::copy()
{
    QGuiApplication::clipboard()->setText(m_text->markdown());
    m_copyButton->setText(tr("Copied"));
    QTimer::singleShot(1500ms, m_copyButton, [this] { m_copyButton->setText(tr("Copy")); });
}

void AnswerView::applyPalette()
{
    const QPalette quiet = Colors::quiet(palette());
    m_note->setPalette(quiet);
    m_copyButton->setPalette(quiet);
}
