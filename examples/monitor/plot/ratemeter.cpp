// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "ratemeter.h"

#include <algorithm>

void RateMeter::add(qint64 events, qint64 bytes, std::chrono::milliseconds elapsed)
{
    if (events < m_events || bytes < m_bytes)
        m_events = m_bytes = 0;
    const double seconds = std::max(double(elapsed.count()), 1.0) / 1000;
    m_samples.push_back({double(events - m_events) / seconds, double(bytes - m_bytes) / seconds});
    if (m_samples.size() > capacity)
        m_samples.pop_front();
    m_events = events;
    m_bytes = bytes;
}

void RateMeter::clear()
{
    m_samples.clear();
}
