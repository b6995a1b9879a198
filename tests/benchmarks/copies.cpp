// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "copies.h"

static thread_local qint64 copied;

// Volatile, or else the compiler makes a call of memcpy of the loop.
extern "C" {
Q_DECL_EXPORT void *memmove(void *to, const void *from, size_t size)
{
    copied += qint64(size);
    auto *target = static_cast<volatile char *>(to);
    const auto *source = static_cast<const volatile char *>(from);
    if (target < source) {
        for (size_t i = 0; i < size; ++i)
            target[i] = source[i];
    } else {
        for (size_t i = size; i > 0; --i)
            target[i - 1] = source[i - 1];
    }
    return to;
}

Q_DECL_EXPORT void *memcpy(void *__restrict to, const void *__restrict from, size_t size)
{
    return memmove(to, from, size);
}
}

qint64 Copies::bytesSoFar()
{
    return copied;
}
