// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEBASEREQUEST_P_H
#define QSSEBASEREQUEST_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsserequest.h"

namespace QSseBaseRequest {
// The request with what it lacks taken from the base.
QSseRequest complete(const QSseRequest &base, const QSseRequest &request);
} // namespace QSseBaseRequest

#endif // QSSEBASEREQUEST_P_H
