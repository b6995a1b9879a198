// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "conversationview.h"

#include "answerview.h"
#include "endfollower.h"
#include "questionview.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int widestColumn = 720;
constexpr int margin = 16;
} // namespace

ConversationView::ConversationView(QWidget *parent)
    : QScrollArea(parent)
    , m_column(new QVBoxLayout)
    , m_follower(new EndFollower(verticalScrollBar()))
    , m_endButton(new QToolButton(this))
{
    auto *content = new QWidget;
    m_column->setSpacing(14);
    m_column->addStretch();
    content->setLayout(m_column);
    content->setBackgroundRole(QPalette::Base);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundRole(QPalette::Base);
    setFocusPolicy(Qt::NoFocus);

    m_endButton->setObjectName(u"endButton"_s);
    m_endButton->setText(tr("↓ To the end"));
    m_endButton->setFocusPolicy(Qt::NoFocus);
    m_endButton->hide();
    connect(m_endButton, &QToolButton::clicked, m_follower, &EndFollower::follow);
    connect(m_follower, &EndFollower::followingChanged, this,
            [this] { m_endButton->setVisible(!m_follower->isFollowing()); });
}

void ConversationView::setWelcome(QWidget *welcome)
{
    delete m_welcome;
    m_welcome = welcome;
    m_column->insertWidget(0, welcome);
    welcome->setVisible(m_messages.isEmpty());
}

void ConversationView::addQuestion(const QString &question)
{
    add(new QuestionView(question));
}

AnswerView *ConversationView::addAnswer()
{
    m_lastAnswer = new AnswerView;
    add(m_lastAnswer);
    return m_lastAnswer;
}

void ConversationView::removeLastAnswer()
{
    m_messages.removeOne(m_lastAnswer);
    delete m_lastAnswer;
}

void ConversationView::clear()
{
    qDeleteAll(m_messages);
    m_messages.clear();
    if (m_welcome)
        m_welcome->show();
    m_follower->follow();
}

void ConversationView::scrollByPage(int pages)
{
    const auto action = pages < 0 ? QScrollBar::SliderPageStepSub : QScrollBar::SliderPageStepAdd;
    verticalScrollBar()->triggerAction(action);
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    const int side = std::max(margin, (viewport()->width() - widestColumn) / 2);
    m_column->setContentsMargins(side, margin, side, margin);
    placeEndButton();
}

void ConversationView::add(QWidget *message)
{
    if (m_welcome)
        m_welcome->hide();
    m_messages.append(message);
    m_column->insertWidget(m_column->count() - 1, message); // before the stretch
    m_follower->follow();
}

void ConversationView::placeEndButton()
{
    const QSize size = m_endButton->sizeHint();
    m_endButton->setGeometry((viewport()->width() - size.width()) / 2,
                             viewport()->height() - size.height() - 10, size.width(),
                             size.height());
}
