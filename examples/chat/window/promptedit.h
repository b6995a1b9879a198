// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef PROMPTEDIT_H
#define PROMPTEDIT_H

#include <QtWidgets/QPlainTextEdit>

// Where the question is written. Enter sends it, Shift+Enter breaks the line; it grows with its
// text, up to a point.
class PromptEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PromptEdit(QWidget *parent = nullptr);

Q_SIGNALS:
    void sendRequested();
    void scrollRequested(int pages); // of what is above

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void adjustHeight();
};

#endif
