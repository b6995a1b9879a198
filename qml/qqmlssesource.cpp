// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlssemilliseconds_p.h"
#include "qqmlssesource_p.h"
#include "qqmlssevalue_p.h"

#include <algorithm>

using namespace std::chrono_literals;

// How often the statistics of an open stream are read again, at most.
static constexpr auto StatisticsPeriod = 1s;

// An id means something to the stream it comes from. Its query may change, a token or a filter.
static bool isSameStream(const QUrl &lhs, const QUrl &rhs)
{
    constexpr auto Changing = QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo;
    return lhs.adjusted(Changing) == rhs.adjusted(Changing);
}

// A map where it is a plain object. What would only look like one, or like nothing, stays as it is.
static QVariant fromJavaScript(const QVariant &value, const QJSEngine *engine)
{
    if (!QQmlSse::isJavaScript(value))
        return value;
    const auto object = value.value<QJSValue>();
    const QVariant variant = object.toVariant();
    const bool isWhole = engine && QQmlSse::isMap(variant)
                                 ? QQmlSse::isPlainObject(object, engine)
                                 : variant.isValid() || object.isUndefined();
    return isWhole ? variant : value;
}

/*!
    \qmltype SseSource
    \inqmlmodule QtSse
    \brief A live stream of Server-Sent Events.

    \qml
    import QtSse

    SseSource {
        url: "https://example.org/prices"
        bearerToken: login.token
        parameters: ({ symbols: "QT,KDE" })
        reconnect: SseBackoff { initialDelay: 1000; maximumDelay: 30000 }
        onEventReceived: (event) => label.text = event.json.bid
    }
    \endqml

    The stream is there while \l active is true. It starts in the turn of the event loop after the
    component is complete. When the connection is lost it is made again, and resumes after the last
    event; what is tried again and what is final is said at QSseSession.

    \section1 Changes

    The stream is always what the properties say: a change of \l url, \l headers, \l parameters,
    \l bearerToken, \l method, \l body or \l contentType closes it at once, and in the next turn
    one is opened that has all changes made until then. Not one event of the old one comes in
    between. The new one resumes after the last event, unless scheme, host, port or path are other
    ones: then it is another stream, and begins without an id.

    \section1 Where it goes on after a restart of the application

    \qml
    SseSource {
        id: prices
        url: "https://example.org/prices"

        property Settings settings: Settings { property alias lastId: prices.lastEventId }
    }
    \endqml

    The Settings of QtCore, or of Qt.labs.settings before Qt 6.5, restore the id before the stream
    starts, and store each new one. The id is all that is needed; the server has to keep what came
    after it.

    \section1 Errors

    \l error is the last error, \l errorString its message; no more once a stream has opened again.
    After one that is final the state is Closed while \l active is still true: a change of the
    request or reconnectNow() begins anew. Properties that make no request, such as headers that are
    not an object, are such an error, too, with the kind \c SseError.InvalidRequest.

    \section1 Handlers

    A handler may change any property, and destroy the source. Children of type SseHandler take one
    event type each.

    \sa QSseSession
*/

QQmlSseSource::QQmlSseSource(QObject *parent)
    : QObject(parent)
    , m_session(new QSseSession(this))
    , m_countdown(this)
    , m_statisticsTimer(this)
{
    m_statisticsTimer.setInterval(StatisticsPeriod);
    m_statisticsTimer.setTimerType(Qt::CoarseTimer);
    connect(&m_statisticsTimer, &QTimer::timeout, this, &QQmlSseSource::statisticsChanged);
    connect(&m_countdown, &QQmlSseCountdown::changed, this, &QQmlSseSource::nextReconnectInChanged);
    connectSession();
}

