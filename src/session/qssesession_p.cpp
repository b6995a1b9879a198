// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssesession_p.h"
#include "qsseeventchannel_p.h"
#include "qsselogging_p.h"
#include "qssemanagerpool_p.h"
#include "qssemessages_p.h"
#include "qsseorigin_p.h"
#include "qsseutf8_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qthread.h>
#include <QtNetwork/qnetworkaccessmanager.h>

#include <algorithm>
#include <functional>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// QTimer counts milliseconds in an int.
static std::chrono::milliseconds forTimer(std::chrono::milliseconds delay)
{
    constexpr std::chrono::milliseconds Longest(std::numeric_limits<int>::max());
    return std::clamp(delay, 0ms, Longest);
}

// How often a timeout that fell into a slot's own event loop looks whether the slot has returned.
static constexpr auto SlotPoll = 100ms;

static bool isHere(const QPointer<QSseSession> &session)
{
    return session && session->thread() == QThread::currentThread();
}

static void setUp(QTimer &timer, Qt::TimerType type)
{
    timer.setSingleShot(true);
    timer.setTimerType(type);
}

// The timers are the session's children so that they change threads with it.
QSseSessionPrivate::QSseSessionPrivate(QSseSession *session)
    : q(session)
    , m_attemptTimer(session)
    , m_connectTimer(session)
    , m_idleTimer(session)
    , m_reachability(session)
{
    setUp(m_attemptTimer, Qt::PreciseTimer);
    setUp(m_connectTimer, Qt::CoarseTimer);
    setUp(m_idleTimer, Qt::CoarseTimer);
    QObject::connect(&m_attemptTimer, &QTimer::timeout, q, [this] {
        m_attemptIsDue = true;
        progress();
    });
    QObject::connect(&m_reachability, &QSseReachability::backOnline, q, [this] { onBackOnline(); });
    QObject::connect(&m_connectTimer, &QTimer::timeout, q, [this] { onConnectTimeout(); });
    QObject::connect(&m_idleTimer, &QTimer::timeout, q, [this] { onIdleTimeout(); });
}

QSseSessionPrivate::~QSseSessionPrivate()
{
    endChannel({});
    dropConnection();
}

// ---- What the user asks for

void QSseSessionPrivate::open()
{
    if (state == State::Waiting)
        reconnectNow();
    else if (state == State::Closed)
        start();
}

void QSseSessionPrivate::start()
{
    const QByteArray fromHeader = request.header(QSse::LastEventIdHeader);
    if (m_lastEventId.isNull() && !fromHeader.isEmpty())
        m_lastEventId = QString::fromUtf8(fromHeader);
    reconnector.reset();
    m_askedForOtherToken = false;
    m_reachability.watch();
    scheduleAttempt(0ms);
    enter(State::Connecting);
}

void QSseSessionPrivate::close()
{
    if (state != State::Closed)
        end({});
}

void QSseSessionPrivate::pause()
{
    if (std::exchange(paused, true))
        return;
    rest();
    emitHere(&QSseSession::pausedChanged);
}

void QSseSessionPrivate::resume()
{
    if (!std::exchange(paused, false))
        return;
    goOn();
    emitHere(&QSseSession::pausedChanged);
}

QSseEventChannel *QSseSessionPrivate::incoming(int capacity)
{
    if (capacity < 1)
        qCWarning(lcSse, "QSseSession::incoming: a capacity below 1 is taken for 1.");
    capacity = std::max(capacity, 1);
    if (!m_channel)
        m_channel = new QSseEventChannel(this, capacity, q);
    else if (m_channel->capacity() != capacity)
        qCWarning(lcSse,
                  "QSseSession::incoming: the channel is there already and keeps its "
                  "capacity of %d. Close it first to have another.",
                  m_channel->capacity());
    return m_channel;
}

void QSseSessionPrivate::leaveChannel()
{
    m_channel = nullptr;
    setHeld(false);
}

void QSseSessionPrivate::setHeld(bool held)
{
    if (std::exchange(m_held, held) == held)
        return;
    if (held)
        rest();
    else
        goOn();
}

