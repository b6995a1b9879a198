// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "tokenedit.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

TokenEdit::TokenEdit(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
    , m_show(new QToolButton)
{
    m_edit->setObjectName(u"token"_s);
    m_edit->setAccessibleName(tr("Bearer token"));
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setPlaceholderText(tr("Kept in memory only"));
    connect(m_edit, &QLineEdit::textChanged, this, &TokenEdit::changed);
    m_show->setObjectName(u"showToken"_s);
    m_show->setText(tr("Sh&ow"));
    m_show->setCheckable(true);
    m_show->setFocusPolicy(Qt::StrongFocus);
    connect(m_show, &QToolButton::toggled, m_edit, [this](bool shows) {
        m_edit->setEchoMode(shows ? QLineEdit::Normal : QLineEdit::Password);
    });

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_show);
    setFocusProxy(m_edit);
}

QString TokenEdit::token() const
{
    return m_edit->text().trimmed();
}

void TokenEdit::setToken(const QString &token)
{
    m_edit->setText(token);
}
