// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef JSONTEXT_H
#define JSONTEXT_H

#include <QtCore/qbytearray.h>

// Appends UTF-8 text as a JSON string, quotes included.
void appendJsonString(QByteArray &out, QByteArrayView utf8);

// Valid JSON on several lines. The members' order and the numbers' digits stay as they were sent,
// which a round trip through QJsonDocument would not keep.
QByteArray indentedJson(QByteArrayView json);

#endif // JSONTEXT_H
