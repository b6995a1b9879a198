// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseexception.h"

/*!
    \class QSseException
    \inmodule QtSse
    \brief Carries a QSseError through a QFuture.

    A future that fails throws it from QFuture::result(), and hands it to the function given to
    QFuture::onFailed():

    \code
    future.onFailed(this, [](const QSseException &exception) { qWarning() << exception.error(); });
    \endcode
*/

/*!
    Constructs the exception that carries \a error.
*/
QSseException::QSseException(const QSseError &error)
    : m_error(error)
    , m_what(error.message().toUtf8())
{}

QSseException::~QSseException() = default;

/*!
    \fn QSseError QSseException::error() const

    What went wrong.
*/

/*!
    Throws a copy of this exception.
*/
void QSseException::raise() const
{
    throw *this;
}

/*!
    Returns a copy of this exception, which is the caller's.
*/
QSseException *QSseException::clone() const
{
    return new QSseException(*this);
}

/*!
    The error's message as UTF-8, valid as long as the exception.
*/
const char *QSseException::what() const noexcept
{
    return m_what.constData();
}
