// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsse.h"

/*!
    \namespace QSse
    \inmodule QtSse
    \brief The names that Server-Sent Events have on the wire.

    They are character arrays, which QByteArray and QByteArrayView take as they are:

    \snippet constants.cpp constants

    Header names are compared without regard to case (RFC 9110, 5.1).
*/

/*!
    \variable QSse::EventStreamMediaType
    \brief \c text/event-stream: the content type of a stream (WHATWG HTML, 9.2.5).
*/

/*!
    \variable QSse::AcceptHeader
    \brief \c Accept: set to EventStreamMediaType in each request that has none.
*/

/*!
    \variable QSse::AuthorizationHeader
    \brief \c Authorization: see QSseRequest::setBearerToken().
*/

/*!
    \variable QSse::CacheControlHeader
    \brief \c Cache-Control: set to \c no-cache in each request that has none.
*/

/*!
    \variable QSse::ContentTypeHeader
    \brief \c Content-Type: of a response, and of a request's body.
*/

/*!
    \variable QSse::LastEventIdHeader
    \brief \c Last-Event-ID: where a reconnect resumes (WHATWG HTML, 9.2.4).
*/

/*!
    \variable QSse::RetryAfterHeader
    \brief \c Retry-After: the least that a server with status 429 or 503 asks to wait.
*/
