// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "rawmodel.h"

#include <QtNetwork/qnetworkreply.h>

using namespace Qt::StringLiterals;

void RawModel::load(const QUrl &url)
{
    QNetworkReply *reply = m_manager.get(QNetworkRequest(url));
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] {
        m_buffer += reply->readAll();
        for (qsizetype end; (end = m_buffer.indexOf("\n\n")) >= 0; m_buffer.remove(0, end + 2))
            append(m_buffer.left(end));
    });
}

void RawModel::append(const QByteArray &block)
{
    Row row{u"message"_s, {}, {}, QDateTime::currentDateTime()};
    const QList<QByteArray> lines = block.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("data: "))
            row.text = QString::fromUtf8(line.mid(6));
        else if (line.startsWith("event: "))
            row.type = QString::fromUtf8(line.mid(7));
        else if (line.startsWith("id: "))
            row.id = QString::fromUtf8(line.mid(4));
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.append(row);
    endInsertRows();
}

int RawModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RawModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case TypeRole:
        return row.type;
    case Qt::DisplayRole:
    case TextRole:
        return row.text;
    case IdRole:
        return row.id;
    case TimeRole:
        return row.time;
    default:
        return {};
    }
}

QHash<int, QByteArray> RawModel::roleNames() const
{
    return {{TypeRole, "eventType"_ba},
            {TextRole, "text"_ba},
            {IdRole, "eventId"_ba},
            {TimeRole, "time"_ba}};
}