void QQmlSseSource::connectSession()
{
    const auto onReconnectScheduled = [this](int attempt, std::chrono::milliseconds delay) {
        const QPointer<QQmlSseSource> guard(this);
        m_countdown.start(delay);
        if (guard && state() == State::Waiting)
            Q_EMIT reconnectScheduled(attempt, QQmlSse::toInt(delay));
    };
    connect(m_session, &QSseSession::stateChanged, this, &QQmlSseSource::onStateChanged);
    connect(m_session, &QSseSession::opened, this, &QQmlSseSource::opened);
    connect(m_session, &QSseSession::eventReceived, this, &QQmlSseSource::eventReceived);
    connect(m_session, &QSseSession::errorOccurred, this, &QQmlSseSource::errorOccurred);
    connect(m_session, &QSseSession::errorChanged, this, &QQmlSseSource::errorChanged);
    connect(m_session, &QSseSession::reconnectScheduled, this, onReconnectScheduled);
    connect(m_session, &QSseSession::closed, this, &QQmlSseSource::closed);
    connect(m_session, &QSseSession::pausedChanged, this, &QQmlSseSource::pausedChanged);
    connect(m_session, &QSseSession::attemptChanged, this, &QQmlSseSource::attemptChanged);
    connect(m_session, &QSseSession::lastEventIdChanged, this, &QQmlSseSource::lastEventIdChanged);
}

void QQmlSseSource::onStateChanged()
{
    if (state() == State::Open)
        m_statisticsTimer.start();
    else
        m_statisticsTimer.stop();
    const QPointer<QQmlSseSource> guard(this);
    if (state() != State::Waiting)
        m_countdown.stop();
    if (guard)
        Q_EMIT stateChanged();
    if (guard)
        Q_EMIT statisticsChanged();
}

// ---- The request

template <typename Part>
void QQmlSseSource::changePart(Part QQmlSseRequest::*part, const Part &value,
                               void (QQmlSseSource::*changed)())
{
    if (m_request.*part == value)
        return;
    m_request.*part = value;
    const QPointer<QQmlSseSource> guard(this);
    restart();
    if (guard)
        Q_EMIT(this->*changed)();
}

/*!
    \qmlproperty url SseSource::url
    Where the stream is; http and https only. None, a relative one, one without a host or with
    another scheme is an error of kind \c SseError.InvalidRequest: nothing is sent until it is set
    right.
*/
void QQmlSseSource::setUrl(const QUrl &url)
{
    changePart(&QQmlSseRequest::url, url, &QQmlSseSource::urlChanged);
}

/*!
    \qmlproperty var SseSource::headers
    An object with the headers to send: \c{({ "X-Client": "panel" })}. Texts, numbers and bools are
    sent, \c null and \c undefined are left out. None by default. What is not a plain object, such
    as a Map, a member that is an object or an array, and a name or a value that no header may have,
    such as one with a line break, are an error of kind \c SseError.InvalidRequest: nothing is sent.
    The error tells names, never values.
*/
void QQmlSseSource::setHeaders(const QVariant &headers)
{
    changePart(&QQmlSseRequest::headers, fromJavaScript(headers, qjsEngine(this)),
               &QQmlSseSource::headersChanged);
}

/*!
    \qmlproperty var SseSource::parameters
    An object with items that are added to the query of the URL, percent-encoded. An array gives an
    item for each of its members; \c null and \c undefined are left out. None by default. What is
    not a plain object is an error of kind \c SseError.InvalidRequest, as with \l headers.
*/
void QQmlSseSource::setParameters(const QVariant &parameters)
{
    changePart(&QQmlSseRequest::parameters, fromJavaScript(parameters, qjsEngine(this)),
               &QQmlSseSource::parametersChanged);
}

/*!
    \qmlproperty string SseSource::bearerToken
    The bearer token to send; none where it is empty, as by default. It beats an \c Authorization
    among the headers. It goes to no other origin than that of \l url, and into no message.
*/
void QQmlSseSource::setBearerToken(const QString &token)
{
    changePart(&QQmlSseRequest::bearerToken, token, &QQmlSseSource::bearerTokenChanged);
}

/*!
    \qmlproperty string SseSource::method
    The request's method; where it is empty, \c POST with a body and \c GET without one. Other
    methods than \c GET are not repeated after a loss.
*/
void QQmlSseSource::setMethod(const QString &method)
{
    changePart(&QQmlSseRequest::method, method, &QQmlSseSource::methodChanged);
}

