// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CONNECTIONHISTORY_H
#define CONNECTIONHISTORY_H

#include <QtSse/QSseError>

#include <QtCore/QAbstractTableModel>
#include <QtCore/QDateTime>

#include <chrono>
#include <deque>
#include <optional>

// Each end of a connection: why it came, and what followed.
class ConnectionHistory : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Reason, Attempt, Delay, ResumesAfter, ColumnCount };
    static constexpr int DetailRole = Qt::UserRole + 1; // all that is known about it, as text

    struct End
    {
        QDateTime time;
        QString reason;
        QSseError error;
        int attempt = 0; // the next one, 0 where there is none
        std::chrono::milliseconds delay{0};
        QString resumesAfter;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void add(const End &end);
    void clear();
    const End &at(int row) const { return m_ends[size_t(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    std::deque<End> m_ends;
};

#endif
