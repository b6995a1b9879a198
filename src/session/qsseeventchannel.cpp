// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseeventchannel.h"
#include "qsseabandoned_p.h"
#include "qsseeventchannel_p.h"
#include "qssesession_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qpointer.h>
#include <QtCore/qthread.h>

#include <algorithm>
#include <iterator>
#include <utility>

/*!
    \class QSseEventChannel
    \inmodule QtSse
    \brief The events of a session, taken when you want them.

    \reentrant

    QSseSession::incoming() makes a channel. From then on the session's events wait in it,
   capacity() of them at most. When it is full it holds the session: no more is read and TCP holds
   the server, until half of it has been taken. So nothing is dropped, and memory is bounded however
   slow the receiver is. The session's signals come as they always do.

    What is in a channel are the events of eventReceived(): messages, and where the session was told
    to show them blocks of comments or of a \c retry alone. A connection that is lost and made again
    does not show here; the events just go on.

    \section1 One by one

    receive() gives a future for the next event:

    \code
    void Reader::readNext()
    {
        m_channel->receive().then(this, [this](const QSseReceiveResult &result) {
            if (result.isSuccess()) {
                use(result.event());
                readNext();
            } else if (result.isFailure()) {
                report(result.error());
            }
        });
    }
    \endcode

    Several may wait at once. Events are shared out in the order of asking, and each goes to one
    receiver. A future that was cancelled in the channel's thread takes nothing; that it is finished
    shows when its turn comes.

    \section1 Many at once

    A future costs several times as much as an event. Where there are very many events, take them
    together:

    \code
    connect(channel, &QSseEventChannel::readyReceive, this, [this, channel] {
        show(channel->tryReceiveAll());
        if (channel->isClosed())
            finish(channel->error());
    });
    \endcode

    \section1 Its end

    A channel ends with the session's life: when the user closes it, the server has nothing more, or
    an error is final. What has come before can still be taken. After it comes a failure with the
    error, once, where there was one, and from then on everything is closed. close() ends a channel
    and leaves the session alone.

    A channel that has ended stays so. Where the session is opened again, QSseSession::incoming()
    gives another one. Each is a child of the session and deleted with it at the latest; delete it
    earlier to save memory where a session is opened many times.

    When a channel is deleted, receives that wait are cancelled. With Qt before 6.10 their futures
   do not finish then: Qt asserts that the context of a continuation lives when its future finishes,
    and a window, its session and the channel go together. Close the session first where somebody
    has to be told.

    \section1 Slots and threads

    A slot of readyReceive() or a continuation may do whatever it likes: receive, close, reopen or
    delete the session or the channel, or spin an event loop, in which receiving goes on. They never
    run from within receive(), tryReceive(), close() or a destructor.

    A channel is used in the thread it lives in, which is the session's; it moves along when the
    session moves, with what is in it and those who wait. The futures may be used in any thread.

    \sa QSseSession::incoming(), QSseReceiveResult
*/

namespace {

bool isHere(const QPointer<QSseEventChannel> &channel)
{
    return channel && channel->thread() == QThread::currentThread();
}

} // namespace

QSseEventChannelPrivate::QSseEventChannelPrivate(QSseEventChannel *channel,
                                                 QSseSessionPrivate *session, int channelCapacity)
    : capacity(channelCapacity)
    , q(channel)
    , m_session(session)
{}

QSseEventChannelPrivate::~QSseEventChannelPrivate()
{
    leaveSession();
    abandonReceives();
}

// ---- From the session

void QSseEventChannelPrivate::append(const QSseEvent &event)
{
    m_events.append(event);
    if (m_owesNotice || !m_receives.empty())
        scheduleTurn();
}

void QSseEventChannelPrivate::end(const QSseError &cause)
{
    m_session = nullptr;
    m_end = cause ? End::Failure : End::Closed;
    error = cause;
    scheduleTurn();
}