void QSseSessionPrivate::rest()
{
    m_idleTimer.stop();
    if (m_delivery)
        m_delivery->halt();
}

void QSseSessionPrivate::goOn()
{
    if (isAtRest())
        return;
    restartIdleTimer();
    scheduleTurn();
}

void QSseSessionPrivate::fail(const QSseError &cause)
{
    if (state == State::Closed)
        return;
    ++m_counts.failures;
    end(diagnosed(cause));
}

void QSseSessionPrivate::reconnectNow()
{
    if (state != State::Waiting)
        return;
    scheduleAttempt(0ms);
    enter(State::Connecting);
}

// The connection belongs to the old thread. It is dropped there, and taken up again in the new one
// where it stood; what is posted to the session now moves along.
void QSseSessionPrivate::leaveThread()
{
    m_inSlot = false; // that slot does not return to this thread's session
    m_owesProgress = false;
    if (state != State::Connecting && state != State::Open)
        return;
    ++m_turn;
    dropConnection();
    m_attemptTimer.stop();
    const auto takeUp = [this, turn = m_turn] {
        if (turn != m_turn)
            return;
        m_attemptIsDue = true;
        progress();
    };
    QMetaObject::invokeMethod(q, takeUp, Qt::QueuedConnection);
}

QString QSseSessionPrivate::lastEventId() const
{
    return m_delivery ? m_delivery->parser().lastEventId() : m_lastEventId;
}

void QSseSessionPrivate::setLastEventId(const QString &id)
{
    if (state != State::Closed) {
        qCWarning(lcSse, "QSseSession::setLastEventId: the session is live and keeps its own id. "
                         "Close it first.");
        return;
    }
    m_lastEventId = id;
    announceProgress();
}

QSseStatistics QSseSessionPrivate::statistics() const
{
    QSseStatisticsPrivate counts = m_counts;
    if (m_delivery)
        counts.skipped += m_delivery->parser().skippedEvents();
    return QSseStatistics(counts);
}

// ---- One connection

void QSseSessionPrivate::scheduleAttempt(std::chrono::milliseconds delay)
{
    ++m_turn;
    m_attemptIsDue = false;
    m_attemptTimer.start(forTimer(delay));
}

// Does what has become due. All that comes from the event loop comes this way: while a slot spins a
// loop of its own it waits until the slot returns, so that the order of things never changes.
void QSseSessionPrivate::progress()
{
    if (m_inSlot)
        m_owesProgress = true;
    else if (m_attemptIsDue && !isOffline())
        startAttempt();
    else if (m_preparation && m_preparation->isFinished())
        onPrepared();
    else if (state == State::Open)
        deliver();
    else if (m_connection && m_connection->isAccepted())
        onAccepted();
    else if (m_connection && m_connection->isEnded())
        onFailed();
}

// By a posted event and not by a timer of 0 ms: Qt may fire such a timer again in the same turn.
// Nothing is delivered before, so that a slice is not followed by another one at once.
void QSseSessionPrivate::scheduleTurn()
{
    if (std::exchange(m_turnIsPosted, true))
        return;
    const auto takeTurn = [this] {
        m_turnIsPosted = false;
        progress();
    };
    QMetaObject::invokeMethod(q, takeTurn, Qt::QueuedConnection);
}

// An attempt that the user asked for is made in any case: the system may be wrong.
bool QSseSessionPrivate::isOffline() const
{
    return state == State::Waiting && m_reachability.isUnreachable(request.url());
}

void QSseSessionPrivate::onBackOnline()
{
    if (state != State::Waiting)
        return;
    m_attemptTimer.stop();
    m_attemptIsDue = true;
    progress();
}

void QSseSessionPrivate::startAttempt()
{
    ++m_turn;
    m_attemptIsDue = false;
    if (settings.connectTimeout > 0ms)
        m_connectTimer.start(forTimer(settings.connectTimeout));
    const State before = std::exchange(state, State::Connecting);
    if (before == State::Connecting || stillSo(&QSseSession::stateChanged))
        prepare();
}

