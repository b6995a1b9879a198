// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTHISTORY_H
#define EVENTHISTORY_H

#include <QtCore/QByteArray>

#include <deque>

// The last events, numbered from 1 on without a gap, as the stream carries them.
class EventHistory
{
public:
    struct Event
    {
        QByteArray type;
        QByteArray block; // with its id and the blank line at its end
    };

    qint64 append(const QByteArray &type, const QByteArray &data); // returns the id
    qint64 firstId() const { return m_lastId - qint64(m_events.size()) + 1; }
    qint64 lastId() const { return m_lastId; }
    const Event &at(qint64 id) const { return m_events[size_t(id - firstId())]; }

private:
    std::deque<Event> m_events;
    qint64 m_lastId = 0;
};

#endif
