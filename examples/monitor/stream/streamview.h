// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef STREAMVIEW_H
#define STREAMVIEW_H

#include "streamlog.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
QT_END_NAMESPACE
class QSseEvent;
class StreamHighlighter;

// The stream, block by block. It is drawn a few times a second, and only while it can be seen.
class StreamView : public QWidget
{
    Q_OBJECT

public:
    explicit StreamView(QWidget *parent = nullptr);

    void append(const QSseEvent &event);
    void note(const QString &words);
    void clear();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showSoon();
    void showNews();
    void removeOldest();

    StreamLog m_log;
    QTimer m_timer;
    QPlainTextEdit *const m_text;
    StreamHighlighter *const m_highlighter;
};

#endif
