// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "noticebar.h"

#include "colors.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int radius = 6;
constexpr qsizetype longestDetail = 600;

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

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_title(createLabel(u"noticeTitle"_s))
    , m_detail(createLabel(u"noticeDetail"_s))
    , m_retry(new QPushButton(tr("Connect &Again")))
    , m_close(new QPushButton(tr("&Close")))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_retry->setObjectName(u"noticeRetry"_s);
    m_close->setObjectName(u"noticeClose"_s);
    connect(m_retry, &QPushButton::clicked, this, &NoticeBar::retryRequested);
    connect(m_close, &QPushButton::clicked, this, &NoticeBar::hide);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &NoticeBar::hide);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_detail);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->addLayout(words, 1);
    layout->addWidget(m_retry);
    layout->addWidget(m_close);
    hide();
}

void NoticeBar::showProblem(const QString &title, const QString &detail, bool canRetry)
{
    m_timer.stop();
    m_retry->setVisible(canRetry);
    showText(title, detail);
}

void NoticeBar::showNote(const QString &text)
{
    m_timer.start(10s);
    m_retry->hide();
    showText({}, text);
}

QString NoticeBar::text() const
{
    return isHidden() ? QString() : (m_title->text() + u'\n' + m_detail->text()).trimmed();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Colors::notice(palette()));
    painter.drawRoundedRect(rect(), radius, radius);
}

void NoticeBar::showText(const QString &title, const QString &detail)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_detail->setText(detail.left(longestDetail));
    m_detail->setVisible(!detail.isEmpty());
    show();
}
