// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "historyview.h"

#include "connectionhistory.h"
#include "plaintext.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;

HistoryView::HistoryView(ConnectionHistory *history, QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableView)
    , m_detail(createPlainText(u"historyDetail"_s, tr("About the connection")))
{
    m_table->setObjectName(u"history"_s);
    m_table->setAccessibleName(tr("Connections that ended"));
    m_table->setModel(history);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ConnectionHistory::Reason, QHeaderView::Stretch);
    m_detail->setPlaceholderText(tr("Choose a connection to see what the server answered, or the "
                                    "last lines before it broke off."));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                m_detail->setPlainText(current.data(ConnectionHistory::DetailRole).toString());
            });
    connect(history, &ConnectionHistory::rowsInserted, m_table, &QTableView::scrollToBottom);

    auto *splitter = new QSplitter;
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    setFocusProxy(m_table);
}
