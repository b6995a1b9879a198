// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef QUOTEMODEL_H
#define QUOTEMODEL_H

#include "quote.h"
#include "series.h"

#include <QtSse/QSseEvent>

#include <QtCore/QAbstractListModel>
#include <QtCore/QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <vector>

// The last price of each symbol, a row for each, by name. Rows change at most once a frame.
class QuoteModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT

public:
    enum Role {
        SymbolRole = Qt::UserRole + 1,
        BidRole,
        AskRole,
        ChangeRole,
        ChangePercentRole,
        DirectionRole, // of the last change of the bid: -1, 0 or 1
        UpdatesRole,   // how many there were
        SeriesRole,
    };

    explicit QuoteModel(QObject *parent = nullptr);
    ~QuoteModel() override;

    int count() const { return int(m_rows.size()); }
    Q_INVOKABLE void take(const QSseEvent &event); // others than prices are passed over
    Q_INVOKABLE QString symbolAt(int row) const;
    Q_INVOKABLE int rowOf(const QString &symbol) const; // -1 where there is none
    Q_INVOKABLE Series *seriesOf(const QString &symbol) const;
    Q_INVOKABLE double changePercentOf(const QString &symbol) const;
    Q_INVOKABLE void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void updated(); // rows have changed

private:
    struct Row;

    Row *rowFor(const QString &symbol);
    void showChanges();

    std::vector<std::unique_ptr<Row>> m_rows;
    QTimer m_frameTimer;
};

#endif
