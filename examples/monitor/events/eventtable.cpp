// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventtable.h"

#include "colors.h"
#include "eventwords.h"
#include "sizetext.h"

#include <QtGui/QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int usualMaximum = 10'000;
constexpr qsizetype longestShown = 400; // of a type or an id
} // namespace

EventTable::EventTable(QObject *parent)
    : QSseEventModel(parent)
{
    setMaximumCount(usualMaximum);
    setMessagesOnly(false);
    connect(this, &EventTable::modelReset, this, [this] { m_recordedTimes.clear(); });
    connect(this, &EventTable::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        const auto end = std::min(qsizetype(last) + 1, m_recordedTimes.size());
        if (first < end)
            m_recordedTimes.remove(first, end - first);
    });
}

QList<EventTable::Record> EventTable::records() const
{
    QList<Record> records;
    records.reserve(count());
    for (int row = 0; row < count(); ++row)
        records.append({eventAt(row), timeAt(row)});
    return records;
}

void EventTable::show(const QList<Record> &records)
{
    clear();
    m_recordedTimes.clear();
    for (auto i = std::max<qsizetype>(0, records.size() - maximumCount()); i < records.size();
         ++i) {
        m_recordedTimes.append(records[i].time);
        append(records[i].event);
    }
}

int EventTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant EventTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return display(index);
    case TimeRole:
        return timeAt(index.row());
    case Qt::TextAlignmentRole:
        return index.column() == Size ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole: {
        const QPalette palette = QGuiApplication::palette();
        if (!eventAt(index.row()).isMessage() || index.column() == Time || index.column() == Size)
            return Colors::quietText(palette);
        return index.column() == Type ? Colors::type(palette, eventAt(index.row()).type())
                                      : QVariant();
    }
    default:
        return QSseEventModel::data(index, role);
    }
}

QVariant EventTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Size ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Type:
        return tr("Type");
    case Id:
        return tr("Id");
    case Size:
        return tr("Size");
    default:
        return tr("Data");
    }
}

QVariant EventTable::display(const QModelIndex &index) const
{
    const QSseEvent event = eventAt(index.row());
    switch (index.column()) {
    case Time: {
        const QDateTime time = timeAt(index.row());
        return time.isValid() ? time.toString(u"HH:mm:ss.zzz"_s) : u"–"_s;
    }
    case Type:
        return EventWords::type(event).left(longestShown);
    case Id:
        return event.id().left(longestShown);
    case Size:
        return event.isMessage() ? sizeText(double(event.data().size())) : QString();
    default:
        return EventWords::summary(event);
    }
}

QDateTime EventTable::timeAt(int row) const
{
    if (row < m_recordedTimes.size())
        return m_recordedTimes[row];
    return QSseEventModel::data(index(row, 0), TimeRole).toDateTime();
}
