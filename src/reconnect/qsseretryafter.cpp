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
    const QDate date = QLocale::c().toDate(text.left(16), u"ddd, dd MMM yyyy"_s);
    const QTime time = QTime::fromString(text.mid(17, 8), u"HH:mm:ss"_s);
    if (!date.isValid() || !time.isValid() || text.mid(25) != u" GMT"_s)
        return std::nullopt;
    const std::chrono::milliseconds then = QDate(1970, 1, 1).daysTo(date) * std::chrono::hours(24)
                                           + std::chrono::milliseconds(time.msecsSinceStartOfDay());
    return std::clamp(then - std::chrono::milliseconds(now.toMSecsSinceEpoch()),
                      std::chrono::milliseconds(0ms), Longest);
}

std::optional<std::chrono::milliseconds> QSseRetryAfter::parse(const QByteArray &value,
                                                               const QDateTime &now)
{
    const QByteArray trimmed = value.trimmed();
    if (const auto delay = seconds(trimmed))
        return delay;
    return untilDate(trimmed, now);
}
