// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "jsonnode.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

// RFC 9535, 2.3: a name that is no identifier goes into brackets and quotes.
static QString member(QString name)
{
    static const QRegularExpression identifier(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    if (identifier.match(name).hasMatch())
        return u'.' + name;
    name.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u"['%1']"_s.arg(name);
}

QString JsonNode::path() const
{
    QString path;
    for (const JsonNode *node = this; node->parent; node = node->parent) {
        const bool isMember = node->parent->type == Type::Object;
        path.prepend(isMember ? member(node->key) : u"[%1]"_s.arg(node->row));
    }
    return u'$' + path;
}
