// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef RESPONSEVIEW_H
#define RESPONSEVIEW_H

#include <QtSse/QSseResponse>

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QTreeWidget;
QT_END_NAMESPACE

// Status, address and headers of the connection that is open.
class ResponseView : public QWidget
{
    Q_OBJECT

public:
    explicit ResponseView(QWidget *parent = nullptr);

    void show(const QSseResponse &response);

private:
    QLabel *const m_status;
    QTreeWidget *const m_headers;
};

#endif
