// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef WITNESS_H
#define WITNESS_H

#include <QtSse/QSseEvent>

class Diary;

// Knows which event comes next, whatever happens to connections and sessions, and what is in it.
//
// A connection goes on behind the last event id. Events without an id that had come after it come
// again: the server cannot know better. Every other event comes once.
class Witness
{
public:
    Witness(quint64 seed, Diary *diary);

    void hearOpened(const QString &lastEventId);
    void hearEvent(const QSseEvent &event);
    int lastNumber() const { return m_next - 1; }

private:
    void compareIds(const QSseEvent &event, const QString &expected);

    const quint64 m_seed;
    Diary *const m_diary;
    int m_next = 1;   // the number of the event that has to come
    int m_lastId = 0; // the number in the last id that came with an event
};

#endif // WITNESS_H
