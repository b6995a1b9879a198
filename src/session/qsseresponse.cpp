// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseresponse.h"
#include "qsseheaders_p.h"

/*!
    \class QSseResponse
    \inmodule QtSse
    \brief What the server answered when the stream opened.

    url() is the final one, after redirects. resumed() tells whether the server was asked to go on
    after an event, that is whether the request had a \c Last-Event-ID; whether it did only the
    events tell.
*/

QSseResponse::QSseResponse(int status, const Headers &headers, const QUrl &url, bool resumed)
    : m_headers(headers)
    , m_url(url)
    , m_status(status)
    , m_resumed(resumed)
{}

/*!
    The first header with that \a name, in any case; null where there is none.
*/
QByteArray QSseResponse::header(QByteArrayView name) const
{
    return QSseHeaders::value(m_headers, name);
}
