// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseclient.h"
#include "qssebaserequest_p.h"
#include "qssecallback_p.h"
#include "qsseclient_p.h"
#include "qssehandlererror_p.h"
#include "qsselogging_p.h"
#include "qsseretrytask_p.h"
#include "qssesession_p.h"

#include <QtCore/qthread.h>
#include <QtNetwork/qnetworkaccessmanager.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/*!
    \class QSseClient
    \inmodule QtSse
    \brief Defaults for many streams, callbacks for their events, retries, sharing.

    \reentrant

    \snippet client.cpp client

    There are four ways to a stream. Each takes a QSseRequest, an URL, or host, port and path.

    \list
    \li session() gives an opened QSseSession, for the application to manage.
    \li sse() calls a function for each event, or for each value that the events hold.
    \li sseWithRetry() gives a future of the first value that a function finds.
    \li sharedSession() gives one connection to all who ask for the same.
    \endlist

    \section1 Defaults

    What is set on the client holds for each session that it makes from then on, and can be set
    otherwise there: the attempt begins in the event loop, so that a session takes what is set
    right after it was made.

    QtSse logs to the category \c qt.sse, for all clients together:
    \c{QT_LOGGING_RULES="qt.sse.debug=true"} shows what streams do.

    \section1 Functions that throw

    An exception in a function given to sse() or sseWithRetry() never gets into Qt's event loop. It
    ends that one stream with an error of kind QSseError::Kind::Handler, which keeps it
    (QSseError::exception()); the others go on. Where nothing is connected to that session's
    QSseSession::errorOccurred(), a warning is logged. A slot connected to a session must not throw,
    as everywhere in Qt.

    Like slots these functions may close, reopen or delete session, context and client, and spin an
    event loop: see QSseSession.

    \section1 Threads

    A client, its sessions and the contexts of their functions live in one thread; functions are
    called there.
*/

/*!
    \enum QSseClient::MisfitPolicy

    What to do about an event whose data does not fit the type asked for.

    \value Fail  End the session with an error of kind QSseError::Kind::Handler; the default.
    \value Skip  Pass over the event.
*/

/*!
    \typedef QSseClient::Handler

    A function that is called for each event.
*/

/*!
    \typedef QSseClient::ValueHandler

    A function that is called for each value, with the event that held it.
*/

/*!
    \typedef QSseClient::Block

    A function that is called for each event until it returns a value.
*/

/*!
    \typedef QSseClient::Deserializer

    A function that reads a value out of an event, and returns none where it does not fit.
*/

/*!
    Constructs a client as a child of \a parent.
*/
QSseClient::QSseClient(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<QSseClientPrivate>())
{}

/*!
    Constructs a client whose sessions use the application's \a manager, as a child of \a parent.

    \sa setNetworkAccessManager()
*/
QSseClient::QSseClient(QNetworkAccessManager *manager, QObject *parent)
    : QSseClient(parent)
{
    setNetworkAccessManager(manager);
}

/*!
    Ends what session() and sse() have begun, without a signal, and cancels the futures of
    sseWithRetry(). Shared sessions go on for those who have them.
*/
QSseClient::~QSseClient() = default;

QSseSession *QSseClientPrivate::newSession(const QSseRequest &request, QObject *parent) const
{
    auto *session = new QSseSession(completed(request), parent);
    session->d->settings = settings;
    return session;
}

QSseRequest QSseClientPrivate::completed(const QSseRequest &request) const
{
    return QSseBaseRequest::complete(baseRequest, request);
}

// Where the application has moved the session, in that thread.
void QSseClientPrivate::fail(QSseSession *session, const QSseError &cause)
{
    QMetaObject::invokeMethod(session, [session, cause] {
        if (session->state() == QSseSession::State::Closed)
            qCWarning(lcSse) << "A function for events closed its session and failed:" << cause;
        session->d->fail(cause);
    });
}

// ---- Streams

/*!
    \fn QSseSession *QSseClient::session(const QUrl &url)
    \fn QSseSession *QSseClient::session(QAnyStringView host, quint16 port, QAnyStringView path)
    \overload
*/

