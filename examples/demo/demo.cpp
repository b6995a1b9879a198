// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "demo.h"

#include "demofeed.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto patience = 5s; // with the last events, which may come after a reconnect only

QString inWords(milliseconds duration)
{
    return duration < 1s ? u"%1 ms"_s.arg(duration.count())
                         : u"%1 s"_s.arg(double(duration.count()) / 1000);
}

QString grouped(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString counted(qint64 number, const QString &what)
{
    return grouped(number) + u' ' + what + (number == 1 ? u""_s : u"s"_s);
}

} // namespace

Demo::Demo(const Options &options)
    : m_options(options)
{
    m_endTimer.setSingleShot(true);
    m_patienceTimer.setSingleShot(true);
    connect(&m_endTimer, &QTimer::timeout, this, &Demo::finish);
    connect(&m_patienceTimer, &QTimer::timeout, &m_session, &QSseSession::close);
    connect(&m_statusTimer, &QTimer::timeout, this, &Demo::showStatus);
    connectSession();
}

Demo::~Demo() = default;

bool Demo::start()
{
    if (m_options.url.isEmpty() && !startFeed())
        return false;
    m_session.setUrl(m_feed ? m_feed->url() : m_options.url);
    showTitle();
    m_session.open();
    if (m_options.duration)
        m_endTimer.start(*m_options.duration);
    if (m_screen.hasStatus())
        m_statusTimer.start(100ms);
    return true;
}

// What the feed has sent until now is to be received before the end.
void Demo::finish()
{
    if (std::exchange(m_finishing, true))
        return;
    m_endTimer.stop();
    if (m_feed)
        m_feed->stop();
    if (hasLastEvent()) {
        m_session.close();
    } else {
        m_screen.showSession(Screen::Mood::Waiting, u"ending: waiting for the last events"_s);
        m_patienceTimer.start(patience);
    }
}

bool Demo::startFeed()
{
    m_feed = std::make_unique<DemoFeed>();
    m_feed->setInterval(m_options.interval);
    m_feed->setCutEvery(m_options.cutEvery);
    connect(m_feed.get(), &DemoFeed::clientCut, this,
            [this](const QString &how) { m_screen.showServer(u"cuts the connection: "_s + how); });
    connect(m_feed.get(), &DemoFeed::clientConnected, this, [this](qint64 lastEventId) {
        if (lastEventId >= 0)
            m_replay = {lastEventId, m_feed->lastId(), 0};
    });
    return m_feed->listen();
}

void Demo::connectSession()
{
    connect(&m_session, &QSseSession::opened, this, &Demo::onOpened);
    connect(&m_session, &QSseSession::eventReceived, this, &Demo::onEvent);
    connect(&m_session, &QSseSession::errorOccurred, this, &Demo::onError);
    connect(&m_session, &QSseSession::reconnectScheduled, this, &Demo::onReconnectScheduled);
    connect(&m_session, &QSseSession::closed, this, &Demo::onClosed);
}

void Demo::showTitle()
{
    const QString end =
            m_options.duration ? u"for "_s + inWords(*m_options.duration) : u"until Ctrl+C"_s;
    QString title = u"A QSseSession watches a feed of Server-Sent Events."_s;
    if (m_feed && m_options.cutEvery > 0ms) {
        title = u"A feed that cuts its client off after %1, and a QSseSession that misses nothing."_s
                        .arg(inWords(m_options.cutEvery));
    }
    m_screen.showTitle(title, m_session.url().toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)
                                      + u", "_s + end);
}

void Demo::showStatus()
{
    QString status = m_ledger.summary() + u" · "_s + phase();
    if (m_endTimer.isActive()) {
        const auto left =
                std::chrono::ceil<std::chrono::seconds>(m_endTimer.remainingTimeAsDuration());
        status += u" · %1 s to go"_s.arg(left.count());
    }
    m_screen.setStatus(status);
}

