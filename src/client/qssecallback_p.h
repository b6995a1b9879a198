// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSECALLBACK_P_H
#define QSSECALLBACK_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseclient.h"

#include <QtCore/qpointer.h>

// The application's function for the events of one session. What it throws ends that session and
// gets no further.
class QSseCallback
{
public:
    using Function = std::function<bool(const QSseEvent &event)>; // false: it does not fit

    QSseCallback(QSseSession *session, Function function, const QSseError &misfit);

    void operator()(const QSseEvent &event) const;

private:
    QSseError outcomeOf(const QSseEvent &event) const;

    QPointer<QSseSession> m_session;
    Function m_function;
    QSseError m_misfit; // none where such events are passed over
};

#endif // QSSECALLBACK_P_H
