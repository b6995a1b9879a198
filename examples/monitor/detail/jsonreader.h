// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef JSONREADER_H
#define JSONREADER_H

#include "jsonnode.h"

#include <QtCore/QByteArray>

// An object or an array as a tree; null where the text is no JSON.
std::unique_ptr<JsonNode> readJson(const QByteArray &json);

#endif
