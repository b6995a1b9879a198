// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "namevalueeditor.h"

#include "colors.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;

NameValueEditor::NameValueEditor(const QString &what, NameValueModel::Check check, QWidget *parent)
    : QWidget(parent)
    , m_model(new NameValueModel(std::move(check), this))
    , m_table(new QTableView)
    , m_complaint(new QLabel)
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(what);
    m_table->setToolTip(tr("Enter or F2 edits, Del removes a row."));
    m_table->setTabKeyNavigation(false); // Tab goes on to the next widget
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    connect(m_table, &QTableView::clicked, m_table,
            qOverload<const QModelIndex &>(&QTableView::edit));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(NameValueModel::Name, 180);
    m_table->installEventFilter(this);
    m_complaint->setObjectName(u"complaint"_s);
    m_complaint->setTextFormat(Qt::PlainText);
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    connect(m_model, &NameValueModel::rowsInserted, this, &NameValueEditor::showComplaint);
    connect(m_model, &NameValueModel::rowsRemoved, this, &NameValueEditor::showComplaint);
    connect(m_model, &NameValueModel::dataChanged, this, &NameValueEditor::showComplaint);
    connect(m_model, &NameValueModel::modelReset, this, &NameValueEditor::showComplaint);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_complaint);
    setFocusProxy(m_table);
}

bool NameValueEditor::eventFilter(QObject *object, QEvent *event)
{
    // An editor lets keys through that it has no use for.
    if (object != m_table || event->type() != QEvent::KeyPress || !m_table->hasFocus())
        return QWidget::eventFilter(object, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        removeCurrent();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (key->modifiers() & Qt::ControlModifier)
            return false; // connects
        m_table->edit(m_table->currentIndex());
        return true;
    default:
        return false;
    }
}

void NameValueEditor::removeCurrent()
{
    m_model->removeRow(m_table->currentIndex().row());
}

void NameValueEditor::showComplaint()
{
    const QString complaint = m_model->complaint();
    m_complaint->setText(complaint);
    m_complaint->setVisible(!complaint.isEmpty());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Colors::alarm(colors));
    m_complaint->setPalette(colors);
    Q_EMIT changed();
}
