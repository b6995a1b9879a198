// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SHELLQUOTE_H
#define SHELLQUOTE_H

#include <QtCore/QString>

// The text as one word of a POSIX shell, in quotes only where it needs them.
QString shellQuoted(const QString &text);

#endif
