// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "replayfeed.h"

#include <algorithm>

ReplayFeed::ReplayFeed(int eventCount, int eventsPerConnection)
    : m_eventCount(eventCount)
    , m_eventsPerConnection(eventsPerConnection)
{
    setHandler([this](ScriptedExchange *exchange) {
        exchange->run(answerAfter(exchange->request().header("Last-Event-ID").toInt()));
    });
}

QStringList ReplayFeed::events() const
{
    QStringList events;
    for (int id = 1; id <= m_eventCount; ++id)
        events.append(QString::number(id));
    return events;
}

QByteArrayList ReplayFeed::resumedAfter() const
{
    QByteArrayList ids;
    const QList<HttpRequest> all = requests();
    for (const HttpRequest &request : all) {
        if (request.headerCount("Last-Event-ID") > 0)
            ids.append(request.header("Last-Event-ID"));
    }
    return ids;
}

Script ReplayFeed::answerAfter(int lastId) const
{
    if (lastId >= m_eventCount)
        return Script().status(204);
    QByteArray bytes = lastId == 0 ? ": hello\nretry: 1\n\n" : "";
    const int end = std::min(lastId + m_eventsPerConnection, m_eventCount);
    for (int id = lastId + 1; id <= end; ++id) {
        const QByteArray text = QByteArray::number(id);
        bytes += "id: " + text + "\ndata: " + text + "\n\n";
    }
    return Script().send(bytes).cut();
}
