// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef GZIP_H
#define GZIP_H

#include <QtCore/QByteArray>

// RFC 1952.
QByteArray gzip(const QByteArray &bytes);

// RFC 1950, which is what HTTP calls deflate.
QByteArray deflated(const QByteArray &bytes);

#endif // GZIP_H
