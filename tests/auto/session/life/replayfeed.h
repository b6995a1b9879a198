// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef REPLAYFEED_H
#define REPLAYFEED_H

#include "scriptedserver.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QStringList>

// A server that keeps its events: each connection gets some of those after its Last-Event-ID, the
// very first with a comment and a retry before them, and is then cut. After the last one it
// answers 204. Qt takes the cut for a clean end at times, and asks a second time then: where a test
// counts errors the session has an end marker, without which either end is one.
class ReplayFeed : public ScriptedServer
{
public:
    ReplayFeed(int eventCount, int eventsPerConnection);

    QStringList events() const;          // "1", "2" and so on
    QByteArrayList resumedAfter() const; // the ids of the requests that had one

private:
    Script answerAfter(int lastId) const;

    const int m_eventCount;
    const int m_eventsPerConnection;
};

#endif
