// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "allocations.h"

#include <cstdlib>

// glibc's own names for the functions that are replaced.
extern "C" {
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static thread_local Allocations allocations;

static void count(size_t size)
{
    ++allocations.count;
    allocations.bytes += qint64(size);
}

Q_DECL_EXPORT void *malloc(size_t size)
{
    count(size);
    return __libc_malloc(size);
}

Q_DECL_EXPORT void *calloc(size_t number, size_t size)
{
    count(number * size);
    return __libc_calloc(number, size);
}

Q_DECL_EXPORT void *realloc(void *old, size_t size)
{
    count(size);
    return __libc_realloc(old, size);
}
}

Allocations Allocations::soFar()
{
    return allocations;
}