/*!
    \qmlproperty var SseSource::body
    What to send: a string, a number or a bool as text; an ArrayBuffer, a typed array or a DataView
    as bytes; a plain object or an array as \c{JSON.stringify()} writes it, which leaves out what is
    \c undefined; \c undefined, the default, or \c null for none. It is sent as it was when it was
    set. All else, a Date, a Map or a QtObject say, and an object that is no JSON, since it contains
    itself, are an error of kind \c SseError.InvalidRequest: nothing is sent.

    Typed arrays and Maps are known where they are bound or assigned. Among the initial properties
    that \c{Component.createObject()} takes, the engine of Qt 6.4 makes plain objects of them
    before, with \l headers and \l parameters too.
*/
void QQmlSseSource::setBody(const QVariant &body)
{
    changePart(&QQmlSseRequest::body, QQmlSseBody::from(body, qjsEngine(this)),
               &QQmlSseSource::bodyChanged);
}

/*!
    \qmlproperty string SseSource::contentType
    The content type of the body. Where it is empty it is \c{text/plain;charset=UTF-8},
    \c application/octet-stream or \c application/json, after what the body is.
*/
void QQmlSseSource::setContentType(const QString &type)
{
    changePart(&QQmlSseRequest::contentType, type, &QQmlSseSource::contentTypeChanged);
}

// ---- Life

/*!
    \qmlproperty bool SseSource::active
    Whether there is to be a stream; true by default. False closes it at once: not one more event
    comes.
*/
void QQmlSseSource::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    const QPointer<QQmlSseSource> guard(this);
    restart();
    if (guard)
        Q_EMIT activeChanged();
}

/*!
    \qmlproperty bool SseSource::paused
    Whether reading and delivery rest; false by default. The connection stays; the server waits, and
    nothing is lost.
*/

/*!
    \qmlproperty string SseSource::lastEventId
    The id that the next connection resumes after. It can be set in the turn that the stream starts
    or restarts in, and while it is closed; while the stream is live it says by itself what it is,
    and setting it is a warning.
*/
QString QQmlSseSource::lastEventId() const
{
    return m_givenId.value_or(m_session->lastEventId());
}

void QQmlSseSource::setLastEventId(const QString &id)
{
    if (lastEventId() == id)
        return;
    m_givenId = id;
    postStart();
    Q_EMIT lastEventIdChanged();
}

/*!
    \qmlproperty enumeration SseSource::state
    What the source is doing.

    \value SseSource.Closed      Nothing.
    \value SseSource.Connecting  A request is on its way.
    \value SseSource.Open        The stream is there.
    \value SseSource.Waiting     The next attempt is scheduled, see nextReconnectIn.
*/

/*!
    \qmlproperty sseError SseSource::error
    The last error, of kind \c SseError.None once a stream has opened again. It has \c kind,
    \c message, \c httpStatus, \c body and \c willReconnect, see QSseError.
*/
QSseError QQmlSseSource::error() const
{
    return m_refusal ? m_refusal : m_session->error();
}

/*!
    \qmlproperty string SseSource::errorString
    The last error's message, empty where there is none: what has happened and what to do, without
    any token, header or query value in it.
*/

/*!
    \qmlproperty int SseSource::attempt
    How many reconnects have been made in a row; 0 again once a message has come.
*/

/*!
    \qmlproperty int SseSource::nextReconnectIn
    The milliseconds until the next attempt, 0 where none is scheduled. It changes once a second,
    so that \c{Math.ceil(nextReconnectIn / 1000)} counts the seconds down.
*/
int QQmlSseSource::nextReconnectIn() const
{
    return QQmlSse::toInt(m_countdown.remaining());
}

/*!
    \qmlproperty sseStatistics SseSource::statistics
    What has been counted since the source is there. Bindings to it are evaluated with each change
    of the state, and once a second while the stream is open, not with each event.
*/

