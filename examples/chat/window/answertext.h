// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef ANSWERTEXT_H
#define ANSWERTEXT_H

#include "answerdocument.h"
#include "textpanel.h"

#include <QtCore/QTimer>

// An answer while it comes. What arrives within a frame is shown at once, in one go.
class AnswerText : public TextPanel
{
    Q_OBJECT

public:
    explicit AnswerText(QWidget *parent = nullptr);

    QString markdown() const { return m_document.markdown() + m_pending; }
    void append(const QString &markdown);
    void flush();

protected:
    void changeEvent(QEvent *event) override;

private:
    AnswerDocument m_document;
    QString m_pending;
    QTimer m_frameTimer;
};

#endif
