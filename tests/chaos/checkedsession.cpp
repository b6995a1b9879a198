// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "checkedsession.h"

#include "diary.h"
#include "witness.h"

using namespace Qt::StringLiterals;

// All in it that is "secret" is to stay so.
static QSseRequest requestTo(QUrl url)
{
    url.setQuery(u"key=secret"_s);
    QSseRequest request(url);
    request.setBearerToken(u"secret"_s);
    request.setHeader("Cookie"_ba, "sid=secret"_ba);
    return request;
}

CheckedSession::CheckedSession(const QUrl &url, const QString &lastEventId, Witness *witness,
                               Diary *diary)
    : QSseSession(requestTo(url))
    , m_witness(witness)
    , m_diary(diary)
{
    setLastEventId(lastEventId);
    connect(this, &QSseSession::opened, this, &CheckedSession::onOpened);
    connect(this, &QSseSession::eventReceived, this, &CheckedSession::onEvent);
    connect(this, &QSseSession::closed, this, &CheckedSession::onClosed);
}

void CheckedSession::start()
{
    if (state() == State::Closed)
        ++m_opens;
    open();
}

// In a turn of the event loop in which nothing of the session's is under way.
void CheckedSession::checkAtRest()
{
    if (state() == State::Closed)
        check(m_closes == m_opens, "closed() has not come for each open()");
}

void CheckedSession::onOpened()
{
    check(state() == State::Open, "opened() comes while not open");
    m_witness->hearOpened(lastEventId());
}

void CheckedSession::onEvent(const QSseEvent &event)
{
    check(state() == State::Open, "an event comes while not open");
    check(!isPaused(), "an event comes while paused");
    check(!m_spinning, "an event comes while a slot spins an event loop");
    check(event.lastEventId() == lastEventId(), "event and session have different last ids");
    check(statistics().events() == ++m_events, "the statistics count other events");
    m_witness->hearEvent(event);
}

void CheckedSession::onClosed()
{
    check(++m_closes <= m_opens, "closed() comes more often than open()");
}

void CheckedSession::check(bool holds, const char *what)
{
    if (!holds)
        m_diary->fail(QString::fromLatin1(what));
}
