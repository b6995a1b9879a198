// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef BLOCKWRITER_H
#define BLOCKWRITER_H

#include "dice.h"
#include "feedevent.h"

#include <QtCore/QByteArrayList>

// Spells the events of one connection in the many ways that the grammar allows.
class BlockWriter
{
public:
    explicit BlockWriter(Dice &dice);

    void write(const FeedEvent &event);
    void writeComment();
    void writeId(const QString &id); // a block without an event
    QByteArray bytes() const { return m_bytes; }

private:
    QByteArray spelt(const QByteArray &name, const QByteArray &value);
    QByteArrayList dataLines(const FeedEvent &event);
    QByteArrayList otherLines(const FeedEvent &event);
    void writeLine(const QByteArray &line);
    QByteArray lineEndAfter(const QByteArray &line);

    Dice &m_dice;
    const QByteArray m_lineEnd; // empty where each line has its own
    QByteArray m_bytes;
};

#endif // BLOCKWRITER_H
