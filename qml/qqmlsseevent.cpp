// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlsseevent_p.h"
#include "qqmlssemilliseconds_p.h"

#include <QtCore/qjsonvalue.h>

/*!
    \qmlvaluetype sseEvent
    \inqmlmodule QtSse
    \brief An event, as handlers get it.

    \qml
    SseSource { onEventReceived: (event) => label.text = event.json.bid }
    \endqml
*/

/*!
    \qmlproperty var sseEvent::json
    The data as JSON: an object, an array, a string, a number, a bool or null; \c undefined where
    it is no JSON. The data is parsed at each read: keep the value where it is needed twice.
*/
QVariant QQmlSseEvent::jsonValue() const
{
    const std::optional<QJsonValue> json = value<QJsonValue>();
    return json ? QVariant::fromValue(*json) : QVariant();
}

/*!
    \qmlproperty int sseEvent::retry
    The \c retry of the event's block in milliseconds, -1 where it has none.
*/
int QQmlSseEvent::retryMilliseconds() const
{
    const std::optional<std::chrono::milliseconds> time = retry();
    return time ? QQmlSse::toInt(*time) : -1;
}

/*!
    \qmlproperty string sseEvent::text
    The data lines, joined by line feeds.
*/

/*!
    \qmlproperty ArrayBuffer sseEvent::data
    The data lines as the bytes that were received.
*/

/*!
    \qmlproperty string sseEvent::type
    The event's type, \c "message" where it has none.
*/

/*!
    \qmlproperty string sseEvent::id
    The event's own id, empty where it has none.
*/

/*!
    \qmlproperty string sseEvent::lastEventId
    The id in force when the event came, which may be an earlier event's.
*/

/*!
    \qmlproperty string sseEvent::comments
    The comment lines of the event's block, where SseSource::showComments is true.
*/

/*!
    \qmlproperty url sseEvent::origin
    Scheme, host and port of the server that it came from.
*/

/*!
    \qmlproperty bool sseEvent::isMessage
    False for a block of comments or of a \c retry alone, which comes only on request.
*/
