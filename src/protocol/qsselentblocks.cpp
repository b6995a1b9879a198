// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsselentblocks_p.h"

#include <utility>

void QSseLentBlocks::add(QSseEvent &&event)
{
    m_ring.resize(Most);
    QSseEvent &place = m_ring[(m_first + m_count) % Most];
    if (m_count < Most)
        ++m_count;
    else
        m_first = (m_first + 1) % Most;
    place = std::move(event);
}

QSseEvent QSseLentBlocks::takeOldest()
{
    QSseEvent event = std::move(m_ring[m_first]);
    m_first = (m_first + 1) % Most;
    --m_count;
    return event;
}
