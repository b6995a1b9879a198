// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef NAMEVALUEEDITOR_H
#define NAMEVALUEEDITOR_H

#include "namevaluemodel.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QTableView;
QT_END_NAMESPACE

// A table of names and values, and what is wrong with them below it.
class NameValueEditor : public QWidget
{
    Q_OBJECT

public:
    NameValueEditor(const QString &what, NameValueModel::Check check, QWidget *parent = nullptr);

    NameValueModel *model() const { return m_model; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void removeCurrent();
    void showComplaint();

    NameValueModel *const m_model;
    QTableView *const m_table;
    QLabel *const m_complaint;
};

#endif