// ---- From the user

QFuture<QSseReceiveResult> QSseEventChannelPrivate::receive()
{
    m_receives.emplace_back();
    m_receives.back().start();
    const QFuture<QSseReceiveResult> future = m_receives.back().future();
    if (hasResult() || m_receives.size() > 1) // the others may have been cancelled
        scheduleTurn();
    return future;
}

std::optional<QSseReceiveResult> QSseEventChannelPrivate::tryReceive()
{
    if (!m_receives.empty() || !hasResult())
        return std::nullopt;
    const QSseReceiveResult result = nextResult();
    dropNextResult();
    if (m_owesNotice && hasResult())
        scheduleTurn();
    holdOrRelease();
    return result;
}

// What is left is the end, which isClosed() tells: there is nothing to give notice of.
QList<QSseEvent> QSseEventChannelPrivate::tryReceiveAll()
{
    if (!m_receives.empty())
        return {};
    const QList<QSseEvent> events = std::exchange(m_events, {});
    m_events.reserve(events.size()); // the next batch is likely to be as large
    m_owesNotice = m_end == End::None;
    holdOrRelease();
    return events;
}

void QSseEventChannelPrivate::close()
{
    if (m_end != End::None)
        return;
    leaveSession();
    m_end = End::Closed;
    scheduleTurn();
}

// ---- Results

QSseReceiveResult QSseEventChannelPrivate::nextResult() const
{
    if (!m_events.isEmpty())
        return QSseReceiveResult(m_events.constFirst());
    return m_end == End::Failure ? QSseReceiveResult(error) : QSseReceiveResult();
}

void QSseEventChannelPrivate::dropNextResult()
{
    m_owesNotice = !m_events.isEmpty();
    if (m_events.isEmpty())
        m_end = End::Closed;
    else
        m_events.removeFirst();
}

// ---- Turns

void QSseEventChannelPrivate::scheduleTurn()
{
    if (!std::exchange(m_turnIsPosted, true))
        QMetaObject::invokeMethod(
                q, [this] { takeTurn(); }, Qt::QueuedConnection);
}

void QSseEventChannelPrivate::takeTurn()
{
    m_turnIsPosted = false;
    const QPointer<QSseEventChannel> channel(q);
    takeCancelled().clear(); // finishes them
    if (isHere(channel))
        serve();
}

// On a quiet stream those that are cancelled and asked for anew would pile up.
QSseEventChannelPrivate::Receives QSseEventChannelPrivate::takeCancelled()
{
    const auto firstCancelled =
            std::stable_partition(m_receives.begin(), m_receives.end(),
                                  [](const auto &receive) { return !receive.isCanceled(); });
    Receives cancelled(std::make_move_iterator(firstCancelled),
                       std::make_move_iterator(m_receives.end()));
    m_receives.erase(firstCancelled, m_receives.end());
    return cancelled;
}

void QSseEventChannelPrivate::serve()
{
    if (serveReceives() && giveNotice())
        holdOrRelease();
}

// In slices, for continuations may be slow or ask again for ever. False where they have deleted the
// channel or moved it away.
bool QSseEventChannelPrivate::serveReceives()
{
    const QPointer<QSseEventChannel> channel(q);
    QSseTimeSlice slice;
    slice.begin();
    while (!m_receives.empty() && hasResult()) {
        QPromise<QSseReceiveResult> receive = std::move(m_receives.front());
        m_receives.pop_front();
        if (receive.addResult(nextResult())) // a cancelled one takes nothing
            dropNextResult();
        receive.finish();
        if (!isHere(channel))
            return false;
        if (slice.isOver()) {
            scheduleTurn();
            break;
        }
    }
    return true;
}

bool QSseEventChannelPrivate::giveNotice()
{
    if (!m_owesNotice || !m_receives.empty() || !hasResult())
        return true;
    const QPointer<QSseEventChannel> channel(q);
    m_owesNotice = false;
    Q_EMIT q->readyReceive();
    return isHere(channel);
}

