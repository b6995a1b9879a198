// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "ledger.h"

#include <utility>

using namespace Qt::StringLiterals;

Ledger::Entry Ledger::enter(qint64 id)
{
    if (m_received > 0 && id <= m_lastId) {
        ++m_duplicated;
        return Entry::Duplicate;
    }
    const qint64 missing = m_received > 0 ? id - m_lastId - 1 : 0;
    ++m_received;
    m_lost += missing;
    m_lastId = id;
    return missing > 0 ? Entry::AfterGap : Entry::InTurn;
}

void Ledger::expectUpTo(qint64 id)
{
    if (m_received > 0 && id > m_lastId)
        m_lost += id - std::exchange(m_lastId, id);
}

QString Ledger::summary() const
{
    return u"received %1, lost %2, duplicated %3"_s.arg(m_received).arg(m_lost).arg(m_duplicated);
}
