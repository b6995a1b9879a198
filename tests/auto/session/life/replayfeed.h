// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef REPLAYFEED_H
#define REPLAYFEED_H

#include "scriptedserver.h"

#include <QtCore/QStringList>

// A server that keeps its events: each connection gets some of those after its Last-Event-ID, the
// very first with a comment and a retry before them, and is then cut. After the last one it
// answers 204.
class ReplayFeed : public ScriptedServer
{
public:
    ReplayFeed(int eventCount, int eventsPerConnection);

    QStringList events() const; // "1", "2" and so on

private:
    Script answerAfter(int lastId) const;

    const int m_eventCount;
    const int m_eventsPerConnection;
};

#endif
