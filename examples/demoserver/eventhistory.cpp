// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventhistory.h"

namespace {
constexpr size_t maximumCount = 10000;
}

qint64 EventHistory::append(const QByteArray &type, const QByteArray &data)
{
    ++m_lastId;
    m_events.push_back({type, "id: " + QByteArray::number(m_lastId) + "\nevent: " + type
                                      + "\ndata: " + data + "\n\n"});
    if (m_events.size() > maximumCount)
        m_events.pop_front();
    return m_lastId;
}