void Demo::onOpened()
{
    if (!m_session.response().resumed()) {
        m_screen.showSession(Screen::Mood::Good, u"connected"_s);
        return;
    }
    ++m_resumed;
    const QString id = m_session.lastEventId();
    if (!m_feed)
        m_screen.showSession(Screen::Mood::Good, u"connected, resuming after id "_s + id);
    else if (m_replay.after == m_replay.upTo)
        m_screen.showSession(Screen::Mood::Good, u"resumed after id %1: nothing missed"_s.arg(id));
    else
        m_screen.showSession(Screen::Mood::Good, u"connected, asks for what came after id "_s + id);
}

void Demo::onEvent(const QSseEvent &event)
{
    bool isNumber = false;
    const qint64 id = event.id().toLongLong(&isNumber);
    if (!isNumber || id < 0) {
        m_failed = true;
        m_screen.showSession(Screen::Mood::Bad, u"an event without a number for its id"_s);
        m_session.close();
        return;
    }
    book(id);
    m_screen.showEvent(event, isReplayed(id) ? Screen::Timing::Replayed : Screen::Timing::Live);
    if (isReplayed(id))
        countReplayed(id);
    if (m_finishing && hasLastEvent())
        m_session.close();
}

void Demo::onError(const QSseError &error)
{
    m_failed = !error.willReconnect();
    QString message = error.message();
    const QString url = m_session.url().toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (message.startsWith(url + u": "_s))
        message.remove(0, url.size() + 2); // the title has it
    m_screen.showSession(Screen::Mood::Bad, message);
}

void Demo::onReconnectScheduled(int attempt, milliseconds delay)
{
    if (!m_session.error())
        m_screen.showSession(Screen::Mood::Bad, u"the stream ended, without an error"_s);
    m_screen.showSession(
            Screen::Mood::Waiting,
            u"reconnecting in %1 ms, attempt %2"_s.arg(grouped(delay.count())).arg(attempt));
    m_nextAttempt.setRemainingTime(delay);
}

void Demo::onClosed()
{
    m_statusTimer.stop();
    if (m_feed)
        m_ledger.expectUpTo(m_feed->lastId());
    m_screen.showSummary(story(), m_ledger.summary(),
                         exitCode() == Exit::Complete ? Screen::Mood::Good : Screen::Mood::Bad);
    QCoreApplication::exit(exitCode());
}

void Demo::book(qint64 id)
{
    const qint64 lastId = m_ledger.lastId();
    switch (m_ledger.enter(id)) {
    case Ledger::Entry::InTurn:
        break;
    case Ledger::Entry::AfterGap:
        m_screen.showSession(Screen::Mood::Bad,
                             u"%1 missing after id %2"_s.arg(counted(id - lastId - 1, u"event"_s),
                                                             QString::number(lastId)));
        break;
    case Ledger::Entry::Duplicate:
        m_screen.showSession(Screen::Mood::Bad, u"id %1 came twice"_s.arg(id));
    }
}

void Demo::countReplayed(qint64 id)
{
    ++m_replay.count;
    ++m_replayed;
    if (id != m_replay.upTo)
        return;
    m_screen.showSession(Screen::Mood::Good, u"resumed after id %1: %2 replayed"_s.arg(
                                                     QString::number(m_replay.after),
                                                     counted(m_replay.count, u"missed event"_s)));
}

bool Demo::hasLastEvent() const
{
    return !m_feed || std::max<qint64>(m_ledger.lastId(), 0) >= m_feed->lastId();
}

QString Demo::phase() const
{
    switch (m_session.state()) {
    case QSseSession::State::Open:
        return u"open"_s;
    case QSseSession::State::Connecting:
        return u"connecting"_s;
    case QSseSession::State::Waiting:
        return u"reconnecting in %1 ms"_s.arg(grouped(m_nextAttempt.remainingTime()));
    case QSseSession::State::Closed:
        break;
    }
    return u"closed"_s;
}

QString Demo::story() const
{
    const QString resumed = u"resumed "_s + counted(m_resumed, u"time"_s);
    return m_feed ? resumed + u", "_s + counted(m_replayed, u"missed event"_s) + u" replayed"_s
                  : resumed;
}

Exit::Code Demo::exitCode() const
{
    if (!m_ledger.isBalanced())
        return Exit::Incomplete;
    return m_failed || m_ledger.received() == 0 ? Exit::Connection : Exit::Complete;
}
