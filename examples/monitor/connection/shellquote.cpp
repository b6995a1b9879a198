// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "shellquote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

static bool isHarmless(QChar c)
{
    const char16_t code = c.unicode();
    return (code >= u'0' && code <= u'9') || (code >= u'A' && code <= u'Z')
           || (code >= u'a' && code <= u'z') || QStringView(u"%+,-./:=@_").contains(c);
}

// POSIX, Shell Command Language, 2.2.2: nothing is special inside single quotes but their end.
QString shellQuoted(const QString &text)
{
    if (!text.isEmpty() && std::all_of(text.cbegin(), text.cend(), isHarmless))
        return text;
    QString quoted = text;
    quoted.replace(u'\'', u"'\\''"_s);
    return u'\'' + quoted + u'\'';
}
