// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseClient>

#include <QtCore/qcborvalue.h>
#include <QtCore/qdebug.h>

//! [price]
struct Price
{
    Q_GADGET
    Q_PROPERTY(QString symbol MEMBER symbol)
    Q_PROPERTY(double bid MEMBER bid)

public:
    QString symbol;
    double bid = 0;
};
//! [price]

static void update(const Price &price)
{
    qDebug() << price.symbol << price.bid;
}

void typed(QSseClient &client, const QUrl &url, QObject *context)
{
    //! [typed]
    client.sse<Price>(
            url, context,
            [](const Price &price, const QSseEvent &event) {
                update(price);
                qDebug() << event.id();
            },
            QSseClient::MisfitPolicy::Skip);
    //! [typed]
}

void deserializer(QSseClient &client)
{
    //! [deserializer]
    client.setDeserializer<Price>([](const QSseEvent &event) -> std::optional<Price> {
        const QByteArrayList fields = event.data().split(';'); // "QT;101.5"
        if (fields.size() != 2)
            return std::nullopt;
        return Price{QString::fromUtf8(fields.at(0)), fields.at(1).toDouble()};
    });
    //! [deserializer]
}

void value(const QSseEvent &event)
{
    //! [value]
    if (auto price = event.value<Price>())
        update(*price); // std::optional; nullopt where it does not fit
    //! [value]
}

#include "typed.moc"
