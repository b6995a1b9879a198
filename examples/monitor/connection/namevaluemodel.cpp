// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "namevaluemodel.h"

#include "colors.h"

#include <QtGui/QGuiApplication>

using namespace Qt::StringLiterals;

NameValueModel::NameValueModel(Check check, QObject *parent)
    : QAbstractTableModel(parent)
    , m_check(std::move(check))
{}

void NameValueModel::setPairs(const ConnectionSettings::Pairs &pairs)
{
    beginResetModel();
    m_pairs = pairs;
    endResetModel();
}

QString NameValueModel::complaint() const
{
    for (const Pair &pair : m_pairs) {
        const QString complaint = m_check(pair);
        if (!complaint.isEmpty())
            return complaint;
    }
    return {};
}

int NameValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_pairs.size()) + 1;
}

int NameValueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant NameValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isNew = index.row() == m_pairs.size();
    if (isNew) {
        const bool isHint = role == Qt::DisplayRole && index.column() == Name;
        if (role == Qt::ForegroundRole)
            return Colors::quietText(QGuiApplication::palette());
        return isHint ? QVariant(tr("Add…")) : QVariant();
    }
    const Pair &pair = m_pairs[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return index.column() == Name ? pair.first : pair.second;
    case Qt::ToolTipRole:
        return m_check(pair);
    case Qt::ForegroundRole:
        return m_check(pair).isEmpty() ? QVariant() : Colors::alarm(QGuiApplication::palette());
    default:
        return {};
    }
}

bool NameValueModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    const QString text = value.toString();
    if (index.row() == m_pairs.size())
        return appendRow(index.column(), text);
    Pair &pair = m_pairs[index.row()];
    (index.column() == Name ? pair.first : pair.second) = text;
    Q_EMIT dataChanged(this->index(index.row(), Name), this->index(index.row(), Value));
    return true;
}

QVariant NameValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

Qt::ItemFlags NameValueModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

bool NameValueModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > m_pairs.size())
        return false;
    beginRemoveRows({}, row, row + count - 1);
    m_pairs.remove(row, count);
    endRemoveRows();
    return true;
}

bool NameValueModel::appendRow(int column, const QString &text)
{
    if (text.isEmpty())
        return false;
    const int row = int(m_pairs.size());
    beginInsertRows({}, row, row);
    m_pairs.append(column == Name ? Pair(text, QString()) : Pair(QString(), text));
    endInsertRows();
    Q_EMIT dataChanged(index(row, Name), index(row, Value));
    return true;
}
