// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "feedevent.h"

#include "dice.h"

#include <QtCore/QByteArrayList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Dice diceFor(quint64 seed, int number)
{
    return Dice(seed * 1'000'003 + quint64(number));
}

QByteArray word(Dice &dice)
{
    switch (dice.below(12)) {
    case 0:
        return ""_ba;
    case 1:
        return " "_ba;
    case 2:
        return ":"_ba;
    case 3:
        return "data: id: 1"_ba;
    case 4:
        return "äöü"_ba;
    case 5:
        return "€"_ba;
    case 6:
        return "😀"_ba;
    case 7:
        return "\xef\xbb\xbf"_ba;
    case 8:
        return "\xe2\x80\xa8"_ba; // a line separator, which ends no line
    case 9:
        return QByteArray(1, '\0');
    case 10:
        return QByteArray(dice.below(300), 'x');
    default:
        return "{\"bid\": 1.5}"_ba;
    }
}

QByteArray line(Dice &dice)
{
    QByteArray line;
    for (int count = dice.below(4); count > 0; --count)
        line += word(dice);
    return line;
}

int lineCount(Dice &dice)
{
    const int kind = dice.below(500);
    if (kind == 0)
        return 2000; // more than a buffer holds
    return kind < 10 ? 60 : dice.from(1, 3);
}

} // namespace

FeedEvent feedEvent(quint64 seed, int number)
{
    Dice dice = diceFor(seed, number);
    QByteArrayList lines;
    for (int count = lineCount(dice); count > 0; --count)
        lines.append(line(dice));
    FeedEvent event;
    event.number = number;
    event.data = lines.join('\n');
    event.type = dice.oneOf({u"message"_s, u"message"_s, u"price"_s, u"späte Post"_s});
    if (hasId(seed, number))
        event.id = idOf(seed, number);
    return event;
}

QString idOf(quint64 seed, int number)
{
    const QString tail = diceFor(~seed, number).oneOf({u""_s, u""_s, u"-a:b"_s, u"/ä€"_s, u"/😀"_s});
    return QString::number(number) + tail;
}

bool hasId(quint64 seed, int number)
{
    return diceFor(seed + 1, number).chance(70);
}

int numberOf(const QString &id)
{
    const auto end = std::find_if(id.cbegin(), id.cend(), [](QChar c) { return !c.isDigit(); });
    return id.first(end - id.cbegin()).toInt();
}
