// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "jsontext.h"

#include <QtCore/qbytearrayview.h>

namespace {

// A line of data must not become megabytes of spaces.
constexpr int DeepestIndent = 32;

void appendEscaped(QByteArray &out, char c)
{
    switch (c) {
    case '"':
    case '\\':
        out += '\\';
        out += c;
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        constexpr char digits[] = "0123456789abcdef";
        out += "\\u00";
        out += digits[(c >> 4) & 0xf];
        out += digits[c & 0xf];
    }
}

bool needsEscape(char c)
{
    return uchar(c) < 0x20 || c == '"' || c == '\\';
}

class Indenter
{
public:
    explicit Indenter(QByteArrayView json)
        : m_json(json)
    {}

    QByteArray result()
    {
        while (m_at < m_json.size())
            step(m_json[m_at++]);
        return m_out;
    }

private:
    void step(char c)
    {
        switch (c) {
        case ' ':
        case '\t':
        case '\r':
        case '\n':
            break;
        case '"':
            copyString();
            break;
        case '{':
        case '[':
            open(c);
            break;
        case '}':
        case ']':
            newLine(--m_depth);
            m_out += c;
            break;
        case ',':
            m_out += c;
            newLine(m_depth);
            break;
        case ':':
            m_out += ": ";
            break;
        default:
            m_out += c;
        }
    }

    void open(char c)
    {
        m_out += c;
        while (QByteArrayView(" \t\r\n").contains(m_json[m_at]))
            ++m_at;
        if (m_json[m_at] == '}' || m_json[m_at] == ']')
            m_out += m_json[m_at++];
        else
            newLine(++m_depth);
    }

    void copyString()
    {
        const qsizetype start = m_at - 1;
        for (; m_json[m_at] != '"'; ++m_at) {
            if (m_json[m_at] == '\\')
                ++m_at;
        }
        ++m_at;
        m_out += m_json.sliced(start, m_at - start);
    }

    void newLine(int depth)
    {
        m_out += '\n';
        m_out.append(2 * qMin(depth, DeepestIndent), ' ');
    }

    QByteArrayView m_json;
    QByteArray m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

void appendJsonString(QByteArray &out, QByteArrayView utf8)
{
    out += '"';
    auto plain = utf8.begin();
    for (auto it = plain; it != utf8.end(); ++it) {
        if (!needsEscape(*it))
            continue;
        out.append(plain, it - plain);
        appendEscaped(out, *it);
        plain = it + 1;
    }
    out.append(plain, utf8.end() - plain);
    out += '"';
}

QByteArray indentedJson(QByteArrayView json)
{
    return Indenter(json).result();
}
