// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseeventsourcehost_p.h"
#include "qsseeventsourcelink_p.h"
#include "qsseeventsourceurl_p.h"

#include <QtSse/QSseBackoffPolicy>

#include <utility>

using namespace std::chrono_literals;

// "In the region of a few seconds", more where the attempt before has failed (WHATWG HTML, 9.2.2
// and 9.2.3).
static std::shared_ptr<QSseReconnectPolicy> browserPolicy()
{
    static const auto policy = [] {
        auto backoff = std::make_shared<QSseBackoffPolicy>();
        backoff->setInitialDelay(3s);
        return backoff;
    }();
    return policy;
}

// Browsers wait for the head as long as this or longer, and there are servers that send it with the
// first event.
static constexpr auto BrowserConnectTimeout = 5min;

QSseEventSourceLink::QSseEventSourceLink(const QJSValue &source, QSseEventSourceHost *host)
    : QObject(host)
    , m_host(host)
    , m_source(source)
{
    m_session.setStrict(true);
    m_session.setReconnectPolicy(browserPolicy());
    m_session.setConnectTimeout(BrowserConnectTimeout);
    connect(&m_session, &QSseSession::opened, this, &QSseEventSourceLink::announce);
    connect(&m_session, &QSseSession::eventReceived, this, &QSseEventSourceLink::deliver);
    connect(&m_session, &QSseSession::errorOccurred, this,
            [this](const QSseError &error) { m_error = error; });
    connect(&m_session, &QSseSession::reconnectScheduled, this, &QSseEventSourceLink::reestablish);
    connect(&m_session, &QSseSession::closed, this, &QSseEventSourceLink::fail);
}

void QSseEventSourceLink::open(const QUrl &url, bool withCredentials, const Prepare &prepare)
{
    m_session.setUrl(url);
    if (prepare)
        prepare(&m_session, withCredentials);
    m_session.open();
}

void QSseEventSourceLink::close()
{
    release();
    m_session.close();
}

void QSseEventSourceLink::announce()
{
    m_host->announce(m_source, QSseEventSourceUrl::origin(m_session.response().url()));
}

void QSseEventSourceLink::deliver(const QSseEvent &event)
{
    if (event.isMessage())
        m_host->deliver(m_source, event.type(), event.text(), event.lastEventId());
}

void QSseEventSourceLink::reestablish()
{
    const QSseError error = std::exchange(m_error, {});
    m_host->reestablish(m_source, error.message(), error.httpStatus());
}

void QSseEventSourceLink::fail()
{
    const QSseError error = std::exchange(m_error, {});
    m_host->fail(release(), error.message(), error.httpStatus());
}

// Nothing comes from the session any more, and the EventSource is the garbage collector's.
QJSValue QSseEventSourceLink::release()
{
    m_session.disconnect(this);
    deleteLater();
    return std::exchange(m_source, {});
}