/*!
    \qmlsignal SseSource::opened()
    The stream is there.
*/

/*!
    \qmlsignal SseSource::eventReceived(sseEvent event)
    An \a event has come.
*/

/*!
    \qmlsignal SseSource::errorOccurred(sseError error)
    An attempt has failed, or the stream was lost. The \a error says why, and its \c willReconnect
    whether the source goes on.
*/

/*!
    \qmlsignal SseSource::reconnectScheduled(int attempt, int delay)
    The reconnect number \a attempt in a row follows in \a delay milliseconds.
*/

/*!
    \qmlsignal SseSource::closed()
    The stream has ended. It comes once for each start, also where a change begins another one.
*/

void QQmlSseSource::componentComplete()
{
    m_stage = Stage::Settled;
    postStart();
}

/*!
    \qmlmethod SseSource::reconnectNow()
    Makes the next attempt at once where one is scheduled, and begins anew where the stream has
    ended. Where it is live or \l active is false, it does nothing.
*/
void QQmlSseSource::reconnectNow()
{
    if (m_session->state() == QSseSession::State::Waiting)
        m_session->reconnectNow();
    else
        postStart();
}

void QQmlSseSource::restart()
{
    const QPointer<QQmlSseSource> guard(this);
    m_session->close();
    if (guard)
        postStart();
}

void QQmlSseSource::postStart()
{
    if (m_stage != Stage::Settled)
        return;
    m_stage = Stage::StartPosted;
    QMetaObject::invokeMethod(this, &QQmlSseSource::start, Qt::QueuedConnection);
}

void QQmlSseSource::start()
{
    m_stage = Stage::Settled;
    if (m_session->state() != QSseSession::State::Closed) {
        refuseGivenId();
        return;
    }
    if (!m_active)
        return;
    const QString problem = m_request.errorString();
    if (problem.isEmpty())
        open(m_request.toRequest());
    else
        refuse(problem);
}

void QQmlSseSource::open(const QSseRequest &request)
{
    const QUrl before = m_session->url();
    const bool isAnother = !before.isEmpty() && !isSameStream(before, request.url());
    const QString id = m_givenId.value_or(isAnother ? QString() : m_session->lastEventId());
    m_givenId.reset();
    const bool wasRefused = bool(std::exchange(m_refusal, {}));
    m_session->setRequest(request);

    const QPointer<QQmlSseSource> guard(this);
    m_session->setLastEventId(id);
    if (guard && wasRefused)
        Q_EMIT errorChanged();
    if (guard && m_stage == Stage::Settled)
        m_session->open();
}

// The session says why. What the property said meanwhile is not so.
void QQmlSseSource::refuseGivenId()
{
    if (!m_givenId)
        return;
    m_session->setLastEventId(*std::exchange(m_givenId, std::nullopt));
    Q_EMIT lastEventIdChanged();
}

void QQmlSseSource::refuse(const QString &problem)
{
    m_refusal = QSseError(QSseError::Kind::InvalidRequest, problem);
    const QPointer<QQmlSseSource> guard(this);
    Q_EMIT errorChanged();
    if (guard)
        Q_EMIT errorOccurred(m_refusal);
}

// ---- What is set on the session

/*!
    \qmlproperty SseBackoff SseSource::reconnect
    When to reconnect; the defaults of SseBackoff where it is \c null.
*/
void QQmlSseSource::setReconnect(QQmlSseBackoff *backoff)
{
    if (m_reconnect == backoff)
        return;
    m_reconnect = backoff;
    m_session->setReconnectPolicy(backoff ? backoff->policy() : nullptr);
    Q_EMIT reconnectChanged();
}

/*!
    \qmlproperty int SseSource::connectTimeout
    How long an attempt may take until the headers are there, in milliseconds; 30000 by default, 0
    is no limit, and less is taken for 0. A server that sends its headers with its first event needs
    a longer one. From the next attempt on.
*/
int QQmlSseSource::connectTimeout() const
{
    return QQmlSse::toInt(m_session->connectTimeout());
}

