// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "welcomeview.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

WelcomeView::WelcomeView(const QString &text, const QStringList &suggestions, QWidget *parent)
    : QWidget(parent)
{
    auto *heading = new QLabel(tr("What would you like to know?"));
    QFont large = heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    heading->setFont(large);
    heading->setAlignment(Qt::AlignCenter);
    heading->setWordWrap(true);
    auto *words = new QLabel(text);
    words->setAlignment(Qt::AlignCenter);
    words->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 60, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(heading);
    layout->addWidget(words);
    layout->addSpacing(8);
    auto *choices = new QVBoxLayout;
    choices->setSpacing(8);
    layout->addLayout(choices);
    layout->setAlignment(choices, Qt::AlignHCenter); // all as wide as the widest
    for (const QString &suggestion : suggestions) {
        auto *button = new QPushButton(u"  %1  "_s.arg(suggestion));
        button->setObjectName(u"suggestion"_s);
        connect(button, &QPushButton::clicked, this,
                [this, suggestion] { Q_EMIT suggestionChosen(suggestion); });
        choices->addWidget(button);
    }
}
