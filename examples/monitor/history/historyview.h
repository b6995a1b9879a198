// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef HISTORYVIEW_H
#define HISTORYVIEW_H

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QTableView;
QT_END_NAMESPACE
class ConnectionHistory;

// The ends of connections, and all that is known about one of them.
class HistoryView : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryView(ConnectionHistory *history, QWidget *parent = nullptr);

private:
    QTableView *const m_table;
    QPlainTextEdit *const m_detail;
};

#endif
