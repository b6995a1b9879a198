// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventview.h"

#include "colors.h"
#include "eventtable.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;

EventView::EventView(QWidget *parent)
    : QTableView(parent)
{
    setObjectName(u"events"_s);
    setAccessibleName(tr("Events"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &EventView::heedReader);
}

void EventView::setModel(QAbstractItemModel *model)
{
    // Before the selection hears of it.
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { leaveCurrent(first, last); });
    QTableView::setModel(model);
    const auto width = [this](const QString &text) {
        return fontMetrics().horizontalAdvance(text);
    };
    setColumnWidth(EventTable::Time, width(u"00:00:00.0000"_s) + 12);
    setColumnWidth(EventTable::Type, width(u"notification"_s) + 12);
    setColumnWidth(EventTable::Id, width(u"00000000"_s) + 12);
    setColumnWidth(EventTable::Size, width(u"000.0 kB"_s) + 12);
    connect(model, &QAbstractItemModel::rowsInserted, this, &EventView::heedInsertion);
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { keepPlace(first, last); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] { setFollowing(true); });
}

void EventView::setFollowing(bool follows)
{
    if (follows)
        scrollToBottom();
    if (m_follows == follows)
        return;
    m_follows = follows;
    Q_EMIT followingChanged(follows);
}

void EventView::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    viewport()->update();
}

void EventView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_isLeaving)
        return;
    if (current.isValid())
        setFollowing(current.row() == model()->rowCount() - 1);
    Q_EMIT currentRowChanged(current);
}

void EventView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space)
        Q_EMIT pauseRequested();
    else
        QTableView::keyPressEvent(event);
}

void EventView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!model() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(Colors::quietText(palette()));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16),
                     Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

// Only what the reader does is an action. The bar has yet to take the value over.
void EventView::heedReader()
{
    const QScrollBar *bar = verticalScrollBar();
    setFollowing(bar->sliderPosition() >= bar->maximum());
}

void EventView::heedInsertion()
{
    if (m_follows)
        scrollToBottom();
}

// Qt would choose a neighbour, again and again while the oldest events leave.
void EventView::leaveCurrent(int first, int last)
{
    const int row = currentIndex().row();
    if (row < first || row > last)
        return;
    const QScopedValueRollback leaving(m_isLeaving, true);
    setCurrentIndex({});
}

// What the reader looks at stays where it is while older events leave.
void EventView::keepPlace(int first, int last)
{
    if (!m_follows && first == 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (last + 1));
}
