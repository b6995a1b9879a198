// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef HEXDUMP_H
#define HEXDUMP_H

#include <QtCore/QByteArray>
#include <QtCore/QString>

// Sixteen bytes a line: where they are, in hexadecimal, and as ASCII.
QString hexDump(const QByteArray &bytes);

#endif
