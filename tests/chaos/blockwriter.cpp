// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "blockwriter.h"

using namespace Qt::StringLiterals;

BlockWriter::BlockWriter(Dice &dice)
    : m_dice(dice)
    , m_lineEnd(dice.oneOf({"\n"_ba, "\r"_ba, "\r\n"_ba, ""_ba}))
{
    if (m_dice.chance(30))
        m_bytes = "\xef\xbb\xbf"_ba;
    while (m_dice.chance(20))
        writeLine({});
}

void BlockWriter::write(const FeedEvent &event)
{
    QByteArrayList lines = dataLines(event);
    qsizetype at = 0;
    const QByteArrayList others = otherLines(event);
    for (const QByteArray &other : others) { // anywhere, but in their order
        at = m_dice.from(int(at), int(lines.size()));
        lines.insert(at++, other);
    }
    for (const QByteArray &line : std::as_const(lines))
        writeLine(line);
    do {
        writeLine({});
    } while (m_dice.chance(10));
}

void BlockWriter::writeComment()
{
    writeLine(m_dice.oneOf({":"_ba, ": ping"_ba, ":data: no event"_ba, ":€"_ba}));
    if (m_dice.chance(50))
        writeLine({});
}

void BlockWriter::writeId(const QString &id)
{
    writeLine(spelt("id"_ba, id.toUtf8()));
    writeLine({});
}

// One space behind the colon does not count; where the value begins with one, it has to be there.
QByteArray BlockWriter::spelt(const QByteArray &name, const QByteArray &value)
{
    if (value.isEmpty())
        return name + m_dice.oneOf({""_ba, ":"_ba, ": "_ba});
    return name + (value.startsWith(' ') || m_dice.chance(70) ? ": "_ba : ":"_ba) + value;
}

QByteArrayList BlockWriter::dataLines(const FeedEvent &event)
{
    QByteArrayList lines = event.data.split('\n');
    for (QByteArray &line : lines)
        line = spelt("data"_ba, line);
    return lines;
}

// Of fields of one name the last counts.
QByteArrayList BlockWriter::otherLines(const FeedEvent &event)
{
    QByteArrayList lines;
    if (m_dice.chance(5))
        lines.append(spelt("event"_ba, "overruled"_ba));
    if (event.type != u"message"_s)
        lines.append(spelt("event"_ba, event.type.toUtf8()));
    else if (!lines.isEmpty() || m_dice.chance(10))
        lines.append(spelt("event"_ba, m_dice.oneOf({"message"_ba, ""_ba})));
    if (!event.id.isNull()) {
        if (m_dice.chance(5))
            lines.append(spelt("id"_ba, m_dice.oneOf({"0"_ba, ""_ba, "999999"_ba})));
        lines.append(spelt("id"_ba, event.id.toUtf8()));
    }
    if (m_dice.chance(5)) // a NUL makes it no id
        lines.append("id: 999999\0"_ba);
    if (m_dice.chance(5))
        lines.append(spelt("retry"_ba, m_dice.oneOf({"0"_ba, "1"_ba, "12"_ba, "-1"_ba, "1s"_ba})));
    if (m_dice.chance(5))
        lines.append(m_dice.oneOf({": aside"_ba, "unknown: field"_ba, "Data: no data"_ba, " "_ba}));
    return lines;
}

void BlockWriter::writeLine(const QByteArray &line)
{
    m_bytes += line + lineEndAfter(line);
}

// LF right behind CR would belong to the line before.
QByteArray BlockWriter::lineEndAfter(const QByteArray &line)
{
    if (!m_lineEnd.isEmpty())
        return m_lineEnd;
    if (line.isEmpty() && m_bytes.endsWith('\r'))
        return m_dice.oneOf({"\r"_ba, "\r\n"_ba});
    return m_dice.oneOf({"\n"_ba, "\r"_ba, "\r\n"_ba});
}
