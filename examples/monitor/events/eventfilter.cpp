// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventfilter.h"

#include "eventtable.h"

EventFilter::EventFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{}

void EventFilter::setKind(Kind kind, const QString &type)
{
    m_kind = kind;
    m_type = type;
    invalidateFilter();
}

void EventFilter::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

bool EventFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const QSseEvent event = static_cast<const EventTable *>(sourceModel())->eventAt(row);
    if (m_kind != Kind::Everything && event.isMessage() == (m_kind == Kind::Others))
        return false;
    if (m_kind == Kind::OneType && event.type() != m_type)
        return false;
    if (m_text.isEmpty())
        return true;
    const auto contains = [this](const QString &text) {
        return text.contains(m_text, Qt::CaseInsensitive);
    };
    return contains(event.text()) || contains(event.type()) || contains(event.id())
           || contains(event.comments());
}
