// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef DETAILPANEL_H
#define DETAILPANEL_H

#include "eventtable.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QStackedWidget;
class QTabWidget;
QT_END_NAMESPACE
class ElidedLabel;
class JsonView;

// One event, whole: its data readable, the fields as they go over the wire, and its bytes.
class DetailPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPanel(QWidget *parent = nullptr);

    void show(const EventTable::Record &record);
    void clear();

private:
    void showPretty(const QSseEvent &event);

    ElidedLabel *const m_heading;
    QTabWidget *const m_tabs;
    QStackedWidget *const m_pretty;
    JsonView *const m_json;
    QPlainTextEdit *const m_text;
    QPlainTextEdit *const m_fields;
    QPlainTextEdit *const m_bytes;
};

#endif
