// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEUTF8_P_H
#define QSSEUTF8_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbytearrayview.h>
#include <QtCore/qstring.h>

// "UTF-8 decode without BOM" of the Encoding standard: unlike QString::fromUtf8() it keeps a
// leading byte order mark, which within a stream is a character like others, and makes one U+FFFD
// of each maximal part of a character, not of each byte. Never null.
namespace QSseUtf8 {
QString decode(QByteArrayView bytes);
}

#endif // QSSEUTF8_P_H
