// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef NOTICEBAR_H
#define NOTICEBAR_H

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

// What went wrong and what to do about it, or what was done, in the window instead of over it.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void showProblem(const QString &title, const QString &detail, bool canRetry = false);
    void showNote(const QString &text); // goes away by itself
    QString text() const;

Q_SIGNALS:
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showText(const QString &title, const QString &detail);

    QLabel *const m_title;
    QLabel *const m_detail;
    QPushButton *const m_retry;
    QPushButton *const m_close;
    QTimer m_timer;
};

#endif