void QSseSessionPrivate::prepare()
{
    m_preparation =
            std::make_unique<QSsePreparation>(settings.functions, request, reconnector.attempt());
    const int turn = m_turn;
    if (!callOut([this] { m_preparation->start(); }) || turn != m_turn)
        return;
    if (m_preparation->isFinished())
        onPrepared();
    else // queued, for this deletes the preparation
        QObject::connect(
                m_preparation.get(), &QSsePreparation::finished, q, [this] { progress(); },
                Qt::QueuedConnection);
}

void QSseSessionPrivate::onPrepared()
{
    const QSseRequest target = m_preparation->request();
    const QSseError failure = m_preparation->error();
    const QString obstacle = whyNotNow(target);
    m_preparation.reset();
    if (failure)
        conclude(failure);
    else if (!obstacle.isEmpty())
        fail({QSseError::Kind::InvalidRequest, obstacle});
    else
        connectTo(target);
}

// Why the request cannot be sent at all; empty where it can.
QString QSseSessionPrivate::whyNotNow(const QSseRequest &target) const
{
    const QString id = lastEventId();
    if (id.contains(u'\r') || id.contains(u'\n') || id.contains(QChar::Null)) {
        return u"The last event id has a line break or a NUL in it. Nothing was sent: set one "
               "without, or none."_s;
    }
    if (settings.borrowedManager && settings.borrowedManager->thread() != q->thread()) {
        return u"The network access manager lives in another thread than the session. Give the "
               "session one of its own thread, or none."_s;
    }
    return target.errorString();
}

void QSseSessionPrivate::connectTo(const QSseRequest &target)
{
    const QSseHop hop(target, lastEventId().toUtf8());
    auto lease = settings.borrowedManager ? QSseManagerLease(settings.borrowedManager)
                                          : QSseManagerPool::lease(hop.request());
    m_connection = std::make_unique<QSseConnection>(hop, std::move(lease), settings.readBufferSize);
    QSseConnection *connection = m_connection.get();
    connection->setMayShed(effectiveMode() != QSseSession::ReconnectMode::Never);
    // In a turn of their own: where a slot spins an event loop and closes the session in it, Qt
    // deletes the reply there, and must not be in the middle of one of its signals.
    QObject::connect(connection, &QSseConnection::accepted, q, [this] { scheduleTurn(); });
    QObject::connect(connection, &QSseConnection::bytesArrived, q, [this] {
        m_lastByte.start();
        m_counts.lastByteAt = QDateTime::currentMSecsSinceEpoch();
        scheduleTurn();
    });
    QObject::connect(connection, &QSseConnection::ended, q, [this] { scheduleTurn(); });
    m_delivery = newDelivery();
    response = {};
    connection->start();
}

std::shared_ptr<QSseDelivery> QSseSessionPrivate::newDelivery()
{
    auto delivery = std::make_shared<QSseDelivery>(this);
    delivery->setEndMarker(settings.endMarker);
    delivery->diagnostics().keep(settings.diagnosticBuffer, settings.diagnosticCount);
    QSseParser &parser = delivery->parser();
    parser.setLastEventId(lastEventId());
    parser.setMaximumEventSize(settings.maximumEventSize);
    parser.setOversizePolicy(settings.oversizePolicy);
    parser.setShowComments(settings.showComments);
    parser.setShowRetry(settings.showRetry);
    return delivery;
}

void QSseSessionPrivate::onAccepted()
{
    ++m_turn;
    m_connectTimer.stop();
    m_askedForOtherToken = false;
    response = m_connection->response();
    ++m_counts.connections;
    m_counts.openedAt = QDateTime::currentMSecsSinceEpoch();
    m_delivery->parser().setOrigin(QSseOrigin::of(response.url()));
    restartIdleTimer();
    scheduleTurn(); // bytes may have come already
    qCDebug(lcSse) << "open:" << QSseMessages::target(response.url());

    const bool hadError = bool(std::exchange(error, {}));
    state = State::Open;
    if (!stillSo(&QSseSession::stateChanged))
        return;
    if (hadError && !stillSo(&QSseSession::errorChanged))
        return;
    emitHere(&QSseSession::opened);
}

