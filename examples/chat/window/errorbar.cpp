// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "errorbar.h"

#include "colors.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int radius = 8;

QLabel *createLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText); // it may come from a server
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ErrorBar::ErrorBar(QWidget *parent)
    : QFrame(parent)
    , m_title(createLabel(u"errorTitle"_s))
    , m_detail(createLabel(u"errorDetail"_s))
    , m_retryButton(new QPushButton)
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_retryButton->setObjectName(u"retryButton"_s);
    connect(m_retryButton, &QPushButton::clicked, this, &ErrorBar::retryRequested);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &ErrorBar::countDown);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_detail);
    auto *layout = new QHBoxLayout(this);
    layout->addLayout(words, 1);
    layout->addWidget(m_retryButton, 0, Qt::AlignVCenter);
    hide();
}

void ErrorBar::show(const ChatError &error)
{
    m_title->setText(error.title);
    m_detail->setText(error.detail);
    m_wait = error.retryAfter.value_or(0s);
    if (m_wait > 0s)
        m_second.start();
    showWait();
    setVisible(true);
}

void ErrorBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Colors::alarm(palette()));
    painter.drawRoundedRect(rect(), radius, radius);
}

void ErrorBar::countDown()
{
    m_wait -= 1s;
    if (m_wait <= 0s)
        m_second.stop();
    showWait();
}

void ErrorBar::showWait()
{
    m_retryButton->setEnabled(m_wait <= 0s);
    m_retryButton->setText(m_wait > 0s ? tr("Retry in %1 s").arg(m_wait.count()) : tr("&Retry"));
}
