// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsselogging_p.h"

Q_LOGGING_CATEGORY(lcSse, "qt.sse", QtWarningMsg)
