// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef JSONTREEMODEL_H
#define JSONTREEMODEL_H

#include "jsonnode.h"

#include <QtCore/QAbstractItemModel>

// A JSON value as a tree. The outermost object or array is the only row without a parent.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Key, Value, ColumnCount };
    enum Role { PathRole = Qt::UserRole + 1, ValueRole }; // for copying

    explicit JsonTreeModel(QObject *parent = nullptr);

    void setRoot(std::unique_ptr<JsonNode> root);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    static const JsonNode *nodeAt(const QModelIndex &index);

    std::unique_ptr<JsonNode> m_root;
};

#endif