/*!
    Returns a new session for \a request, opened already. It is a child of the client, and lives
    until it is deleted: QSseSession::close() ends the stream only. A request that cannot be sent
    gives a session that ends with an error of kind QSseError::Kind::InvalidRequest.
*/
QSseSession *QSseClient::session(const QSseRequest &request)
{
    QSseSession *session = d->newSession(request, this);
    session->open();
    return session;
}

// clang-format off
/*!
    \fn QSseSession *QSseClient::sse(const QUrl &url, const QObject *context, Handler handler)
    \fn QSseSession *QSseClient::sse(QAnyStringView host, quint16 port, QAnyStringView path, const QObject *context, Handler handler)
    \overload
*/
// clang-format on

/*!
    Calls \a handler for each event of \a request's stream, over any number of reconnects. Events
    that are no messages come only with setShowComments() or setShowRetry().

    The session that is returned tells how the stream is, may be set up further and closed. It is a
    child of the client. It is deleted with \a context, and in the turn of the event loop after
    closed(), unless it was opened again: keep it in a QPointer.

    \a context must live in the client's thread. Without a context or a handler nothing is done:
    that is a warning, and null is returned. A \a handler that throws ends the session, see
    \l{Functions that throw}.
*/
QSseSession *QSseClient::sse(const QSseRequest &request, const QObject *context, Handler handler)
{
    Reader reader;
    if (handler) {
        reader.read = [handler = std::move(handler)](const QSseEvent &event) {
            handler(event);
            return true;
        };
    }
    return call(request, context, std::move(reader));
}

// clang-format off
/*!
    \fn template <typename T> QSseSession *QSseClient::sse(const QUrl &url, const QObject *context, ValueHandler<T> handler, MisfitPolicy policy)
    \fn template <typename T> QSseSession *QSseClient::sse(QAnyStringView host, quint16 port, QAnyStringView path, const QObject *context, ValueHandler<T> handler, MisfitPolicy policy)
    \overload
*/
// clang-format on

// clang-format off
/*!
    \fn template <typename T> QSseSession *QSseClient::sse(const QSseRequest &request, const QObject *context, ValueHandler<T> handler, MisfitPolicy policy)
    \overload

    Calls \a handler with the value that each message of \a request's stream holds, and with the
    event itself:

    \snippet typed.cpp typed

    The value is read as setDeserializer() says, else as QSseEvent::value() does it. \a policy says
    what becomes of a message that does not fit. For the rest it is as with sse() for \a context.
*/
// clang-format on
QSseSession *QSseClient::call(const QSseRequest &request, const QObject *context, Reader reader)
{
    const QString obstacle = d->whyNotCall(this, context, bool(reader.read));
    if (!obstacle.isEmpty()) {
        qCWarning(lcSse, "QSseClient::sse: %ls", qUtf16Printable(obstacle));
        return nullptr;
    }
    const bool isStrictlyTyped = reader.type.isValid() && reader.policy == MisfitPolicy::Fail;
    QSseSession *session = d->newSession(request, this);
    connect(session, &QSseSession::eventReceived, session,
            QSseCallback(session, std::move(reader.read),
                         isStrictlyTyped ? QSseHandlerError::misfit(reader.type) : QSseError()));
    const auto removeClosed = [session] {
        if (session->state() == QSseSession::State::Closed)
            session->deleteLater();
    };
    connect(session, &QSseSession::closed, session, removeClosed, Qt::QueuedConnection);
    // Not closed first: no signal is to reach a context that is half gone.
    connect(context, &QObject::destroyed, session, [session] { delete session; });
    session->open();
    return session;
}

// Why a function for events cannot be called; empty where it can.
QString QSseClientPrivate::whyNotCall(const QSseClient *client, const QObject *context,
                                      bool hasFunction)
{
    if (!context)
        return u"There is no context object: the stream needs one to end with."_s;
    if (context->thread() != client->thread())
        return u"The context object lives in another thread than the client."_s;
    if (!hasFunction)
        return u"There is no function to call for the events."_s;
    return {};
}

