// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventpanel.h"

#include "colors.h"
#include "eventview.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr qsizetype mostTypes = 200; // a stream may invent new ones without an end
constexpr int shownOfType = 16;      // characters
} // namespace

EventPanel::EventPanel(QWidget *parent)
    : QWidget(parent)
    , m_view(new EventView)
    , m_type(new QComboBox)
    , m_text(new QLineEdit)
    , m_count(new QLabel)
    , m_follow(new QCheckBox)
{
    m_filter.setSourceModel(&m_table);
    m_view->setModel(&m_filter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(createFilterRow());
    layout->addWidget(m_view, 1);
    connectParts();
    forgetTypes();
    showCount();
}

QLayout *EventPanel::createFilterRow()
{
    m_type->setObjectName(u"typeFilter"_s);
    m_type->setAccessibleName(tr("Show events of type"));
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(shownOfType); // a type may be of any length
    m_text->setObjectName(u"textFilter"_s);
    m_text->setAccessibleName(tr("Show events with text"));
    m_text->setPlaceholderText(tr("Filter"));
    m_text->setToolTip(tr("In the data, the type or the id (Ctrl+F)"));
    m_text->setClearButtonEnabled(true);
    m_count->setObjectName(u"count"_s);
    m_follow->setObjectName(u"follow"_s);
    m_follow->setText(tr("Follo&w"));
    m_follow->setToolTip(tr("Stays at the newest event (Ctrl+End)"));
    m_follow->setChecked(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_type);
    row->addWidget(m_text, 1);
    row->addWidget(m_count);
    row->addWidget(m_follow);
    return row;
}

void EventPanel::connectParts()
{
    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(120ms);
    connect(&m_filterTimer, &QTimer::timeout, this, [this] { m_filter.setText(m_text->text()); });
    connect(m_text, &QLineEdit::textChanged, &m_filterTimer, qOverload<>(&QTimer::start));
    connect(m_type, &QComboBox::activated, this, &EventPanel::applyType);
    connect(m_follow, &QCheckBox::toggled, m_view, &EventView::setFollowing);
    connect(m_view, &EventView::followingChanged, m_follow, &QCheckBox::setChecked);
    connect(m_view, &EventView::pauseRequested, this, &EventPanel::pauseRequested);
    connect(m_view, &EventView::currentRowChanged, this, &EventPanel::choose);
    connect(&m_table, &EventTable::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { noteTypes(first, last); });
    connect(&m_filter, &EventFilter::rowsInserted, this, &EventPanel::noteFirst);
    connect(&m_filter, &EventFilter::rowsInserted, this, &EventPanel::showCount);
    connect(&m_filter, &EventFilter::rowsRemoved, this, &EventPanel::showCount);
    connect(&m_filter, &EventFilter::modelReset, this, &EventPanel::showCount);
    connect(&m_filter, &EventFilter::layoutChanged, this, &EventPanel::showCount);
    connect(&m_table, &EventTable::countChanged, this, &EventPanel::showCount);
}

QList<EventTable::Record> EventPanel::shownRecords() const
{
    const QList<EventTable::Record> all = m_table.records();
    QList<EventTable::Record> shown;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        shown.append(all[m_filter.mapToSource(m_filter.index(row, 0)).row()]);
    return shown;
}

void EventPanel::setPlaceholder(const QString &text)
{
    m_view->setPlaceholder(text);
}

void EventPanel::setFollowing(bool follows)
{
    m_view->setFollowing(follows);
}

void EventPanel::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void EventPanel::focusEvents()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void EventPanel::clear()
{
    m_table.clear();
    m_isNew = true;
    forgetTypes();
    Q_EMIT choiceCleared();
}

void EventPanel::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const int row = m_filter.mapToSource(index).row();
    const QDateTime time = index.data(EventTable::TimeRole).toDateTime();
    Q_EMIT eventChosen({m_table.eventAt(row), time});
}

void EventPanel::applyType(int choice)
{
    const auto kind = EventFilter::Kind(m_type->itemData(choice).toInt());
    m_filter.setKind(kind,
                     kind == EventFilter::Kind::OneType ? m_type->itemText(choice) : QString());
}

void EventPanel::noteFirst()
{
    if (!std::exchange(m_isNew, false))
        return;
    const QModelIndex first = m_filter.index(0, 0);
    Q_EMIT firstEventCame({m_table.eventAt(m_filter.mapToSource(first).row()),
                           first.data(EventTable::TimeRole).toDateTime()});
}

void EventPanel::noteTypes(int first, int last)
{
    for (int row = first; row <= last && m_types.size() < mostTypes; ++row) {
        const QSseEvent event = m_table.eventAt(row);
        if (!event.isMessage() || m_types.contains(event.type()))
            continue;
        m_types.insert(event.type());
        m_type->addItem(event.type(), int(EventFilter::Kind::OneType));
    }
}

void EventPanel::forgetTypes()
{
    m_types.clear();
    m_type->clear();
    m_type->addItem(tr("All types"), int(EventFilter::Kind::Messages));
    m_type->addItem(tr("All, and comments"), int(EventFilter::Kind::Everything));
    m_type->addItem(tr("Comments only"), int(EventFilter::Kind::Others));
    m_type->insertSeparator(m_type->count());
    m_filter.setKind(EventFilter::Kind::Messages);
}

void EventPanel::showCount()
{
    const QLocale locale;
    const QString all = locale.toString(m_table.count());
    m_count->setText(m_filter.isActive()
                             ? tr("%1 of %2").arg(locale.toString(m_filter.rowCount()), all)
                             : locale.toString(m_filter.rowCount()));
}
