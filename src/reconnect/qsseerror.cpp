// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseerror.h"
#include "qsseheaders_p.h"

#include <QtCore/qdebug.h>

/*!
    \class QSseError
    \inmodule QtSse
    \brief What went wrong with a stream, and whether it goes on.

    \reentrant

    message() says what happened and what can be done, in words that never hold a token, a cookie, a
    user name or a query value, so that it can be shown and logged. Where a server refused the
    stream, httpStatus(), headers() and body() tell what it answered.
*/

/*!
    \enum QSseError::Kind

    \value None              No error.
    \value Network           The connection could not be made or was lost; also a stream that ended
                             before its end marker.
    \value ConnectTimeout    The response's headers did not come within the connect timeout.
    \value IdleTimeout       No byte came within the idle timeout.
    \value HttpStatus        The server answered with a status that opens no stream.
    \value ContentType       The server answered with something that is no \c text/event-stream.
    \value Tls               The server's certificate was not accepted.
    \value Redirect          A redirect cannot be followed, or there are too many.
    \value Authentication    The server (401) or the proxy (407) wants other credentials.
    \value EventTooLarge     An event was larger than the maximum event size.
    \value Decompression     The compressed stream cannot be decoded.
    \value InvalidRequest    The request cannot be sent as it was set.
    \value RetriesExhausted  The reconnect policy gave up; the rest tells of the last cause.
    \value Handler           The application's callback failed, or its reconnect policy threw; the
                             rest tells of what the policy was asked about.
*/

class QSseErrorPrivate : public QSharedData
{
public:
    QSseError::Kind kind = QSseError::Kind::None;
    int httpStatus = 0;
    bool willReconnect = false;
    QString message;
    QSseError::Headers headers;
    QByteArray body;
    QByteArray diagnostics;
    std::exception_ptr exception;
};

/*!
    Constructs no error: the kind is Kind::None.
*/
QSseError::QSseError()
    : d(new QSseErrorPrivate)
{}

/*!
    Constructs an error of \a kind with \a message, for policies, tests and handlers.
*/
QSseError::QSseError(Kind kind, const QString &message)
    : QSseError()
{
    d->kind = kind;
    d->message = message;
}

QSseError::QSseError(const QSseError &other) = default;
QSseError::QSseError(QSseError &&other) noexcept = default;
QSseError::~QSseError() = default;
QSseError &QSseError::operator=(const QSseError &other) = default;
QSseError &QSseError::operator=(QSseError &&other) noexcept = default;

/*!
    \fn QSseError::operator bool() const

    Returns \c true where there is an error.
*/

/*!
    What went wrong; Kind::None where nothing did.
*/
QSseError::Kind QSseError::kind() const
{
    return d->kind;
}

/*!
    Sets the kind to \a kind.
*/
void QSseError::setKind(Kind kind)
{
    d->kind = kind;
}

/*!
    What happened and what can be done, in English, without anything confidential.
*/
QString QSseError::message() const
{
    return d->message;
}

/*!
    Sets the message to \a message, which must hold nothing confidential.
*/
void QSseError::setMessage(const QString &message)
{
    d->message = message;
}

/*!
    The status of the response, 0 where there was none.
*/
int QSseError::httpStatus() const
{
    return d->httpStatus;
}

/*!
    Sets the status of the response to \a status.
*/
void QSseError::setHttpStatus(int status)
{
    d->httpStatus = status;
}

/*!
    The headers of the response. They are the server's words and may be confidential.
*/
QSseError::Headers QSseError::headers() const
{
    return d->headers;
}

/*!
    Sets the headers of the response to \a headers.
*/
void QSseError::setHeaders(const Headers &headers)
{
    d->headers = headers;
}

/*!
    The first header of the response with that \a name, in any case; null where there is none.
*/
QByteArray QSseError::header(QByteArrayView name) const
{
    return QSseHeaders::value(d->headers, name);
}

/*!
    The beginning of a refused response's body, 64 KiB at most.
*/
QByteArray QSseError::body() const
{
    return d->body;
}

/*!
    Sets the beginning of the response's body to \a body.
*/
void QSseError::setBody(const QByteArray &body)
{
    d->body = body;
}

/*!
    Returns whether the session goes on by itself. If not, this error was its end.
*/
bool QSseError::willReconnect() const
{
    return d->willReconnect;
}

/*!
    Sets whether the session goes on by itself to \a will.
*/
void QSseError::setWillReconnect(bool will)
{
    d->willReconnect = will;
}

/*!
    The last bytes of the stream, where the session was told to keep them.
*/
QByteArray QSseError::diagnostics() const
{
    return d->diagnostics;
}

/*!
    Sets the last bytes of the stream to \a diagnostics.
*/
void QSseError::setDiagnostics(const QByteArray &diagnostics)
{
    d->diagnostics = diagnostics;
}

/*!
    What the application's callback or policy threw, for kind Handler; null otherwise. Rethrow it to
    look at it: \c{std::rethrow_exception(error.exception())}.
*/
std::exception_ptr QSseError::exception() const
{
    return d->exception;
}

/*!
    Sets what the application's callback threw to \a exception.
*/
void QSseError::setException(const std::exception_ptr &exception)
{
    d->exception = exception;
}

/*!
    \fn QDebug QSseError::operator<<(QDebug debug, const QSseError &error)

    Writes \a error to \a debug: kind, status and message. Headers, body and diagnostics are left
    out, they may be confidential.
*/
QDebug operator<<(QDebug debug, const QSseError &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "QSseError(" << error.kind();
    if (error.httpStatus() > 0)
        debug << ", status " << error.httpStatus();
    debug << ", " << error.message() << (error.willReconnect() ? ", will reconnect)" : ")");
    return debug;
}
