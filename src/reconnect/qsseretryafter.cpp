// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseretryafter_p.h"

#include <QtCore/qlocale.h>
#include <QtCore/qstringlist.h>

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

// A year of two digits is not more than fifty years ahead.
static QString fullYear(const QString &year, const QDateTime &now)
{
    if (year.size() != 2)
        return year;
    const int thisYear = now.date().year();
    const int inThisCentury = thisYear / 100 * 100 + year.toInt();
    return QString::number(inThisCentury > thisYear + 50 ? inThisCentury - 100 : inThisCentury);
}

// RFC 9110, 5.6.7: the preferred form of a date and the two obsolete ones.
static std::optional<std::chrono::milliseconds> untilDate(const QByteArray &value,
                                                          const QDateTime &now)
{
    const QStringList words =
            QString::fromLatin1(value).replace(u'-', u' ').split(u' ', Qt::SkipEmptyParts);
    const bool isAscTime = words.size() == 5; // Sun Nov  6 08:49:37 1994
    // Sun, 06 Nov 1994 08:49:37 GMT, or Sunday, 06-Nov-94 08:49:37 GMT
    const bool isNamed = words.size() == 6 && words.at(5) == "GMT"_L1;
    if (!isAscTime && !isNamed)
        return std::nullopt;
    const QStringList parts =
            isAscTime ? QStringList{words.at(2), words.at(1), words.at(4)}
                      : QStringList{words.at(1), words.at(2), fullYear(words.at(3), now)};
    const QDate date = QLocale::c().toDate(parts.join(u' '), u"d MMM yyyy"_s);
    const QTime time = QTime::fromString(words.at(isAscTime ? 3 : 4), u"HH:mm:ss"_s);
    if (!date.isValid() || !time.isValid())
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