void QSseSessionPrivate::onFailed()
{
    response = m_connection->response();
    if (response.status() == 204 && !settings.reconnecting.isStrict()) {
        end({});
    } else if (wantsOtherToken()) {
        qCDebug(lcSse, "status 401: asking the token provider once more");
        m_askedForOtherToken = true;
        dropConnection();
        startAttempt();
    } else {
        conclude(m_connection->error());
    }
}

bool QSseSessionPrivate::wantsOtherToken() const
{
    return settings.functions.provideToken && !m_askedForOtherToken && response.status() == 401;
}

void QSseSessionPrivate::onConnectTimeout()
{
    if (m_inSlot)
        m_connectTimer.start(SlotPoll);
    else if (m_preparation && !m_preparation->isFinished())
        conclude(QSseMessages::preparationTimeout(settings.connectTimeout));
    else if (m_preparation)
        progress();
    else if (m_connection->isAccepted() || m_connection->isEnded())
        progress(); // it was there in time
    else if (!m_connection->isRefused())
        conclude(QSseMessages::connectTimeout(settings.connectTimeout, m_connection->url()));
}

// The timer is coarse and runs through: reading a stamp costs less for each read than restarting
// it. What has come and is not delivered yet is a sign of life, too.
void QSseSessionPrivate::onIdleTimeout()
{
    if (state != State::Open || isAtRest() || settings.idleTimeout <= 0ms)
        return;
    const std::chrono::milliseconds quiet(m_lastByte.elapsed());
    const bool isBehind = m_inSlot || m_delivery->hasLeftover() || m_connection->hasBytes();
    if (quiet < settings.idleTimeout || isBehind)
        m_idleTimer.start(forTimer(isBehind ? settings.idleTimeout : settings.idleTimeout - quiet));
    else
        conclude(QSseMessages::idleTimeout(settings.idleTimeout, m_connection->url()));
}

void QSseSessionPrivate::restartIdleTimer()
{
    m_lastByte.start();
    if (state == State::Closed || isAtRest() || settings.idleTimeout <= 0ms)
        m_idleTimer.stop();
    else
        m_idleTimer.start(forTimer(settings.idleTimeout));
}

// The id and the count of skipped events outlive the delivery.
void QSseSessionPrivate::dropConnection()
{
    m_connectTimer.stop();
    m_idleTimer.stop();
    m_preparation.reset();
    if (m_delivery) {
        m_lastEventId = m_delivery->parser().lastEventId();
        m_counts.skipped += m_delivery->parser().skippedEvents();
        m_delivery->abandon();
        m_delivery.reset();
    }
    m_connection.reset();
}

// ---- Its bytes

// A full channel whose receivers take at once does not end the slice.
void QSseSessionPrivate::deliver()
{
    if (m_turnIsPosted)
        return;
    QSseTimeSlice slice;
    slice.begin();
    while (deliverBatch() && !slice.isOver()) {
    }
}

// True where it is to go on at once.
bool QSseSessionPrivate::deliverBatch()
{
    if (!m_delivery)
        return false;
    // The end may come while paused, but not before what is undelivered.
    const bool isDrained = m_connection->isEnded() && !m_connection->hasBytes();
    if (isAtRest() && (m_delivery->hasLeftover() || !isDrained))
        return false;
    const QPointer<QSseSession> session(q);
    const std::shared_ptr<QSseDelivery> delivery = m_delivery; // outlives a slot that deletes us
    m_inSlot = true;
    const QSseDelivery::Outcome outcome = delivery->run(m_connection.get());
    if (!isHere(session))
        return false;
    m_inSlot = false;
    m_owesProgress = false;
    if (!announceProgress() || delivery != m_delivery) {
        if (isHere(session))
            scheduleTurn(); // a slot may have reopened, and the new stream have begun
        return false;
    }
    switch (outcome) {
    case QSseDelivery::Outcome::Drained:
        onStreamDrained();
        break;
    case QSseDelivery::Outcome::Halted:
        scheduleTurn();
        return serveFullChannel();
    case QSseDelivery::Outcome::EndMarker:
        end({});
        break;
    case QSseDelivery::Outcome::TooLarge:
        conclude(QSseMessages::eventTooLarge(settings.maximumEventSize));
        break;
    case QSseDelivery::Outcome::Abandoned:
        break;
    }
    return false;
}

