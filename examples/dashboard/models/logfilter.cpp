// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "logfilter.h"

#include <QtSse/QSseEventModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestSummary = 400;
constexpr qsizetype maximumTypes = 12; // a server may make up a new one with each event

QString onOneLine(const QString &text)
{
    QString line = text.left(longestSummary).simplified();
    if (text.size() > longestSummary)
        line += u'…';
    return line;
}
} // namespace

LogFilter::LogFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &LogFilter::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &LogFilter::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &LogFilter::countChanged);
}

void LogFilter::setType(const QString &type)
{
    if (m_type == type)
        return;
    m_type = type;
    invalidateFilter();
    Q_EMIT typeChanged();
}

void LogFilter::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    invalidateFilter();
    Q_EMIT textChanged();
}

void LogFilter::setNewestFirst(bool newestFirst)
{
    if (isNewestFirst() == newestFirst)
        return;
    sort(newestFirst ? 0 : -1, Qt::DescendingOrder);
    Q_EMIT newestFirstChanged();
}

QString LogFilter::textAt(int row) const
{
    return index(row, 0).data(QSseEventModel::TextRole).toString();
}

void LogFilter::setSourceModel(QAbstractItemModel *model)
{
    if (sourceModel())
        sourceModel()->disconnect(this);
    QSortFilterProxyModel::setSourceModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { learnTypes(first, last); });
    learnTypes(0, model->rowCount() - 1);
}

QVariant LogFilter::data(const QModelIndex &index, int role) const
{
    if (role == SummaryRole)
        return onOneLine(index.data(QSseEventModel::TextRole).toString());
    return QSortFilterProxyModel::data(index, role);
}

QHash<int, QByteArray> LogFilter::roleNames() const
{
    QHash<int, QByteArray> names = QSortFilterProxyModel::roleNames();
    names.insert(SummaryRole, "summary"_ba);
    return names;
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!m_type.isEmpty() && index.data(QSseEventModel::EventTypeRole).toString() != m_type)
        return false;
    return m_text.isEmpty()
           || index.data(QSseEventModel::TextRole).toString().contains(m_text, Qt::CaseInsensitive);
}

bool LogFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    return left.row() < right.row();
}

void LogFilter::learnTypes(int first, int last)
{
    const qsizetype before = m_knownTypes.size();
    for (int row = first; row <= last && m_knownTypes.size() < maximumTypes; ++row) {
        const QString type =
                sourceModel()->index(row, 0).data(QSseEventModel::EventTypeRole).toString();
        const auto place = std::lower_bound(m_knownTypes.cbegin(), m_knownTypes.cend(), type);
        if (place == m_knownTypes.cend() || *place != type)
            m_knownTypes.insert(place - m_knownTypes.cbegin(), type);
    }
    if (m_knownTypes.size() != before)
        Q_EMIT knownTypesChanged();
}
