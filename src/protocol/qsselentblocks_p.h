// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSELENTBLOCKS_P_H
#define QSSELENTBLOCKS_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseevent.h"

#include <vector>

// The events that somebody has kept, oldest first. Once they have let go of one its block serves
// again, so that a receiver that takes events in batches costs no allocation either.
class QSseLentBlocks
{
public:
    // The oldest one goes where there are too many: it is kept for good.
    void add(QSseEvent &&event);
    bool isEmpty() const { return m_count == 0; }
    const QSseEvent &oldest() const { return m_ring[m_first]; }
    QSseEvent takeOldest();
    void clear() { *this = {}; }

private:
    static constexpr size_t Most = 128;

    std::vector<QSseEvent> m_ring; // empty where no event was ever kept
    size_t m_first = 0;
    size_t m_count = 0;
};

#endif // QSSELENTBLOCKS_P_H
