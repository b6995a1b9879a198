// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef WELCOMEVIEW_H
#define WELCOMEVIEW_H

#include <QtWidgets/QWidget>

// An empty conversation: whom one talks to, and what one might ask.
class WelcomeView : public QWidget
{
    Q_OBJECT

public:
    WelcomeView(const QString &text, const QStringList &suggestions, QWidget *parent = nullptr);

Q_SIGNALS:
    void suggestionChosen(const QString &question);
};

#endif
