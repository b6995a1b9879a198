// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <QtCore/qglobal.h>

// What this thread has asked the heap for: the benchmarks replace malloc and its kin.
struct Allocations
{
    qint64 count = 0;
    qint64 bytes = 0;

    static Allocations soFar();
    Allocations since(const Allocations &earlier) const
    {
        return {count - earlier.count, bytes - earlier.bytes};
    }
};

#endif // ALLOCATIONS_H
