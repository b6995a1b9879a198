// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssesession.h"
#include "qssesession_p.h"

#include <QtCore/qcoreevent.h>
#include <QtNetwork/qnetworkaccessmanager.h>

using namespace Qt::StringLiterals;

/*!
    \class QSseSession
    \inmodule QtSse
    \brief One live stream of Server-Sent Events over any number of connections.

    \reentrant

    A session requests its URL, delivers each event with eventReceived(), and when the connection is
    lost makes another and resumes after the last event. Five lines are enough:

    \code
    auto *session = new QSseSession(this);
    session->setUrl(QUrl("https://example.org/prices"));
    connect(session, &QSseSession::eventReceived, this,
            [this](const QSseEvent &event) { show(event.text()); });
    connect(session, &QSseSession::errorOccurred, this,
            [](const QSseError &error) { qWarning() << error; });
    session->open();
    \endcode

    \section1 Life

    open() starts, close() ends. In between the state is Connecting, Open, or Waiting for the next
    attempt. closed() comes exactly once for each open(): after close(), after status 204, after the
    end marker, after an error that is final. The destructor emits nothing.

    errorOccurred() comes once for each failed attempt; QSseError::willReconnect() tells whether the
    session goes on by itself. A clean end of the stream is no error: it gives reconnectScheduled()
    only.

    \section1 What is final

    Status 200 with the content type \c text/event-stream opens the stream. 204 is the server's word
    that there is nothing more: the session closes without an error. 408, 425, 429, 5xx and whatever
    the network does is tried again as the reconnect policy says. Everything else is final.

    \section1 Slots

    A slot may close, reopen, delete or move the session. After close() or pause() not one more
    event is delivered. While a slot spins an event loop the session delivers nothing more, so that
    the order never changes. A batch of events holds the event loop for about 5 ms at most.

    \section1 Threads

    A session is used in the thread that it lives in. moveToThread() works while it is live, too:
    the connection is dropped and taken up again in the new thread. Events that cross threads by a
    queued connection pile up in the receiver's event queue, where nothing bounds them.

    \section1 Without a network

    Where the application has loaded QNetworkInformation, a session that is Waiting makes no attempt
    while the system is disconnected, and makes one at once when it is back. Hosts on this machine
    are always tried, and reconnectNow() always tries. QtSse does not load QNetworkInformation by
    itself: QNetworkInformation::loadDefaultBackend() in main() is enough.

    \section1 Connections

    Qt makes six connections to a host for a QNetworkAccessManager. A session uses managers of
    QtSse's own, one for every six streams to a host, so that any number of sessions work and the
    application's own requests never wait for a stream. Sessions share nothing there that identifies
    the user: no cookies at all, and connections and credentials only where TLS configuration and
    user are the same. With setNetworkAccessManager() cookies, credentials and the limit are that
    manager's; mind that Qt takes the TLS configuration of a connection that is already there.
*/

/*!
    \enum QSseSession::State

    \value Closed      Nothing is going on.
    \value Connecting  A request is on its way.
    \value Open        The stream is there.
    \value Waiting     The next attempt is scheduled.
*/

/*!
    \enum QSseSession::ReconnectMode

    \value Always   After errors and after a clean end; the default for GET.
    \value OnError  After errors that may pass. A clean end is the end.
    \value Never    The first end is the end; the default for other methods.
*/

/*!
    Constructs a session as a child of \a parent. It needs an URL.
*/
QSseSession::QSseSession(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<QSseSessionPrivate>(this))
{}

/*!
    Constructs a session for \a request as a child of \a parent.
*/
QSseSession::QSseSession(const QSseRequest &request, QObject *parent)
    : QSseSession(parent)
{
    d->request = request;
}

/*!
    Ends the stream and emits nothing.
*/
QSseSession::~QSseSession() = default;

/*!
    \property QSseSession::request
    \brief What is sent. While the session is live a change holds from the next attempt on.
*/
QSseRequest QSseSession::request() const
{
    return d->request;
}

void QSseSession::setRequest(const QSseRequest &request)
{
    if (d->request == request)
        return;
    d->request = request;
    Q_EMIT requestChanged();
}

