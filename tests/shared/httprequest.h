// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef HTTPREQUEST_H
#define HTTPREQUEST_H

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QUrlQuery>

#include <utility>

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

struct HttpRequest
{
    QByteArray method;
    QByteArray target; // as sent: "/events?a=1"
    QByteArray version;
    HttpHeaders headers; // as sent, in order
    QByteArray body;

    QByteArray header(QByteArrayView name) const; // the first one, null where there is none
    int headerCount(QByteArrayView name) const;
    QByteArray path() const;
    QUrlQuery query() const;
};

#endif
