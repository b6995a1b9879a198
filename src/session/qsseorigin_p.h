// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEORIGIN_P_H
#define QSSEORIGIN_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qurl.h>

// RFC 6454: scheme, host and port, without the port where it is the scheme's own.
namespace QSseOrigin {
QUrl of(const QUrl &url);
}

#endif // QSSEORIGIN_P_H