// Released at half, so that the session does not stop and go with each event.
void QSseEventChannelPrivate::holdOrRelease()
{
    if (!m_session)
        return;
    if (isFull())
        m_session->setHeld(true);
    else if (m_events.size() <= capacity / 2)
        m_session->setHeld(false);
}

void QSseEventChannelPrivate::leaveSession()
{
    if (m_session)
        std::exchange(m_session, nullptr)->leaveChannel();
}

void QSseEventChannelPrivate::abandonReceives()
{
    if (m_receives.empty())
        return;
    for (const QPromise<QSseReceiveResult> &receive : m_receives)
        receive.future().cancel();
    QSseAbandoned::take(std::make_shared<Receives>(std::move(m_receives)));
}

QSseEventChannel::QSseEventChannel(QSseSessionPrivate *session, int capacity, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<QSseEventChannelPrivate>(this, session, capacity))
{}

/*!
    Closes the channel, with what is left in it. The session goes on.
*/
QSseEventChannel::~QSseEventChannel() = default;

/*!
    \property QSseEventChannel::capacity
    \brief How many events wait in the channel at most; at least 1.
*/
int QSseEventChannel::capacity() const
{
    return d->capacity;
}

/*!
    \property QSseEventChannel::size
    \brief How many events wait to be taken.
*/
int QSseEventChannel::size() const
{
    return int(d->size());
}

/*!
    \property QSseEventChannel::closed
    \brief Whether the channel has ended and its last event has been taken.

    error() tells why. The failure may not have been taken yet.
*/
bool QSseEventChannel::isClosed() const
{
    return d->isClosed();
}

/*!
    \property QSseEventChannel::error
    \brief The error that has ended the session, as soon as it has; none while the channel is open,
    and where it ended without an error.
*/
QSseError QSseEventChannel::error() const
{
    return d->error;
}

/*!
    Returns a future for the next event. The result is a failure where an error has ended the
    session instead, and closed where there is nothing more.

    The future is never finished when it is returned, also where an event is there: it is in a later
    turn of the event loop. So a continuation may call this function again, as often as it likes.

    Cancelling the future withdraws the request. It may be cancelled in the channel's thread; in
    another thread an event that is being given at that moment is lost.
*/
QFuture<QSseReceiveResult> QSseEventChannel::receive()
{
    return d->receive();
}

/*!
    Takes the next event where one is there. Returns \c nullopt where none is now, and while a
    receive() waits, which comes first. At the end it returns a failure where there was an error,
    once, and then closed, each time:

    \code
    while (const auto result = channel->tryReceive()) {
        if (!result->isSuccess())
            break;
        use(result->event());
    }
    \endcode
*/
std::optional<QSseReceiveResult> QSseEventChannel::tryReceive()
{
    return d->tryReceive();
}

/*!
    Takes all events that are there. The list is empty where there are none, and while a receive()
    waits, which comes first. isClosed() tells whether there will be more.
*/
QList<QSseEvent> QSseEventChannel::tryReceiveAll()
{
    return d->tryReceiveAll();
}

/*!
    Ends the channel. What is in it can still be taken, receives that wait for more become closed.
   The session goes on, held by nothing; the events to come are for its other receivers.
*/
void QSseEventChannel::close()
{
    d->close();
}

/*!
    \fn void QSseEventChannel::readyReceive()

    There is something to take: an event, or the end. It is not repeated before something has been
    taken. Where that leaves something behind the signal comes again, so a slot may take one, some
    or all. Only the end is not announced once more after tryReceiveAll(): ask isClosed() then.
*/

/*!
    \reimp
*/
bool QSseEventChannel::event(QEvent *event)
{
    if (event->type() == QEvent::ThreadChange)
        d->scheduleTurn(); // goes on in the new thread
    return QObject::event(event);
}
