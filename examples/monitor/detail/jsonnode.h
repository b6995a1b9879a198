// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef JSONNODE_H
#define JSONNODE_H

#include <QtCore/QString>

#include <memory>
#include <vector>

// A value of a JSON text, with the members' order and the numbers' digits as they were sent.
struct JsonNode
{
    enum class Type { Object, Array, String, Number, Literal };

    Type type = Type::Literal;
    QString key;  // of a member
    QString text; // of a value that is neither an object nor an array
    JsonNode *parent = nullptr;
    int row = 0; // in its parent
    std::vector<std::unique_ptr<JsonNode>> children;

    bool isContainer() const { return type == Type::Object || type == Type::Array; }
    QString path() const; // as JSONPath writes it: $.prices[0].bid
};

#endif