/*!
    \property QSseSession::url
    \brief The request's URL.
*/
QUrl QSseSession::url() const
{
    return d->request.url();
}

void QSseSession::setUrl(const QUrl &url)
{
    QSseRequest request = d->request;
    request.setUrl(url);
    setRequest(request);
}

/*!
    \property QSseSession::state
    \brief What the session is doing.
*/
QSseSession::State QSseSession::state() const
{
    return d->state;
}

/*!
    \property QSseSession::lastEventId
    \brief The id that the next connection resumes after.

    Set it before open() to go on where an earlier run of the program ended; while the session is
    live the stream says what it is. The signal comes once for a batch of events.
*/
QString QSseSession::lastEventId() const
{
    return d->lastEventId();
}

void QSseSession::setLastEventId(const QString &id)
{
    d->setLastEventId(id);
}

/*!
    \property QSseSession::error
    \brief The last error; none once a stream has opened again.
*/
QSseError QSseSession::error() const
{
    return d->error;
}

/*!
    \property QSseSession::errorString
    \brief The last error's message.
*/
QString QSseSession::errorString() const
{
    return d->error.message();
}

/*!
    \property QSseSession::paused
    \brief Whether reading and delivery rest.

    Nothing else does: connecting, waiting and the connect timeout go on. The server is held by TCP
    once the read buffer is full, and nothing is lost.
*/
bool QSseSession::isPaused() const
{
    return d->paused;
}

void QSseSession::setPaused(bool paused)
{
    if (paused)
        d->pause();
    else
        d->resume();
}

/*!
    \property QSseSession::attempt
    \brief How many reconnects have been made in a row; 0 again once a message was delivered.
*/
int QSseSession::attempt() const
{
    return d->reconnector.attempt();
}

/*!
    What the server answered last, also where it refused the stream; not valid before that.
*/
QSseResponse QSseSession::response() const
{
    return d->response;
}

/*!
    \property QSseSession::statistics
    \brief What the session has counted. It has no change signal, which would come with each event.
*/
QSseStatistics QSseSession::statistics() const
{
    return d->statistics();
}

/*!
    How long an attempt may take until the headers are there, name look-up and queueing included; 30
    seconds by default, 0 is no limit. A server that sends its headers only with its first event
    needs a longer one, or none.
*/
std::chrono::milliseconds QSseSession::connectTimeout() const
{
    return d->settings.connectTimeout;
}

/*!
    Sets the connect timeout to \a timeout, from the next attempt on.
*/
void QSseSession::setConnectTimeout(std::chrono::milliseconds timeout)
{
    d->settings.connectTimeout = timeout;
}

/*!
    How long the open stream may be quiet before the connection is given up as dead. Any byte, a
    comment's too, begins it anew. 0, the default, is no limit. Many servers send a comment every 15
    to 45 seconds: 60 seconds find a half-open connection soon there.
*/
std::chrono::milliseconds QSseSession::idleTimeout() const
{
    return d->settings.idleTimeout;
}

/*!
    Sets the idle timeout to \a timeout, at once.
*/
void QSseSession::setIdleTimeout(std::chrono::milliseconds timeout)
{
    d->settings.idleTimeout = timeout;
    if (d->state == State::Open)
        d->restartIdleTimer();
}

/*!
    The most bytes that are kept for one event; 16 MiB by default, 0 is no limit.

    \sa QSseParser::maximumEventSize(), setOversizePolicy()
*/
qint64 QSseSession::maximumEventSize() const
{
    return d->settings.maximumEventSize;
}

/*!
    Sets the most bytes for one event to \a bytes, from the next connection on.
*/
void QSseSession::setMaximumEventSize(qint64 bytes)
{
    d->settings.setMaximumEventSize(bytes);
}

/*!
    What happens to a larger event; by default the session ends with an error and keeps the id of
    the event before.
*/
QSseParser::OversizePolicy QSseSession::oversizePolicy() const
{
    return d->settings.oversizePolicy;
}

/*!
    Sets what happens to an event that is too large to \a policy, from the next connection on.
*/
void QSseSession::setOversizePolicy(QSseParser::OversizePolicy policy)
{
    d->settings.oversizePolicy = policy;
}

