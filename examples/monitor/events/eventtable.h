// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTTABLE_H
#define EVENTTABLE_H

#include <QtSse/QSseEventModel>

#include <QtCore/QDateTime>
#include <QtCore/QList>

// QSseEventModel with columns. It holds blocks of comments or retry times, too.
class EventTable : public QSseEventModel
{
    Q_OBJECT

public:
    enum Column { Time, Type, Id, Size, Data, ColumnCount };

    struct Record
    {
        QSseEvent event;
        QDateTime time; // invalid where it is not known
    };

    explicit EventTable(QObject *parent = nullptr);

    QList<Record> records() const;
    void show(const QList<Record> &records); // instead of all there is; the last maximumCount()

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QVariant display(const QModelIndex &index) const;
    QDateTime timeAt(int row) const;

    QList<QDateTime> m_recordedTimes; // of the first rows: those that were not received just now
};

#endif
