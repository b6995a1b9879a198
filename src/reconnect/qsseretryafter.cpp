// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseretryafter_p.h"

#include <QtCore/qlocale.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A server that asks for more is not taken at its word: a broken header must not end a stream.
static constexpr std::chrono::milliseconds Longest = 24h;

static std::optional<std::chrono::milliseconds> seconds(const QByteArray &value)
{
    const bool isNumber = !value.isEmpty() && std::all_of(value.begin(), value.end(), [](char c) {
        return c >= '0' && c <= '9';
    });
    if (!isNumber)
        return std::nullopt;
    bool fits = false;
    const qlonglong number = value.toLongLong(&fits);
    if (!fits || number > Longest / 1s)
        return Longest;
    return std::chrono::seconds(number);
}

// RFC 9110, 5.6.7: the preferred form of a date; the two obsolete ones are not sent any more.
static std::optional<std::chrono::milliseconds> untilDate(const QByteArray &value,
                                                          const QDateTime &now)
{
    const QString text = QString::fromLatin1(value);
    QDateTime date = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return std::clamp<std::chrono::milliseconds>(std::chrono::milliseconds(now.msecsTo(date)), 0ms,
                                                 Longest);
}

std::optional<std::chrono::milliseconds> QSseRetryAfter::parse(const QByteArray &value,
                                                               const QDateTime &now)
{
    const QByteArray trimmed = value.trimmed();
    if (const auto delay = seconds(trimmed))
        return delay;
    return untilDate(trimmed, now);
}