/*!
    The most bytes that wait unread in the reply; 1 MiB by default. Where they are full the server
    waits.
*/
qint64 QSseSession::readBufferSize() const
{
    return d->settings.readBufferSize;
}

/*!
    Sets the read buffer's size to \a bytes, from the next connection on.
*/
void QSseSession::setReadBufferSize(qint64 bytes)
{
    d->settings.setReadBufferSize(bytes);
}

/*!
    The policy in use; a QSseBackoffPolicy with its defaults unless set.
*/
std::shared_ptr<QSseReconnectPolicy> QSseSession::reconnectPolicy() const
{
    return d->settings.reconnecting.policy();
}

/*!
    Sets the policy to \a policy, which other sessions may share. Null is the default.
*/
void QSseSession::setReconnectPolicy(std::shared_ptr<QSseReconnectPolicy> policy)
{
    d->settings.reconnecting.setPolicy(std::move(policy));
}

/*!
    \overload

    Sets a policy of the two functions \a shouldReconnect and \a delayBeforeReconnect.
*/
void QSseSession::setReconnectPolicy(
        std::function<bool(int attempt, const QSseError &lastError)> shouldReconnect,
        std::function<std::chrono::milliseconds(int attempt)> delayBeforeReconnect)
{
    d->settings.reconnecting.setPolicy(std::move(shouldReconnect), std::move(delayBeforeReconnect));
}

/*!
    When to reconnect at all; Always for GET and Never for other methods, unless set.
*/
QSseSession::ReconnectMode QSseSession::reconnectMode() const
{
    return d->effectiveMode();
}

/*!
    Sets when to reconnect to \a mode.
*/
void QSseSession::setReconnectMode(ReconnectMode mode)
{
    d->settings.reconnectMode = mode;
}

/*!
    Sets the source of the random numbers that policies get, from 0 up to but not 1, to \a random;
    for tests. Null is the default.
*/
void QSseSession::setRandomSource(std::function<double()> random)
{
    d->settings.reconnecting.setRandomSource(std::move(random));
}

/*!
    Returns whether the browsers' rules hold: every status but 200 is an error and final (WHATWG
    HTML, 9.2.2). False by default.
*/
bool QSseSession::isStrict() const
{
    return d->settings.reconnecting.isStrict();
}

/*!
    Sets whether the browsers' rules hold to \a strict, from the next response on.
*/
void QSseSession::setStrict(bool strict)
{
    d->settings.reconnecting.setStrict(strict);
}

/*!
    Returns whether events carry their comments and blocks of comments alone come as events, too,
    from the next connection on. False by default. commentReceived() comes in either case.
*/
bool QSseSession::showComments() const
{
    return d->settings.showComments;
}

/*!
    Sets whether events carry their comments to \a show.
*/
void QSseSession::setShowComments(bool show)
{
    d->settings.showComments = show;
}

/*!
    Returns whether blocks of a \c retry alone come as events, too, from the next connection on.
    False by default. retryReceived() comes in either case.
*/
bool QSseSession::showRetry() const
{
    return d->settings.showRetry;
}

/*!
    Sets whether blocks of a \c retry alone come as events to \a show.
*/
void QSseSession::setShowRetry(bool show)
{
    d->settings.showRetry = show;
}

/*!
    The data of the event that says that the answer is complete; none by default.
*/
QByteArray QSseSession::endMarker() const
{
    return d->settings.endMarker;
}

/*!
    Sets the end marker to \a marker, such as \c{[DONE]}, from the next connection on. The event
    whose data equals it is not delivered, but its id counts; the session closes without an error. A
    stream that ends before it is cut short, which is an error of kind Network.
*/
void QSseSession::setEndMarker(const QByteArray &marker)
{
    d->settings.endMarker = marker;
}

