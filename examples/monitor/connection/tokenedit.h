// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef TOKENEDIT_H
#define TOKENEDIT_H

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

// A bearer token, hidden unless one asks to see it.
class TokenEdit : public QWidget
{
    Q_OBJECT

public:
    explicit TokenEdit(QWidget *parent = nullptr);

    QString token() const;
    void setToken(const QString &token);

Q_SIGNALS:
    void changed();

private:
    QLineEdit *const m_edit;
    QToolButton *const m_show;
};

#endif
