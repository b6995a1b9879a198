// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "report.h"

#include <QtCore/qbytearray.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaximumBody = 4096;

void writeLine(const QString &line)
{
    const QByteArray bytes = visibleText(line).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

} // namespace

void Report::error(const QString &message) const
{
    writeLine(u"ssecat: "_s + message);
}

void Report::note(const QString &message) const
{
    if (m_verbose)
        writeLine(message);
}

void Report::body(const QByteArray &body) const
{
    if (body.isEmpty())
        return;
    writeLine(QString::fromUtf8(body.first(qMin(body.size(), MaximumBody))).trimmed());
    if (body.size() > MaximumBody)
        writeLine(u"(%1 more bytes)"_s.arg(body.size() - MaximumBody));
}

QString visibleText(QString text)
{
    for (QChar &c : text) {
        const char16_t code = c.unicode();
        if (code < 0x20 && code != '\n' && code != '\t')
            c = QChar(0x2400 + code);
        else if (code == 0x7f)
            c = QChar(0x2421);
        else if (code >= 0x80 && code < 0xa0)
            c = QChar(QChar::ReplacementCharacter);
    }
    return text;
}
