// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSERETRYAFTER_P_H
#define QSSERETRYAFTER_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbytearray.h>
#include <QtCore/qdatetime.h>

#include <chrono>
#include <optional>

// RFC 9110, 10.2.3: seconds or a date.
namespace QSseRetryAfter {
std::optional<std::chrono::milliseconds> parse(const QByteArray &value, const QDateTime &now);
}

#endif // QSSERETRYAFTER_P_H