// Here, where no slot of an event is on the way, its receivers may even spin an event loop to wait
// for more.
bool QSseSessionPrivate::serveFullChannel()
{
    if (!m_channel || !m_channel->d->isFull())
        return false;
    const QPointer<QSseSession> session(q);
    const std::shared_ptr<QSseDelivery> delivery = m_delivery;
    m_channel->d->serve();
    return isHere(session) && delivery == m_delivery && !isAtRest() && !m_inSlot;
}

void QSseSessionPrivate::deliverEvent(const QSseEvent &event)
{
    if (event.isMessage()) {
        ++m_counts.events;
        reconnector.countFromZero();
    }
    if (m_channel) {
        m_channel->d->append(event);
        if (m_channel->d->isFull())
            m_delivery->halt();
    }
    Q_EMIT q->eventReceived(event);
}

void QSseSessionPrivate::deliverComment(QByteArrayView comment)
{
    ++m_counts.comments;
    static const QMetaMethod signal = QMetaMethod::fromSignal(&QSseSession::commentReceived);
    if (!q->isSignalConnected(signal))
        return;
    const bool hasSpace = comment.startsWith(' ');
    Q_EMIT q->commentReceived(QSseUtf8::decode(hasSpace ? comment.sliced(1) : comment));
}

void QSseSessionPrivate::deliverRetry(std::chrono::milliseconds retry)
{
    reconnector.setServerRetry(retry);
    Q_EMIT q->retryReceived(retry);
}

void QSseSessionPrivate::countBytes(qint64 bytes)
{
    m_counts.bytes += bytes;
}

void QSseSessionPrivate::onStreamDrained()
{
    if (m_connection->hasBytes()) { // a slot has spun an event loop since
        scheduleTurn();
        return;
    }
    if (!m_connection->isEnded())
        return;
    if (m_connection->isShed()) { // no end of the stream: it goes on where it was read to
        dropConnection();
        wait({}, 0ms);
        return;
    }
    QSseError cause = m_connection->error();
    if (!cause && !settings.endMarker.isEmpty())
        cause = QSseMessages::endedBeforeMarker(m_connection->url());
    conclude(cause);
}

// ---- Its end

void QSseSessionPrivate::conclude(const QSseError &reason)
{
    const QSseError cause = diagnosed(reason);
    dropConnection();
    if (cause)
        ++m_counts.failures;
    if (!wantsReconnect(cause)) {
        end(cause);
        return;
    }
    // The policy is the user's code, as a slot is.
    QSseReconnector::Decision decision;
    const int turn = m_turn;
    if (!callOut([&] { decision = reconnector.decide(cause, settings.reconnecting); })
        || turn != m_turn)
        return;
    switch (decision.step) {
    case QSseReconnector::Step::Reconnect:
        reconnector.countAttempt();
        wait(cause, decision.delay);
        break;
    case QSseReconnector::Step::End:
        end(cause);
        break;
    case QSseReconnector::Step::GiveUp:
        end(QSseMessages::retriesExhausted(cause, reconnector.attempt()));
        break;
    case QSseReconnector::Step::Fail:
        end(QSseMessages::policyThrew(cause, decision.exception));
        break;
    }
}

QSseError QSseSessionPrivate::diagnosed(QSseError cause) const
{
    if (cause && m_delivery)
        cause.setDiagnostics(m_delivery->diagnostics().bytes());
    return cause;
}

// Repeating a POST may do twice what was meant once.
QSseSession::ReconnectMode QSseSessionPrivate::effectiveMode() const
{
    using Mode = QSseSession::ReconnectMode;
    return settings.reconnectMode.value_or(request.method() == "GET" ? Mode::Always : Mode::Never);
}

bool QSseSessionPrivate::wantsReconnect(const QSseError &cause) const
{
    switch (effectiveMode()) {
    case QSseSession::ReconnectMode::Always:
        return true;
    case QSseSession::ReconnectMode::OnError:
        return bool(cause);
    case QSseSession::ReconnectMode::Never:
        break;
    }
    return false;
}

