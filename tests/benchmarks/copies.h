// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef COPIES_H
#define COPIES_H

#include <QtCore/qglobal.h>

// What memcpy and memmove have copied in this thread, for Qt and QtSse too: a program with this
// file replaces them, by slow ones, and is no good for measuring time.
namespace Copies {

qint64 bytesSoFar();

} // namespace Copies

#endif // COPIES_H
