// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef JSONVIEW_H
#define JSONVIEW_H

#include "jsontreemodel.h"

#include <QtWidgets/QTreeView>

// The tree of a JSON value, from which paths and values can be copied.
class JsonView : public QTreeView
{
    Q_OBJECT

public:
    explicit JsonView(QWidget *parent = nullptr);

    void show(std::unique_ptr<JsonNode> root);

private:
    void addCopyAction(const QString &text, const QKeySequence &shortcut, int role);
    void unfold(const QModelIndex &index, int depth);

    JsonTreeModel m_model;
};

#endif