void QSseSessionPrivate::wait(QSseError cause, std::chrono::milliseconds delay)
{
    m_reachability.watch();
    scheduleAttempt(delay);
    state = State::Waiting;
    if (cause) {
        cause.setWillReconnect(true);
        error = cause;
        if (!stillSo(&QSseSession::errorChanged) || !stillSo(&QSseSession::errorOccurred, cause))
            return;
    }
    if (!stillSo(&QSseSession::stateChanged) || !announceProgress())
        return;
    emitHere(&QSseSession::reconnectScheduled, reconnector.attempt(), delay);
}

// closed() is owed to each open(), whatever the slots before it do, short of deleting us.
void QSseSessionPrivate::end(const QSseError &cause)
{
    ++m_turn;
    dropConnection();
    m_attemptTimer.stop();
    m_attemptIsDue = false;
    state = State::Closed;
    logUnheard(cause);
    endChannel(cause);
    const QPointer<QSseSession> session(q);
    bool stays = true;
    if (cause) {
        error = cause;
        stays = emitHere(&QSseSession::errorChanged)
                && emitHere(&QSseSession::errorOccurred, cause);
    }
    if (stays && state == State::Closed)
        stays = emitHere(&QSseSession::stateChanged);
    if (stays)
        emitHere(&QSseSession::closed);
    else if (session)
        QMetaObject::invokeMethod(session, &QSseSession::closed, Qt::QueuedConnection);
}

void QSseSessionPrivate::endChannel(const QSseError &cause)
{
    m_held = false;
    if (m_channel)
        std::exchange(m_channel, nullptr)->d->end(cause);
}

// A stream must not end without a word. An error that it survives is no end.
void QSseSessionPrivate::logUnheard(const QSseError &cause) const
{
    if (!cause || m_channel)
        return;
    static const QMetaMethod occurred = QMetaMethod::fromSignal(&QSseSession::errorOccurred);
    static const QMetaMethod changed = QMetaMethod::fromSignal(&QSseSession::errorChanged);
    if (!q->isSignalConnected(occurred) && !q->isSignalConnected(changed)) {
        qCWarning(lcSse) << "A session has ended, and nothing is connected to errorOccurred():"
                         << cause;
    }
}

// ---- Emissions and the user's functions

// Runs what is the user's, and says whether the session still lives, and in this thread.
template <typename Function> bool QSseSessionPrivate::callOut(Function function)
{
    const QPointer<QSseSession> session(q);
    const bool wasInSlot = std::exchange(m_inSlot, true);
    function();
    if (!isHere(session))
        return false;
    m_inSlot = wasInSlot;
    if (!m_inSlot && std::exchange(m_owesProgress, false))
        scheduleTurn();
    return true;
}

template <typename... Parameters, typename... Arguments>
bool QSseSessionPrivate::emitHere(void (QSseSession::*signal)(Parameters...),
                                  Arguments &&...arguments)
{
    return callOut([&] { std::invoke(signal, q, std::forward<Arguments>(arguments)...); });
}

// Emits, and says whether to go on: the session is here, and no slot has changed the course.
template <typename... Parameters, typename... Arguments>
bool QSseSessionPrivate::stillSo(void (QSseSession::*signal)(Parameters...),
                                 Arguments &&...arguments)
{
    const int turn = m_turn;
    return emitHere(signal, std::forward<Arguments>(arguments)...) && turn == m_turn;
}

// What changes with events is announced once a batch.
bool QSseSessionPrivate::announceProgress()
{
    const QString id = lastEventId();
    if (std::exchange(m_announcedEventId, id) != id && !stillSo(&QSseSession::lastEventIdChanged))
        return false;
    const int attempt = reconnector.attempt();
    return std::exchange(m_announcedAttempt, attempt) == attempt
           || stillSo(&QSseSession::attemptChanged);
}

void QSseSessionPrivate::enter(State next)
{
    if (std::exchange(state, next) != next)
        emitHere(&QSseSession::stateChanged);
}
