// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef HEAPMETER_H
#define HEAPMETER_H

#include <QtCore/QTimer>

// The bytes that the process has allocated and not freed, in all threads; 0 where nobody counts
// them. Other than the resident size, it does not depend on what the allocator keeps.
qint64 heapInUse();

// How much more that has become since it was made, looked at ever so often by the event loop.
class HeapMeter
{
public:
    HeapMeter();

    qint64 growth() const;
    qint64 peak();

private:
    void look();

    const qint64 m_before;
    qint64 m_peak = 0;
    QTimer m_clock;
};

#endif // HEAPMETER_H
