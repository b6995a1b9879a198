// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEHEADERS_P_H
#define QSSEHEADERS_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseerror.h"

namespace QSseHeaders {

// The first with that name, in any case; null where there is none.
inline QByteArray value(const QSseError::Headers &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (name.compare(key, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace QSseHeaders

#endif // QSSEHEADERS_P_H