void QQmlSseSource::setConnectTimeout(int milliseconds)
{
    const int bounded = std::max(milliseconds, 0);
    if (connectTimeout() == bounded)
        return;
    m_session->setConnectTimeout(std::chrono::milliseconds(bounded));
    Q_EMIT connectTimeoutChanged();
}

/*!
    \qmlproperty int SseSource::idleTimeout
    How long the open stream may be quiet before it is given up as dead and made again, in
    milliseconds; 0, the default, is no limit, and less is taken for 0. Any byte begins it anew, a
    comment's too.
*/
int QQmlSseSource::idleTimeout() const
{
    return QQmlSse::toInt(m_session->idleTimeout());
}

void QQmlSseSource::setIdleTimeout(int milliseconds)
{
    const int bounded = std::max(milliseconds, 0);
    if (idleTimeout() == bounded)
        return;
    m_session->setIdleTimeout(std::chrono::milliseconds(bounded));
    Q_EMIT idleTimeoutChanged();
}

/*!
    \qmlproperty string SseSource::endMarker
    The data of the event that says that the answer is complete, such as \c{[DONE]}. It is not
    delivered, and the stream closes. None where it is empty, as by default. From the next
    connection on.
*/
void QQmlSseSource::setEndMarker(const QString &marker)
{
    if (endMarker() == marker)
        return;
    m_session->setEndMarker(marker.toUtf8());
    Q_EMIT endMarkerChanged();
}

/*!
    \qmlproperty bool SseSource::strict
    Whether the browsers' rules hold: every status but 200 is an error and final. False by default.
*/
void QQmlSseSource::setStrict(bool strict)
{
    if (isStrict() == strict)
        return;
    m_session->setStrict(strict);
    Q_EMIT strictChanged();
}

/*!
    \qmlproperty bool SseSource::showComments
    Whether events have their comments, and blocks of comments alone come as events, too, with
    \c isMessage false. From the next connection on; false by default.
*/
void QQmlSseSource::setShowComments(bool show)
{
    if (showComments() == show)
        return;
    m_session->setShowComments(show);
    Q_EMIT showCommentsChanged();
}

/*!
    \qmlproperty bool SseSource::showRetry
    Whether blocks of a \c retry alone come as events, too, with \c isMessage false. From the next
    connection on; false by default.
*/
void QQmlSseSource::setShowRetry(bool show)
{
    if (showRetry() == show)
        return;
    m_session->setShowRetry(show);
    Q_EMIT showRetryChanged();
}

/*!
    \qmlproperty int SseSource::maximumEventSize
    The most bytes of one event, 16 MiB by default, 0 is no limit, and less is taken for 0. A larger
    one is an error that is final. From the next connection on.
*/
void QQmlSseSource::setMaximumEventSize(int bytes)
{
    const int bounded = std::max(bytes, 0);
    if (maximumEventSize() == bounded)
        return;
    m_session->setMaximumEventSize(bounded);
    Q_EMIT maximumEventSizeChanged();
}

// ---- Children

static void appendResource(QQmlListProperty<QObject> *list, QObject *object)
{
    auto *resources = static_cast<QList<QObject *> *>(list->data);
    resources->append(object);
    QObject::connect(object, &QObject::destroyed, list->object,
                     [resources, object] { resources->removeAll(object); });
}

static qsizetype resourceCount(QQmlListProperty<QObject> *list)
{
    return static_cast<QList<QObject *> *>(list->data)->size();
}

static QObject *resourceAt(QQmlListProperty<QObject> *list, qsizetype index)
{
    return static_cast<QList<QObject *> *>(list->data)->value(index);
}

/*!
    \qmlproperty list<QtObject> SseSource::resources
    \qmldefault
    The objects declared in the source: its SseHandler children, and any other.
*/
QQmlListProperty<QObject> QQmlSseSource::resources()
{
    return {this, &m_resources, appendResource, resourceCount, resourceAt, nullptr};
}
