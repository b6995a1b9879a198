// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "series.h"

#include <QtCore/QDateTime>

#include <algorithm>

static constexpr size_t maximumCount = 8192;

void Series::append(double time, double value)
{
    qint64 at = time > 0 ? qint64(time) : QDateTime::currentMSecsSinceEpoch();
    if (!m_points.empty())
        at = std::max(at, m_points.back().time);
    m_points.push_back({at, value});
    if (m_points.size() > maximumCount)
        m_points.pop_front();
    m_sinceLast.start();
    Q_EMIT changed();
}

void Series::clear()
{
    m_points.clear();
    Q_EMIT changed();
}

// The server's clock may not be ours: its time is that of the last value and what has passed since.
qint64 Series::currentTime() const
{
    if (m_points.empty())
        return QDateTime::currentMSecsSinceEpoch();
    return m_points.back().time + m_sinceLast.elapsed();
}
