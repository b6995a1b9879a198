// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssesharedsessions_p.h"

#include <QtCore/qthread.h>

#include <algorithm>

QSseReplay::QSseReplay(QSseSession *session, int count)
    : QObject(session)
    , m_count(count)
{
    connect(session, &QSseSession::eventReceived, this, &QSseReplay::add);
}

const QSseReplay *QSseReplay::of(const QSseSession *session)
{
    return session->findChild<QSseReplay *>(QString(), Qt::FindDirectChildrenOnly);
}

void QSseReplay::add(const QSseEvent &event)
{
    if (m_events.size() == m_count)
        m_events.removeFirst();
    m_events.append(event);
}

// At once, so that not one more byte is read, unless the last one to have it is another thread.
static void release(QSseSession *session)
{
    if (session->thread() == QThread::currentThread())
        delete session;
    else
        session->deleteLater();
}

std::shared_ptr<QSseSession> QSseSharedSessions::find(const QSseRequest &request)
{
    const auto isGone = [](const Entry &entry) { return entry.session.expired(); };
    m_entries.erase(std::remove_if(m_entries.begin(), m_entries.end(), isGone), m_entries.end());
    const auto found =
            std::find_if(m_entries.begin(), m_entries.end(),
                         [&request](const Entry &entry) { return entry.request == request; });
    return found == m_entries.end() ? nullptr : found->session.lock();
}

std::shared_ptr<QSseSession> QSseSharedSessions::add(QSseSession *session)
{
    if (replayCount > 0)
        new QSseReplay(session, replayCount);
    std::shared_ptr<QSseSession> shared(session, release);
    m_entries.push_back({session->request(), shared});
    return shared;
}
