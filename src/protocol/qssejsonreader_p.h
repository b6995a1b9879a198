// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEJSONREADER_P_H
#define QSSEJSONREADER_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbytearray.h>
#include <QtCore/qmetatype.h>

// JSON into a value of a type known at run time. False where the JSON is broken or does not fit;
// the target may then be filled in part.
namespace QSseJsonReader {
bool read(const QByteArray &json, QMetaType type, void *target);
}

#endif // QSSEJSONREADER_P_H
