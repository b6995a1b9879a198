// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTPANEL_H
#define EVENTPANEL_H

#include "eventfilter.h"
#include "eventtable.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
QT_END_NAMESPACE
class EventView;

// The events, and above them what chooses among them.
class EventPanel : public QWidget
{
    Q_OBJECT

public:
    explicit EventPanel(QWidget *parent = nullptr);

    EventTable *table() { return &m_table; }
    QList<EventTable::Record> shownRecords() const;
    void setPlaceholder(const QString &text);
    void setFollowing(bool follows);
    void focusFilter();
    void focusEvents();
    void clear();

Q_SIGNALS:
    void eventChosen(const EventTable::Record &record);
    void firstEventCame(const EventTable::Record &record); // since the panel was cleared
    void choiceCleared();
    void pauseRequested();

private:
    QLayout *createFilterRow();
    void connectParts();
    void choose(const QModelIndex &index);
    void applyType(int choice);
    void noteFirst();
    void noteTypes(int first, int last);
    void forgetTypes();
    void showCount();

    EventTable m_table;
    EventFilter m_filter;
    QSet<QString> m_types;
    bool m_isNew = true; // no event has come yet
    QTimer m_filterTimer;
    EventView *const m_view;
    QComboBox *const m_type;
    QLineEdit *const m_text;
    QLabel *const m_count;
    QCheckBox *const m_follow;
};

#endif
