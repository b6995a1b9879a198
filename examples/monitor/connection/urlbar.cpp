// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "urlbar.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

UrlBar::UrlBar(QWidget *parent)
    : QWidget(parent)
    , m_method(new QComboBox)
    , m_url(new QComboBox)
    , m_button(new QPushButton)
{
    m_method->setObjectName(u"method"_s);
    m_method->setAccessibleName(tr("Method"));
    m_method->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"QUERY"_s});
    m_url->setObjectName(u"url"_s);
    m_url->setAccessibleName(tr("Address of the stream"));
    m_url->setEditable(true);
    m_url->setInsertPolicy(QComboBox::NoInsert);
    m_url->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_url->setMinimumContentsLength(12);
    m_url->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_url->lineEdit()->setPlaceholderText(u"https://example.org/stream"_s);
    connect(m_url->lineEdit(), &QLineEdit::returnPressed, this, &UrlBar::connectRequested);
    m_button->setObjectName(u"connectButton"_s);
    m_button->setMinimumWidth(m_button->fontMetrics().horizontalAdvance(tr("Disconnect")) + 32);
    connect(m_button, &QPushButton::clicked, this,
            [this] { m_isLive ? Q_EMIT disconnectRequested() : Q_EMIT connectRequested(); });
    setLive(false);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_method);
    layout->addWidget(m_url, 1);
    layout->addWidget(m_button);
}

QString UrlBar::method() const
{
    return m_method->currentText();
}

void UrlBar::setMethod(const QString &method)
{
    m_method->setCurrentText(method);
}

QString UrlBar::text() const
{
    return m_url->currentText();
}

void UrlBar::setText(const QString &text)
{
    m_url->setEditText(text);
    m_url->lineEdit()->setCursorPosition(0); // the host is what counts
}

void UrlBar::setRecent(const QStringList &urls)
{
    const QString kept = text();
    m_url->clear();
    m_url->addItems(urls);
    setText(kept);
}

void UrlBar::setLive(bool live)
{
    m_isLive = live;
    m_button->setText(live ? tr("Disconnect") : tr("Connect"));
    m_button->setToolTip(live ? tr("Ctrl+D") : tr("Ctrl+Return"));
}

void UrlBar::focusUrl()
{
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->lineEdit()->selectAll();
}
