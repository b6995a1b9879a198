// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef USAGEERROR_H
#define USAGEERROR_H

#include <QtCore/QString>

// Thrown for a command line that cannot be followed.
struct UsageError
{
    QString message;
};

#endif
