// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef JSONWRITER_H
#define JSONWRITER_H

#include <QtCore/QString>

struct JsonNode;

QString jsonText(const JsonNode &node); // indented

#endif
