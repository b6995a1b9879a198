// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef LEDGER_H
#define LEDGER_H

#include <QtCore/QString>

// Books the ids of a feed that numbers its events without a gap. It begins with the first id it is
// told; from there on, each id has to come once, in its turn.
class Ledger
{
public:
    enum class Entry { InTurn, AfterGap, Duplicate };

    Entry enter(qint64 id);
    void expectUpTo(qint64 id); // what has not come by now is lost

    qint64 received() const { return m_received; } // without duplicates
    qint64 lost() const { return m_lost; }
    qint64 duplicated() const { return m_duplicated; }
    qint64 lastId() const { return m_lastId; } // -1 before the first
    bool isBalanced() const { return m_lost == 0 && m_duplicated == 0; }
    QString summary() const;

private:
    qint64 m_lastId = -1;
    qint64 m_received = 0;
    qint64 m_lost = 0;
    qint64 m_duplicated = 0;
};

#endif
