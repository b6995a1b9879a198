// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef ANSWERVIEW_H
#define ANSWERVIEW_H

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
QT_END_NAMESPACE
class AnswerText;

// An answer of the model, how it ended, and a button to copy it.
class AnswerView : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerView(QWidget *parent = nullptr);

    void append(const QString &markdown);
    void finish(const QString &note);

protected:
    void changeEvent(QEvent *event) override;

private:
    void copy();
    void applyPalette();

    AnswerText *const m_text;
    QLabel *const m_note;
    QToolButton *const m_copyButton;
};

#endif
