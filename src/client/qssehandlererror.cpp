// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssehandlererror_p.h"

using namespace Qt::StringLiterals;

// Not the exception's words: they may hold what nobody is to see.
QSseError QSseHandlerError::thrown()
{
    QSseError error(QSseError::Kind::Handler,
                    u"The application's function for events threw an exception, so the stream was "
                    "closed. Catch it there to go on; QSseError::exception() has it."_s);
    error.setException(std::current_exception());
    return error;
}

QSseError QSseHandlerError::misfit(QMetaType type)
{
    return {QSseError::Kind::Handler,
            u"An event's data does not fit the type %1, so the stream was closed: it is not JSON, "
            "a value in it is of another type, or the deserializer refused it. To pass over such "
            "events use QSseClient::MisfitPolicy::Skip."_s.arg(QString::fromLatin1(type.name()))};
}

QSseError QSseHandlerError::badCall(const QString &why)
{
    return {QSseError::Kind::InvalidRequest, why + u" Nothing was sent."_s};
}

QSseError QSseHandlerError::noValue(const QSseError &cause, int retries)
{
    QSseError error = cause;
    error.setKind(QSseError::Kind::RetriesExhausted);
    const QString count = retries == 1 ? u"1 retry"_s : u"%1 retries"_s.arg(retries);
    const QString why = cause ? cause.message() : u"the stream ended."_s;
    error.setMessage(u"No event has given a value after %1: %2"_s.arg(count, why));
    return error;
}
