// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "jsonwriter.h"

#include "jsonnode.h"
#include "jsontext.h"

namespace {

void append(const JsonNode &node, QByteArray *json)
{
    const bool isObject = node.type == JsonNode::Type::Object;
    if (node.type == JsonNode::Type::String) {
        appendJsonString(*json, node.text.toUtf8());
        return;
    }
    if (!node.isContainer()) {
        *json += node.text.toUtf8();
        return;
    }
    *json += isObject ? '{' : '[';
    for (const auto &child : node.children) {
        if (child->row > 0)
            *json += ',';
        if (isObject) {
            appendJsonString(*json, child->key.toUtf8());
            *json += ':';
        }
        append(*child, json);
    }
    *json += isObject ? '}' : ']';
}

} // namespace

QString jsonText(const JsonNode &node)
{
    QByteArray json;
    append(node, &json);
    return QString::fromUtf8(indentedJson(json));
}
