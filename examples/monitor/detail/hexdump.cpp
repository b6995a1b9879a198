// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "hexdump.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype perLine = 16;

QString line(qsizetype offset, const QByteArray &bytes)
{
    QString hex = QString::fromLatin1(bytes.toHex(' ')).leftJustified(3 * perLine - 1);
    if (hex.size() > 24)
        hex.insert(24, u' '); // between the eighth byte and the ninth
    QString ascii;
    for (const char c : bytes)
        ascii += c >= 0x20 && c < 0x7f ? QLatin1Char(c) : QLatin1Char('.');
    return u"%1  %2  %3\n"_s.arg(qlonglong(offset), 6, 16, QLatin1Char('0')).arg(hex, ascii);
}

} // namespace

QString hexDump(const QByteArray &bytes)
{
    QString text;
    for (qsizetype offset = 0; offset < bytes.size(); offset += perLine)
        text += line(offset, bytes.mid(offset, perLine));
    return text;
}