// clang-format off
/*!
    \fn template <typename T> QFuture<T> QSseClient::sseWithRetry(const QUrl &url, const QObject *context, Block<T> block, int maxRetries, std::chrono::milliseconds retryDelay)
    \fn template <typename T> QFuture<T> QSseClient::sseWithRetry(QAnyStringView host, quint16 port, QAnyStringView path, const QObject *context, Block<T> block, int maxRetries, std::chrono::milliseconds retryDelay)
    \overload
*/
// clang-format on

// clang-format off
/*!
    \fn template <typename T> QFuture<T> QSseClient::sseWithRetry(const QSseRequest &request, const QObject *context, Block<T> block, int maxRetries, std::chrono::milliseconds retryDelay)

    Calls \a block for each event of \a request's stream until it returns a value, which becomes the
    result of the future:

    \snippet client.cpp sseWithRetry

    When the connection fails, or the stream ends without a value, it is tried again after
    \a retryDelay, \a maxRetries times in all: the count never begins again, and the client's
    reconnect policy and mode do not matter here, not for a POST either. A server that asks for a
    longer wait by \c Retry-After gets it. Each retry resumes after the last event.

    The future fails with a QSseException

    \list
    \li of the error's own kind, when it is one that no retry can help (a 404, say);
    \li of kind QSseError::Kind::RetriesExhausted, with what the last cause has to tell, when there
        are no more retries, and when the stream ends for good without a value: by status 204 or an
        end marker;
    \li of kind QSseError::Kind::Handler when \a block throws. There is no retry then.
    \li of kind QSseError::Kind::InvalidRequest when the request cannot be sent, and, with a
        warning, where there is no \a context or no \a block, or \a context lives in another thread.
    \endlist

    It is cancelled by its cancel(), which closes the connection, and when \a context or the client
    is destroyed; with Qt before 6.10 it does not finish in the last two cases, since Qt asserts
    that the context of a continuation lives when its future finishes. \a block is not called any
    more then.

    Events that are no messages come only with setShowComments() or setShowRetry(). A \a maxRetries
    below zero is taken for zero, with a warning; a \a retryDelay below zero for zero.
*/
// clang-format on
void QSseClient::retry(const QSseRequest &request, const QObject *context, Job job, int maxRetries,
                       std::chrono::milliseconds retryDelay)
{
    const QString obstacle = d->whyNotCall(this, context, bool(job.offer));
    if (!obstacle.isEmpty()) {
        qCWarning(lcSse, "QSseClient::sseWithRetry: %ls", qUtf16Printable(obstacle));
        job.finish(std::make_exception_ptr(QSseException(QSseHandlerError::badCall(obstacle))));
        return;
    }
    if (maxRetries < 0)
        qCWarning(lcSse, "QSseClient::sseWithRetry: a number of retries below 0 is taken for 0.");
    auto *task = new QSseRetryTask(d->newSession(request, nullptr), std::move(job),
                                   std::max(maxRetries, 0), std::max(retryDelay, 0ms), this);
    task->start(context);
}

// clang-format off
/*!
    \fn std::shared_ptr<QSseSession> QSseClient::sharedSession(const QUrl &url)
    \fn std::shared_ptr<QSseSession> QSseClient::sharedSession(QAnyStringView host, quint16 port, QAnyStringView path)
    \overload
*/
// clang-format on

/*!
    Returns the session of all who ask for an equal \a request: one connection, and each event is
    parsed once. It is made and opened for the first one, and gone with the last one; the client may
    go before. One that has closed meanwhile is opened again.

    \snippet client.cpp shared

    All have the same session: when one pauses it, closes it or sets it up, that holds for the
    others, too. What the client's defaults become later does not change it. Who comes late finds
    the state in QSseSession::state(), and the last events in recentEvents().

    Do not keep the pointer in a slot that is connected to the session itself: it would never go.
*/
std::shared_ptr<QSseSession> QSseClient::sharedSession(const QSseRequest &request)
{
    const QSseRequest completed = d->completed(request);
    std::shared_ptr<QSseSession> session = d->sharedSessions.find(completed);
    if (!session)
        session = d->sharedSessions.add(d->newSession(completed, nullptr));
    session->open();
    return session;
}

