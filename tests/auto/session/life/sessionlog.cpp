// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "sessionlog.h"

#include "scriptedserver.h"

#include <QtSse/QSseBackoffPolicy>

#include <QtCore/QEventLoop>
#include <QtCore/QMetaEnum>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

template <typename Enum> QString nameOf(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
}

bool isOfKind(const QString &entry, const QString &kind)
{
    return entry == kind || entry.startsWith(kind + u' ');
}

} // namespace

SessionLog::SessionLog(QSseSession *session)
{
    QObject::connect(session, &QSseSession::stateChanged,
                     [=] { add(u"state "_s + nameOf(session->state())); });
    QObject::connect(session, &QSseSession::opened, [this] { add(u"opened"_s); });
    QObject::connect(session, &QSseSession::eventReceived,
                     [this](const QSseEvent &event) { add(u"event "_s + event.text()); });
    QObject::connect(session, &QSseSession::commentReceived,
                     [this](const QString &comment) { add(u"comment "_s + comment); });
    QObject::connect(session, &QSseSession::retryReceived, [this](std::chrono::milliseconds retry) {
        add(u"retry "_s + QString::number(retry.count()));
    });
    QObject::connect(session, &QSseSession::lastEventIdChanged,
                     [=] { add(u"id "_s + session->lastEventId()); });
    QObject::connect(session, &QSseSession::errorOccurred,
                     [this](const QSseError &error) { add(u"error "_s + nameOf(error.kind())); });
    QObject::connect(session, &QSseSession::reconnectScheduled,
                     [this](int attempt) { add(u"reconnect "_s + QString::number(attempt)); });
    QObject::connect(session, &QSseSession::closed, [this] { add(u"closed"_s); });
}

void SessionLog::atFirst(const QString &kind, std::function<void()> action)
{
    m_kind = kind;
    m_action = std::move(action);
}

QStringList SessionLog::entries() const
{
    return entriesSince(0);
}

QStringList SessionLog::entriesSince(qsizetype index) const
{
    const QMutexLocker lock(&m_mutex);
    return m_entries.mid(index);
}

QStringList SessionLog::events() const
{
    QStringList events;
    const QStringList all = entries();
    for (const QString &entry : all) {
        if (isOfKind(entry, u"event"_s))
            events.append(entry.mid(6));
    }
    return events;
}

qsizetype SessionLog::size() const
{
    const QMutexLocker lock(&m_mutex);
    return m_entries.size();
}

qsizetype SessionLog::count(const QString &kind) const
{
    const QMutexLocker lock(&m_mutex);
    return std::count_if(m_entries.cbegin(), m_entries.cend(),
                         [&kind](const QString &entry) { return isOfKind(entry, kind); });
}

void SessionLog::add(const QString &entry)
{
    std::function<void()> action;
    {
        const QMutexLocker lock(&m_mutex);
        m_entries.append(entry);
        if (m_action && isOfKind(entry, m_kind))
            action = std::exchange(m_action, nullptr);
    }
    if (action)
        action();
}

QStringList without(const QString &kind, const QStringList &entries)
{
    QStringList rest;
    std::copy_if(entries.cbegin(), entries.cend(), std::back_inserter(rest),
                 [&kind](const QString &entry) { return !isOfKind(entry, kind); });
    return rest;
}

void useFastReconnects(QSseSession *session)
{
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(1ms);
    policy->setFactor(1);
    policy->setJitter(0);
    session->setReconnectPolicy(policy);
}

void useEndlessWaits(QSseSession *session)
{
    session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                [](int) { return std::chrono::hours(1); });
}

void roundTrips(int count)
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: here\n\n"));
    for (int trip = 0; trip < count; ++trip) {
        QSseSession session{QSseRequest(server.url())};
        QEventLoop loop;
        QObject::connect(&session, &QSseSession::eventReceived, &loop, &QEventLoop::quit);
        session.open();
        loop.exec();
    }
}
