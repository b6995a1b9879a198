// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef QUESTIONVIEW_H
#define QUESTIONVIEW_H

#include <QtWidgets/QWidget>

class TextPanel;

// A question in a bubble at the right, no wider than it needs to be.
class QuestionView : public QWidget
{
    Q_OBJECT

public:
    explicit QuestionView(const QString &question, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitText();

    TextPanel *const m_text;
};

#endif