/*!
    How many events a shared session keeps for those who come late; 0, the default, for none.

    \sa recentEvents()
*/
int QSseClient::replayCount() const
{
    return d->sharedSessions.replayCount;
}

/*!
    Sets the number of events kept to \a count, for shared sessions that are made from then on. They
    take \a count times maximumEventSize() bytes at most. Below zero is taken for zero, with a
    warning.
*/
void QSseClient::setReplayCount(int count)
{
    if (count < 0)
        qCWarning(lcSse, "QSseClient::setReplayCount: a count below 0 is taken for 0.");
    d->sharedSessions.replayCount = std::max(count, 0);
}

/*!
    The last events of the shared \a session, the oldest first. Connect to
    QSseSession::eventReceived() in the same turn of the event loop, and no event is missing and
    none comes twice:

    \snippet client.cpp replay

    Empty for sessions that are not shared or were made while replayCount() was 0.
*/
QList<QSseEvent> QSseClient::recentEvents(const QSseSession *session)
{
    const QSseReplay *replay = session ? QSseReplay::of(session) : nullptr;
    return replay ? replay->events() : QList<QSseEvent>();
}

// ---- Values

/*!
    \fn template <typename T> void QSseClient::setDeserializer(Deserializer<T> deserializer)

    Sets how values of type \c T are read out of events, for sse() with a type and for
    deserialize(); null is QSseEvent::value().

    \snippet typed.cpp deserializer

    A \a deserializer returns no value where the data does not fit. It may throw, too: within sse()
    that ends the session, as an exception of the handler does. It holds for calls of sse() from
    then on.
*/

/*!
    \fn template <typename T> std::optional<T> QSseClient::deserialize(const QSseEvent &event) const

    The value of type \c T in \a event, read as setDeserializer() says; none where it does not fit.
*/

QSseClient::AnyDeserializer QSseClient::anyDeserializer(QMetaType type) const
{
    return d->deserializers.value(type.id());
}

void QSseClient::setAnyDeserializer(QMetaType type, AnyDeserializer deserializer)
{
    d->deserializers.insert(type.id(), std::move(deserializer));
}

// ---- Defaults

/*!
    What each request takes where it has nothing of its own; empty by default.
*/
QSseRequest QSseClient::baseRequest() const
{
    return d->baseRequest;
}

/*!
    Completes each request by \a request:

    \list
    \li a relative URL is resolved against its URL;
    \li headers, query items, TLS configuration, permission for HTTP/2 and the last event id's
        parameter are taken over where the request has none of that name.
    \endlist

    \snippet client.cpp base

    A base request with a host in its URL is for that origin alone: requests to others take nothing
    of it, no token first of all. Method and body are never taken over. Where the base has what must
    not be sent, its sessions end with QSseError::Kind::InvalidRequest. QSseSession::request() shows
    the whole.
*/
void QSseClient::setBaseRequest(const QSseRequest &request)
{
    d->baseRequest = request;
}

/*!
    The default of QSseSession::connectTimeout().
*/
std::chrono::milliseconds QSseClient::connectTimeout() const
{
    return d->settings.connectTimeout;
}

/*!
    Sets the default of QSseSession::connectTimeout() to \a timeout.
*/
void QSseClient::setConnectTimeout(std::chrono::milliseconds timeout)
{
    d->settings.connectTimeout = timeout;
}

/*!
    The default of QSseSession::idleTimeout().
*/
std::chrono::milliseconds QSseClient::idleTimeout() const
{
    return d->settings.idleTimeout;
}

/*!
    Sets the default of QSseSession::idleTimeout() to \a timeout.
*/
void QSseClient::setIdleTimeout(std::chrono::milliseconds timeout)
{
    d->settings.idleTimeout = timeout;
}

/*!
    The default of QSseSession::maximumEventSize().
*/
qint64 QSseClient::maximumEventSize() const
{
    return d->settings.maximumEventSize;
}

