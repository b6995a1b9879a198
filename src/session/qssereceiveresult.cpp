// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssereceiveresult.h"

#include <QtCore/qdebug.h>

/*!
    \class QSseReceiveResult
    \inmodule QtSse
    \brief What was received from a QSseEventChannel: an event, the error that ended it, or its end.

    \reentrant

    A result is one of three: a success with an event(), a failure with an error(), or closed. A
    failure comes at most once for a channel, when an error has ended the session for good; from
    then on, and after any other end, everything is closed. A connection that was lost and is made
    again is no result: the events just go on.

    Copies share what they hold and are cheap.

    \sa QSseEventChannel
*/

/*!
    \fn QSseReceiveResult::QSseReceiveResult()

    Constructs the result of a closed channel.
*/

/*!
    Constructs a success with \a event.
*/
QSseReceiveResult::QSseReceiveResult(const QSseEvent &event)
    : m_content(event)
{}

/*!
    Constructs a failure with \a error.
*/
QSseReceiveResult::QSseReceiveResult(const QSseError &error)
    : m_content(error)
{}

/*!
    \property QSseReceiveResult::success
    \brief Whether there is an event.
*/

/*!
    \property QSseReceiveResult::failure
    \brief Whether an error has ended the session for good.
*/

/*!
    \property QSseReceiveResult::closed
    \brief Whether there is nothing more to receive.
*/

/*!
    \property QSseReceiveResult::event
    \brief The event of a success; an event without data otherwise.
*/
QSseEvent QSseReceiveResult::event() const
{
    const QSseEvent *event = std::get_if<QSseEvent>(&m_content);
    return event ? *event : QSseEvent();
}

/*!
    \property QSseReceiveResult::error
    \brief The error of a failure; an error of kind None otherwise.
*/
QSseError QSseReceiveResult::error() const
{
    const QSseError *error = std::get_if<QSseError>(&m_content);
    return error ? *error : QSseError();
}

/*!
    \fn QDebug QSseReceiveResult::operator<<(QDebug debug, const QSseReceiveResult &result)

    Writes \a result to \a debug.
*/
QDebug operator<<(QDebug debug, const QSseReceiveResult &result)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "QSseReceiveResult(";
    if (result.isSuccess())
        debug << result.event();
    else if (result.isFailure())
        debug << result.error();
    else
        debug << "closed";
    return debug << ')';
}
