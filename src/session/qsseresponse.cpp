// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseresponse.h"
#include "qsseheaders_p.h"

/*!
    \class QSseResponse
    \inmodule QtSse
    \brief What the server answered when the stream opened, or why it did not.

    \reentrant

    The headers are the server's words and may be confidential.

    \sa QSseSession::response()
*/

class QSseResponsePrivate : public QSharedData
{
public:
    QSseResponse::Headers headers;
    QUrl url;
    int status = 0;
    bool resumed = false;
};

/*!
    Constructs a response that is not valid: no server has answered.
*/
QSseResponse::QSseResponse()
    : d(new QSseResponsePrivate)
{}

/*!
    Constructs a response with \a status and \a headers that \a url gave, for tests. \a resumed says
    whether the request had a \c Last-Event-ID.
*/
QSseResponse::QSseResponse(int status, const Headers &headers, const QUrl &url, bool resumed)
    : QSseResponse()
{
    d->headers = headers;
    d->url = url;
    d->status = status;
    d->resumed = resumed;
}

QSseResponse::QSseResponse(const QSseResponse &other) = default;
QSseResponse::QSseResponse(QSseResponse &&other) noexcept = default;
QSseResponse::~QSseResponse() = default;
QSseResponse &QSseResponse::operator=(const QSseResponse &other) = default;
QSseResponse &QSseResponse::operator=(QSseResponse &&other) noexcept = default;

/*!
    \fn bool QSseResponse::isValid() const

    Returns \c true if a server has answered.
*/

/*!
    \property QSseResponse::status
    \brief The HTTP status, 0 where the response is not valid.
*/
int QSseResponse::status() const
{
    return d->status;
}

/*!
    Returns all headers, in the order in which Qt gives them.
*/
QSseResponse::Headers QSseResponse::headers() const
{
    return d->headers;
}

/*!
    The first header with that \a name, in any case; null where there is none.
*/
QByteArray QSseResponse::header(QByteArrayView name) const
{
    return QSseHeaders::value(d->headers, name);
}

/*!
    \property QSseResponse::url
    \brief The final URL, after redirects.
*/
QUrl QSseResponse::url() const
{
    return d->url;
}

/*!
    \property QSseResponse::resumed
    \brief Whether the server was asked to go on after an event, that is whether the request had a
    \c Last-Event-ID; whether it did only the events tell.
*/
bool QSseResponse::resumed() const
{
    return d->resumed;
}