/*!
    Sets the default of QSseSession::maximumEventSize() to \a bytes.
*/
void QSseClient::setMaximumEventSize(qint64 bytes)
{
    d->settings.setMaximumEventSize(bytes);
}

/*!
    The default of QSseSession::oversizePolicy().
*/
QSseParser::OversizePolicy QSseClient::oversizePolicy() const
{
    return d->settings.oversizePolicy;
}

/*!
    Sets the default of QSseSession::oversizePolicy() to \a policy.
*/
void QSseClient::setOversizePolicy(QSseParser::OversizePolicy policy)
{
    d->settings.oversizePolicy = policy;
}

/*!
    The default of QSseSession::readBufferSize().
*/
qint64 QSseClient::readBufferSize() const
{
    return d->settings.readBufferSize;
}

/*!
    Sets the default of QSseSession::readBufferSize() to \a bytes.
*/
void QSseClient::setReadBufferSize(qint64 bytes)
{
    d->settings.setReadBufferSize(bytes);
}

/*!
    The default of QSseSession::reconnectPolicy().
*/
std::shared_ptr<QSseReconnectPolicy> QSseClient::reconnectPolicy() const
{
    return d->settings.reconnecting.policy();
}

/*!
    Sets the default of QSseSession::reconnectPolicy() to \a policy.
*/
void QSseClient::setReconnectPolicy(std::shared_ptr<QSseReconnectPolicy> policy)
{
    d->settings.reconnecting.setPolicy(std::move(policy));
}

/*!
    \overload

    Sets a policy of the two functions \a shouldReconnect and \a delayBeforeReconnect.
*/
void QSseClient::setReconnectPolicy(
        std::function<bool(int attempt, const QSseError &lastError)> shouldReconnect,
        std::function<std::chrono::milliseconds(int attempt)> delayBeforeReconnect)
{
    d->settings.reconnecting.setPolicy(std::move(shouldReconnect), std::move(delayBeforeReconnect));
}

/*!
    The default of QSseSession::reconnectMode(); none where the request's method decides.
*/
std::optional<QSseSession::ReconnectMode> QSseClient::reconnectMode() const
{
    return d->settings.reconnectMode;
}

/*!
    Sets the default of QSseSession::reconnectMode() to \a mode, for all methods.
*/
void QSseClient::setReconnectMode(QSseSession::ReconnectMode mode)
{
    d->settings.reconnectMode = mode;
}

/*!
    Sets the source of random numbers of all sessions to \a random; for tests.

    \sa QSseSession::setRandomSource()
*/
void QSseClient::setRandomSource(std::function<double()> random)
{
    d->settings.reconnecting.setRandomSource(std::move(random));
}

/*!
    Returns the default of QSseSession::isStrict().
*/
bool QSseClient::isStrict() const
{
    return d->settings.reconnecting.isStrict();
}

/*!
    Sets the default of QSseSession::isStrict() to \a strict.
*/
void QSseClient::setStrict(bool strict)
{
    d->settings.reconnecting.setStrict(strict);
}

/*!
    Returns the default of QSseSession::showComments().
*/
bool QSseClient::showComments() const
{
    return d->settings.showComments;
}

/*!
    Sets the default of QSseSession::showComments() to \a show.
*/
void QSseClient::setShowComments(bool show)
{
    d->settings.showComments = show;
}

/*!
    Returns the default of QSseSession::showRetry().
*/
bool QSseClient::showRetry() const
{
    return d->settings.showRetry;
}

/*!
    Sets the default of QSseSession::showRetry() to \a show.
*/
void QSseClient::setShowRetry(bool show)
{
    d->settings.showRetry = show;
}

/*!
    The default of QSseSession::endMarker().
*/
QByteArray QSseClient::endMarker() const
{
    return d->settings.endMarker;
}

/*!
    Sets the default of QSseSession::endMarker() to \a marker.
*/
void QSseClient::setEndMarker(const QByteArray &marker)
{
    d->settings.endMarker = marker;
}

/*!
    Asks \a provider for the token of each attempt of each session.

    \sa QSseSession::setTokenProvider()
*/
void QSseClient::setTokenProvider(std::function<QString()> provider)
{
    d->settings.functions.provideToken = QSsePreparation::later(std::move(provider));
}

