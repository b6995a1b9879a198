// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef ERRORBAR_H
#define ERRORBAR_H

#include "chaterror.h"

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

// What went wrong, and a button to try again: at once, or when the server lets one.
class ErrorBar : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorBar(QWidget *parent = nullptr);

    void show(const ChatError &error);

Q_SIGNALS:
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void countDown();
    void showWait();

    QLabel *const m_title;
    QLabel *const m_detail;
    QPushButton *const m_retryButton;
    QTimer m_second;
    std::chrono::seconds m_wait{0};
};

#endif
