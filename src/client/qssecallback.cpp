// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssecallback_p.h"
#include "qsseclient_p.h"
#include "qssehandlererror_p.h"
#include "qsselogging_p.h"

QSseCallback::QSseCallback(QSseSession *session, Function function, const QSseError &misfit)
    : m_session(session)
    , m_function(std::move(function))
    , m_misfit(misfit)
{}

void QSseCallback::operator()(const QSseEvent &event) const
{
    const QSseError error = outcomeOf(event);
    if (error && m_session)
        QSseClientPrivate::fail(m_session, error);
    else if (error)
        qCWarning(lcSse) << "A function for events deleted its session and failed:" << error;
}

QSseError QSseCallback::outcomeOf(const QSseEvent &event) const
{
    try {
        return m_function(event) ? QSseError() : m_misfit;
    } catch (...) {
        return QSseHandlerError::thrown();
    }
}