/*!
    Asks \a provider for a bearer token before each attempt. The token beats an \c Authorization
    header of the request; an empty one leaves the request as it is.

    \code
    session->setTokenProvider([] { return currentToken(); });         // QString
    session->setTokenProvider([this] { return m_oauth->refresh(); }); // QFuture<QString>
    \endcode

    Where the server answers with status 401 the provider is asked once more, without delay and
    without an error; a second 401 is an error of kind Authentication and final. A provider that
    throws, or whose future is cancelled, makes the attempt fail with kind Network: it is tried
    again as the reconnect policy says. One that never answers is bounded by connectTimeout().

    The provider is called in the session's thread. It may do what a slot may. A future is not
    cancelled where the session closes meanwhile: others may wait for the same one.

    \sa clearTokenProvider(), setRequestHook()
*/
void QSseSession::setTokenProvider(std::function<QString()> provider)
{
    d->settings.functions.provideToken = QSsePreparation::later(std::move(provider));
}

/*!
    \overload

    The \a provider gives its token later.
*/
void QSseSession::setTokenProvider(std::function<QFuture<QString>()> provider)
{
    d->settings.functions.provideToken = QSsePreparation::later(std::move(provider));
}

/*!
    \overload

    The \a provider is not called any more once \a context is destroyed; requests go without a token
    of it then. The context lives in the session's thread.
*/
void QSseSession::setTokenProvider(const QObject *context, std::function<QString()> provider)
{
    d->settings.functions.provideToken = QSsePreparation::within(context, std::move(provider));
}

/*!
    \overload

    The \a provider gives its token later, and is not called any more once \a context is destroyed.
*/
void QSseSession::setTokenProvider(const QObject *context,
                                   std::function<QFuture<QString>()> provider)
{
    d->settings.functions.provideToken = QSsePreparation::within(context, std::move(provider));
}

/*!
    \fn void QSseSession::setTokenProvider(std::nullptr_t)
    \overload

    The same as clearTokenProvider().
*/

/*!
    Asks no token provider any more, from the next attempt on.
*/
void QSseSession::clearTokenProvider()
{
    d->settings.functions.provideToken = nullptr;
}

/*!
    Lets \a hook change the request of each attempt: URL, query, headers, all of it. It gets the
    session's request, with the provider's token where there is one, and the attempt: 0 for the
    first connection, then how many reconnects there have been in a row. request() stays as it is.
    Going to another server where one has failed is one line:

    \code
    session->setRequestHook([mirrors](QSseRequest request, int attempt) {
        request.setUrl(mirrors[attempt % mirrors.size()]);
        return request;
    });
    \endcode

    The token is in the request that the hook gets: one that sends it elsewhere decides who sees it.
    For the rest a hook is as a token provider is: it may answer later, fail, and do what a slot
    may.

    \sa clearRequestHook(), setTokenProvider()
*/
void QSseSession::setRequestHook(std::function<QSseRequest(QSseRequest request, int attempt)> hook)
{
    d->settings.functions.changeRequest = QSsePreparation::later(std::move(hook));
}

/*!
    \overload

    The \a hook gives its request later.
*/
void QSseSession::setRequestHook(
        std::function<QFuture<QSseRequest>(QSseRequest request, int attempt)> hook)
{
    d->settings.functions.changeRequest = QSsePreparation::later(std::move(hook));
}

/*!
    \overload

    The \a hook is not called any more once \a context is destroyed; requests are sent unchanged
    then. The context lives in the session's thread.
*/
void QSseSession::setRequestHook(const QObject *context,
                                 std::function<QSseRequest(QSseRequest request, int attempt)> hook)
{
    d->settings.functions.changeRequest = QSsePreparation::within(context, std::move(hook));
}

/*!
    \overload

    The \a hook gives its request later, and is not called any more once \a context is destroyed.
*/
void QSseSession::setRequestHook(
        const QObject *context,
        std::function<QFuture<QSseRequest>(QSseRequest request, int attempt)> hook)
{
    d->settings.functions.changeRequest = QSsePreparation::within(context, std::move(hook));
}

/*!
    \fn void QSseSession::setRequestHook(std::nullptr_t)
    \overload

    The same as clearRequestHook().
*/

/*!
    Calls no request hook any more, from the next attempt on.
*/
void QSseSession::clearRequestHook()
{
    d->settings.functions.changeRequest = nullptr;
}

