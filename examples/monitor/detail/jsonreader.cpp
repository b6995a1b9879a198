// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "jsonreader.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

// Reads text that QJsonDocument has found to be right, which is also no deeper than it allows.
class Reader
{
public:
    explicit Reader(const QByteArray &json)
        : m_json(json)
    {}

    std::unique_ptr<JsonNode> value()
    {
        auto node = std::make_unique<JsonNode>();
        switch (next()) {
        case '{':
            node->type = JsonNode::Type::Object;
            readChildren(node.get(), '}');
            break;
        case '[':
            node->type = JsonNode::Type::Array;
            readChildren(node.get(), ']');
            break;
        case '"':
            node->type = JsonNode::Type::String;
            node->text = string();
            break;
        default:
            node->text = word();
            if (node->text[0].isDigit() || node->text[0] == u'-')
                node->type = JsonNode::Type::Number;
        }
        return node;
    }

private:
    char next() // that is no space, and stays where it is
    {
        while (QByteArrayView(" \t\r\n,:").contains(m_json[m_at]))
            ++m_at;
        return m_json[m_at];
    }

    void readChildren(JsonNode *parent, char end)
    {
        ++m_at;
        while (next() != end) {
            const QString key = parent->type == JsonNode::Type::Object ? string() : QString();
            auto child = value();
            child->key = key;
            child->parent = parent;
            child->row = int(parent->children.size());
            parent->children.push_back(std::move(child));
        }
        ++m_at;
    }

    QString string()
    {
        const qsizetype start = m_at;
        bool isPlain = true;
        for (++m_at; m_json[m_at] != '"'; ++m_at) {
            if (m_json[m_at] == '\\') {
                isPlain = false;
                ++m_at;
            }
        }
        ++m_at;
        if (isPlain)
            return QString::fromUtf8(m_json.sliced(start + 1, m_at - start - 2));
        const QByteArray array = '[' + m_json.sliced(start, m_at - start) + ']';
        return QJsonDocument::fromJson(array).array().at(0).toString();
    }

    QString word()
    {
        const qsizetype start = m_at;
        while (!QByteArrayView(" \t\r\n,]}").contains(m_json[m_at]))
            ++m_at;
        return QString::fromLatin1(m_json.sliced(start, m_at - start));
    }

    const QByteArray m_json;
    qsizetype m_at = 0;
};

} // namespace

std::unique_ptr<JsonNode> readJson(const QByteArray &json)
{
    if (QJsonDocument::fromJson(json).isNull())
        return nullptr;
    return Reader(json.startsWith("\xef\xbb\xbf") ? json.sliced(3) : json).value();
}
