// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEHANDLERERROR_P_H
#define QSSEHANDLERERROR_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseerror.h"

#include <QtCore/qmetatype.h>

// The errors of the client room.
namespace QSseHandlerError {
// To be called in a catch block: keeps what was thrown.
QSseError thrown();
QSseError misfit(QMetaType type);
QSseError badCall(const QString &why);
QSseError noValue(const QSseError &cause, int retries);
} // namespace QSseHandlerError

#endif // QSSEHANDLERERROR_P_H
