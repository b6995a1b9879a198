// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSESHAREDSESSIONS_P_H
#define QSSESHAREDSESSIONS_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssesession.h"

#include <QtCore/qlist.h>

#include <vector>

// The last events of a session, as its child.
class QSseReplay : public QObject
{
    Q_OBJECT

public:
    QSseReplay(QSseSession *session, int count);

    static const QSseReplay *of(const QSseSession *session);
    QList<QSseEvent> events() const { return m_events; }

private:
    void add(const QSseEvent &event);

    const int m_count;
    QList<QSseEvent> m_events;
};

// Sessions that those who ask for an equal request have together. They belong to them, and go with
// the last one.
class QSseSharedSessions
{
public:
    std::shared_ptr<QSseSession> find(const QSseRequest &request);
    std::shared_ptr<QSseSession> add(QSseSession *session);

    int replayCount = 0;

private:
    struct Entry
    {
        QSseRequest request; // the session's own may be changed
        std::weak_ptr<QSseSession> session;
    };

    std::vector<Entry> m_entries;
};

#endif // QSSESHAREDSESSIONS_P_H
