// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssetypecache_p.h"
#include "qsseutf8_p.h"

const QString &QSseTypeCache::decode(QByteArrayView type)
{
    if (m_last < m_entries.size() && m_entries.at(m_last).utf8 == type)
        return m_entries.at(m_last).text;
    for (m_last = 0; m_last < m_entries.size(); ++m_last) {
        if (m_entries.at(m_last).utf8 == type)
            return m_entries.at(m_last).text;
    }

    const Entry entry{type.toByteArray(), QSseUtf8::decode(type)};
    if (m_entries.size() < Capacity) {
        m_entries.append(entry);
    } else {
        m_last = m_oldest;
        m_oldest = (m_oldest + 1) % Capacity;
        m_entries[m_last] = entry;
    }
    return m_entries.at(m_last).text;
}
