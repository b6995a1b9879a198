// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef NAMEVALUEMODEL_H
#define NAMEVALUEMODEL_H

#include "connectionsettings.h"

#include <QtCore/QAbstractTableModel>

#include <functional>

// Names and values to edit: headers, or query items. Below them there is an empty row to type a new
// one into.
class NameValueModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };
    using Pair = ConnectionSettings::Pairs::value_type;
    using Check = std::function<QString(const Pair &pair)>; // what is wrong, empty for nothing

    explicit NameValueModel(Check check, QObject *parent = nullptr);

    ConnectionSettings::Pairs pairs() const { return m_pairs; }
    void setPairs(const ConnectionSettings::Pairs &pairs);
    QString complaint() const; // about the first row that is not right

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

private:
    bool appendRow(int column, const QString &text);

    const Check m_check;
    ConnectionSettings::Pairs m_pairs;
};

#endif
