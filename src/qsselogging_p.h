// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSELOGGING_P_H
#define QSSELOGGING_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qloggingcategory.h>

Q_DECLARE_LOGGING_CATEGORY(lcSse)

#endif // QSSELOGGING_P_H
