// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "jsonview.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>

using namespace Qt::StringLiterals;

namespace {
constexpr int unfoldedDepth = 4;
constexpr int unfoldedRows = 200; // more of them stay folded
} // namespace

JsonView::JsonView(QWidget *parent)
    : QTreeView(parent)
{
    setObjectName(u"jsonTree"_s);
    setAccessibleName(tr("Data as JSON"));
    setModel(&m_model);
    setUniformRowHeights(true);
    setAlternatingRowColors(false);
    setIndentation(14);
    header()->setSectionResizeMode(JsonTreeModel::Key, QHeaderView::ResizeToContents);
    header()->setStretchLastSection(true);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addCopyAction(tr("Copy &Value"), QKeySequence::Copy, JsonTreeModel::ValueRole);
    addCopyAction(tr("Copy &Path"), QKeySequence(u"Ctrl+Alt+C"_s), JsonTreeModel::PathRole);
}

void JsonView::show(std::unique_ptr<JsonNode> root)
{
    m_model.setRoot(std::move(root));
    unfold(m_model.index(0, 0), unfoldedDepth);
}

void JsonView::addCopyAction(const QString &text, const QKeySequence &shortcut, int role)
{
    auto *action = new QAction(text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, role] {
        if (currentIndex().isValid())
            QGuiApplication::clipboard()->setText(currentIndex().data(role).toString());
    });
    addAction(action);
}

void JsonView::unfold(const QModelIndex &index, int depth)
{
    const int rows = m_model.rowCount(index);
    if (depth == 0 || rows == 0 || rows > unfoldedRows)
        return;
    expand(index);
    for (int row = 0; row < rows; ++row)
        unfold(m_model.index(row, 0, index), depth - 1);
}
