// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "jsontreemodel.h"

#include "colors.h"
#include "counted.h"
#include "jsonwriter.h"

#include <QtGui/QGuiApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 2000;

QString keyOf(const JsonNode &node)
{
    if (!node.parent)
        return u"$"_s;
    return node.parent->type == JsonNode::Type::Object ? node.key : u"[%1]"_s.arg(node.row);
}

QString valueOf(const JsonNode &node)
{
    const int count = int(node.children.size());
    switch (node.type) {
    case JsonNode::Type::Object:
        return u"{%1}"_s.arg(
                counted(count, JsonTreeModel::tr("member"), JsonTreeModel::tr("members")));
    case JsonNode::Type::Array:
        return u"[%1]"_s.arg(counted(count, JsonTreeModel::tr("item"), JsonTreeModel::tr("items")));
    case JsonNode::Type::String:
        return u'"' + node.text.left(longestShown) + u'"';
    default:
        return node.text;
    }
}

QColor colorOf(const JsonNode &node, const QPalette &palette)
{
    switch (node.type) {
    case JsonNode::Type::String:
        return Colors::good(palette);
    case JsonNode::Type::Number:
        return Colors::busy(palette);
    case JsonNode::Type::Literal:
        return Colors::waiting(palette);
    default:
        return Colors::quietText(palette);
    }
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

void JsonTreeModel::setRoot(std::unique_ptr<JsonNode> root)
{
    beginResetModel();
    m_root = std::move(root);
    endResetModel();
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const JsonNode *node =
            parent.isValid() ? nodeAt(parent)->children[size_t(row)].get() : m_root.get();
    return createIndex(row, column, node);
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    const JsonNode *parent = index.isValid() ? nodeAt(index)->parent : nullptr;
    return parent ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_root ? 1 : 0;
    return parent.column() == 0 ? int(nodeAt(parent)->children.size()) : 0;
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const JsonNode &node = *nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Key ? keyOf(node) : valueOf(node);
    case Qt::ForegroundRole:
        return index.column() == Value ? colorOf(node, QGuiApplication::palette()) : QVariant();
    case PathRole:
        return node.path();
    case ValueRole:
        return node.type == JsonNode::Type::String ? node.text : jsonText(node);
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Key ? tr("Key") : tr("Value");
}

const JsonNode *JsonTreeModel::nodeAt(const QModelIndex &index)
{
    return static_cast<const JsonNode *>(index.constInternalPointer());
}
