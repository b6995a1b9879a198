// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef RAWMODEL_H
#define RAWMODEL_H

#include <QtCore/qabstractitemmodel.h>
#include <QtCore/qdatetime.h>
#include <QtNetwork/qnetworkaccessmanager.h>

// The baseline, as it is written without QtSse: a lambda for readyRead() that splits what has come
// on blank lines, and a row inserted for each event.
class RawModel : public QAbstractListModel
{
    Q_OBJECT

public:
    void load(const QUrl &url);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    enum Role { TypeRole = Qt::UserRole, TextRole, IdRole, TimeRole };

    struct Row
    {
        QString type;
        QString text;
        QString id;
        QDateTime time;
    };

    void append(const QByteArray &block);

    QNetworkAccessManager m_manager;
    QByteArray m_buffer;
    QList<Row> m_rows;
};

#endif // RAWMODEL_H
