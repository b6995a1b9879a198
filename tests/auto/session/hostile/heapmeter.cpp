// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "heapmeter.h"

#if defined(__has_feature) // Clang
#    if __has_feature(address_sanitizer)
#        define HAS_ADDRESS_SANITIZER
#    endif
#elif defined(__SANITIZE_ADDRESS__)
#    define HAS_ADDRESS_SANITIZER
#endif

#if defined(HAS_ADDRESS_SANITIZER)
// Its header comes with Clang only.
extern "C" size_t __sanitizer_get_current_allocated_bytes();
#elif defined(__GLIBC__)
#    if __GLIBC_PREREQ(2, 33)
#        include <malloc.h>
#        define HAS_MALLINFO2
#    endif
#endif

qint64 heapInUse()
{
#if defined(HAS_ADDRESS_SANITIZER)
    return qint64(__sanitizer_get_current_allocated_bytes());
#elif defined(HAS_MALLINFO2)
    const auto info = ::mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
#else
    return 0;
#endif
}

HeapMeter::HeapMeter()
    : m_before(heapInUse())
{
    QObject::connect(&m_clock, &QTimer::timeout, [this] { look(); });
    m_clock.start(10);
}

qint64 HeapMeter::growth() const
{
    return heapInUse() - m_before;
}

qint64 HeapMeter::peak()
{
    look();
    return m_peak;
}

void HeapMeter::look()
{
    m_peak = std::max(m_peak, growth());
}