/*!
    \enum QSseSession::DiagnosticBuffer

    What of a stream is kept for the report of an error.

    \value Off         Nothing; the default.
    \value LastLines   The last lines.
    \value LastEvents  The last blocks; one that is not complete yet counts, too.
    \value All         All of it.

    It is never more than the last 256 KiB of a connection.
*/

/*!
    What is kept of the stream for QSseError::diagnostics().
*/
QSseSession::DiagnosticBuffer QSseSession::diagnosticBuffer() const
{
    return d->settings.diagnosticBuffer;
}

/*!
    Keeps \a what of the stream, the last \a count of it, for QSseError::diagnostics(), from the
    next connection on. The bytes are those that came, line ends and all. They may hold what is
    private: no message and no log line shows them. A \a count below 1 is 1, with a warning.
*/
void QSseSession::setDiagnosticBuffer(DiagnosticBuffer what, int count)
{
    d->settings.setDiagnosticBuffer(what, count);
}

/*!
    The application's own manager, where one was set.
*/
QNetworkAccessManager *QSseSession::networkAccessManager() const
{
    return d->settings.borrowedManager;
}

/*!
    Uses the application's \a manager, with its cookies, proxy and authentication, from the next
    attempt on. It stays the application's, must live in the session's thread, and makes six
    connections to a host for streams and requests together. Null is a manager of QtSse's.
*/
void QSseSession::setNetworkAccessManager(QNetworkAccessManager *manager)
{
    d->settings.borrowedManager = manager;
}

/*!
    The channel of the session's events, for receivers that take them when they want them. It keeps
    \a capacity of them and holds the session while it is full. A \a capacity below 1 is 1, with a
    warning.

    A channel is for one life of the session: it ends when the session closes. Until then this
    function returns the same one, and warns where \a capacity is another than the channel's, which
    stays. Afterwards it gives a new one for the next open(). It is the session's child.

    \code
    QSseEventChannel *events = session->incoming();
    session->open();
    \endcode
*/
QSseEventChannel *QSseSession::incoming(int capacity)
{
    return d->incoming(capacity);
}

/*!
    Starts. Returns at once with the state Connecting; the attempt begins in the event loop, so that
    what is set in the same turn counts. While Connecting or Open nothing happens; while Waiting it
    is reconnectNow().
*/
void QSseSession::open()
{
    d->open();
}

/*!
    Ends the stream. The last event id stays, open() goes on after it.
*/
void QSseSession::close()
{
    d->close();
}

/*!
    Lets reading and delivery rest.

    \sa paused
*/
void QSseSession::pause()
{
    d->pause();
}

/*!
    Goes on with reading and delivery.

    \sa paused
*/
void QSseSession::resume()
{
    d->resume();
}

/*!
    While Waiting: makes the next attempt now, also where the system says that there is no network.
    The state is Connecting at once; the attempt begins in the event loop.
*/
void QSseSession::reconnectNow()
{
    d->reconnectNow();
}

/*!
    \fn void QSseSession::opened()

    The stream is there, each time it is.
*/

/*!
    \fn void QSseSession::eventReceived(const QSseEvent &event)

    An event has come. Keep a copy of \a event to keep it: it is cheap.
*/

/*!
    \fn void QSseSession::commentReceived(const QString &comment)

    A comment line has ended; \a comment is without the colon and one space after it.
*/

/*!
    \fn void QSseSession::retryReceived(std::chrono::milliseconds retry)

    The server has said to wait for \a retry before reconnecting.
*/

/*!
    \fn void QSseSession::errorOccurred(const QSseError &error)

    An attempt has failed, or the stream was lost: \a error says why and whether the session goes
    on. An error that ends the session is logged as a warning of \c qt.sse where nobody hears it:
    where nothing is connected to this signal or to errorChanged(), and incoming() was not asked
    for a channel.
*/

/*!
    \fn void QSseSession::reconnectScheduled(int attempt, std::chrono::milliseconds delay)

    The next \a attempt, counted from 1, comes after \a delay.
*/

/*!
    \fn void QSseSession::closed()

    The session has ended: once for each open().
*/

/*!
    \reimp
*/
bool QSseSession::event(QEvent *event)
{
    if (event->type() == QEvent::ThreadChange)
        d->leaveThread();
    return QObject::event(event);
}