/*!
    \overload

    Asks \a provider for the token of each attempt of each session.

    \sa QSseSession::setTokenProvider()
*/
void QSseClient::setTokenProvider(std::function<QFuture<QString>()> provider)
{
    d->settings.functions.provideToken = QSsePreparation::later(std::move(provider));
}

/*!
    \overload

    Asks \a provider for the token of each attempt of each session, as long as \a context lives.

    \sa QSseSession::setTokenProvider()
*/
void QSseClient::setTokenProvider(const QObject *context, std::function<QString()> provider)
{
    d->settings.functions.provideToken = QSsePreparation::within(context, std::move(provider));
}

/*!
    \overload

    Asks \a provider for the token of each attempt of each session, as long as \a context lives.

    \sa QSseSession::setTokenProvider()
*/
void QSseClient::setTokenProvider(const QObject *context,
                                  std::function<QFuture<QString>()> provider)
{
    d->settings.functions.provideToken = QSsePreparation::within(context, std::move(provider));
}

/*!
    \fn void QSseClient::setTokenProvider(std::nullptr_t)
    \overload

    The same as clearTokenProvider().
*/

/*!
    Sessions have no token provider any more, unless they get their own.
*/
void QSseClient::clearTokenProvider()
{
    d->settings.functions.provideToken = nullptr;
}

/*!
    Lets \a hook change the request of each attempt of each session.

    \sa QSseSession::setRequestHook()
*/
void QSseClient::setRequestHook(std::function<QSseRequest(QSseRequest request, int attempt)> hook)
{
    d->settings.functions.changeRequest = QSsePreparation::later(std::move(hook));
}

/*!
    \overload

    Lets \a hook change the request of each attempt of each session.

    \sa QSseSession::setRequestHook()
*/
void QSseClient::setRequestHook(
        std::function<QFuture<QSseRequest>(QSseRequest request, int attempt)> hook)
{
    d->settings.functions.changeRequest = QSsePreparation::later(std::move(hook));
}

/*!
    \overload

    Lets \a hook change the request of each attempt of each session, as long as \a context lives.

    \sa QSseSession::setRequestHook()
*/
void QSseClient::setRequestHook(const QObject *context,
                                std::function<QSseRequest(QSseRequest request, int attempt)> hook)
{
    d->settings.functions.changeRequest = QSsePreparation::within(context, std::move(hook));
}

/*!
    \overload

    Lets \a hook change the request of each attempt of each session, as long as \a context lives.

    \sa QSseSession::setRequestHook()
*/
void QSseClient::setRequestHook(
        const QObject *context,
        std::function<QFuture<QSseRequest>(QSseRequest request, int attempt)> hook)
{
    d->settings.functions.changeRequest = QSsePreparation::within(context, std::move(hook));
}

/*!
    \fn void QSseClient::setRequestHook(std::nullptr_t)
    \overload

    The same as clearRequestHook().
*/

/*!
    Sessions have no request hook any more, unless they get their own.
*/
void QSseClient::clearRequestHook()
{
    d->settings.functions.changeRequest = nullptr;
}

/*!
    The default of QSseSession::diagnosticBuffer().
*/
QSseSession::DiagnosticBuffer QSseClient::diagnosticBuffer() const
{
    return d->settings.diagnosticBuffer;
}

/*!
    Sets the default of QSseSession::setDiagnosticBuffer() to \a what and \a count.
*/
void QSseClient::setDiagnosticBuffer(QSseSession::DiagnosticBuffer what, int count)
{
    d->settings.setDiagnosticBuffer(what, count);
}

/*!
    The application's own manager, where one was set.
*/
QNetworkAccessManager *QSseClient::networkAccessManager() const
{
    return d->settings.borrowedManager;
}

/*!
    Uses the application's \a manager for all sessions. It stays the application's; null is a
    manager of QtSse's.

    \sa QSseSession::setNetworkAccessManager()
*/
void QSseClient::setNetworkAccessManager(QNetworkAccessManager *manager)
{
    d->settings.borrowedManager = manager;
}
