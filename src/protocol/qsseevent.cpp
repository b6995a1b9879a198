// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseevent.h"
#include "qsseevent_p.h"
#include "qssejsonreader_p.h"
#include "qsseutf8_p.h"

#include <QtCore/qdebug.h>

QT_DEFINE_QESDP_SPECIALIZATION_DTOR(QSseEventPrivate)

/*!
    \class QSseEvent
    \inmodule QtSse
    \brief One event of a \c text/event-stream.

    \reentrant

    An event is what the lines of one block say, dispatched by the blank line that ends it (WHATWG
    HTML, 9.2.6 "Interpreting an event stream"). It is an implicitly shared value: copying is cheap
    and a copy never changes. Members whose field the block does not have are null, not empty.

    Bytes are decoded when they are asked for: data() costs nothing, text() decodes UTF-8.
*/

// The type of a block without an event field; a literal, so that copies cost no reference count.
static QString messageType()
{
    return QStringLiteral("message");
}

/*!
    Constructs an event without any field. It is no message.
*/
QSseEvent::QSseEvent() = default;

/*!
    Constructs a message with \a data, \a type and \a id, for tests of the code that takes events.
    An empty \a type is "message"; a null \a id is no id.
*/
QSseEvent::QSseEvent(const QByteArray &data, const QString &type, const QString &id)
    : d(new QSseEventPrivate)
{
    d->data = data;
    d->hasData = true;
    d->type = type.isEmpty() ? messageType() : type;
    d->hasId = !id.isNull();
    d->lastEventId = id.toUtf8();
}

QSseEvent::QSseEvent(const QSseEvent &other) = default;
QSseEvent::~QSseEvent() = default;
QSseEvent &QSseEvent::operator=(const QSseEvent &other) = default;

/*!
    The values of the \c data lines, joined by line feeds: UTF-8 as it was received. Null where the
    block has no \c data line.
*/
QByteArray QSseEvent::data() const
{
    if (!d || !d->hasData)
        return {};
    return d->data.isNull() ? QByteArray("") : d->data;
}

/*!
    data() decoded from UTF-8. A byte that is not UTF-8 becomes U+FFFD, as the standard's decoder
    does it.
*/
QString QSseEvent::text() const
{
    return d && d->hasData ? QSseUtf8::decode(d->data) : QString();
}

/*!
    The value of the \c event field, "message" where the block has none or an empty one.
*/
QString QSseEvent::type() const
{
    return d && !d->type.isNull() ? d->type : messageType();
}

/*!
    The id that this block itself carries; null where it has none. An empty id that is not null is
    the server's wish to forget the last one.

    \sa lastEventId()
*/
QString QSseEvent::id() const
{
    return d && d->hasId ? QSseUtf8::decode(d->lastEventId) : QString();
}

/*!
    The last event id in force when this event was dispatched: this block's own, else that of an
    earlier block, of an earlier connection too.
*/
QString QSseEvent::lastEventId() const
{
    return d ? QSseUtf8::decode(d->lastEventId) : QString(QLatin1StringView(""));
}

/*!
    The reconnection time in this block, where it has a valid one.
*/
std::optional<std::chrono::milliseconds> QSseEvent::retry() const
{
    return d ? d->retry : std::nullopt;
}

/*!
    The comment lines of this block joined by line feeds, each without the colon and one space after
    it. Null where there are none or where they were not asked for.

    \sa QSseSession::setShowComments()
*/
QString QSseEvent::comments() const
{
    return d && d->hasComments ? QSseUtf8::decode(d->comments) : QString();
}

/*!
    The origin (scheme, host and port) of the final URL that the stream came from.
*/
QUrl QSseEvent::origin() const
{
    return d ? d->origin : QUrl();
}

/*!
    Returns whether the block has data and is an event in the standard's sense. Blocks of comments
    or of a \c retry alone are delivered only on request and are no messages.
*/
bool QSseEvent::isMessage() const
{
    return d && d->hasData;
}

/*!
    data() read as JSON. Where it is not, the document is null and \a error says why.
*/
QJsonDocument QSseEvent::json(QJsonParseError *error) const
{
    return QJsonDocument::fromJson(data(), error);
}

/*!
    \fn template <typename T> std::optional<T> QSseEvent::value() const

    data() read as JSON into a \c T, which may be

    \list
    \li a type with Q_GADGET, by the names of its properties: what the JSON leaves out or has as
        null keeps its default, what the type does not know is passed over;
    \li a bool, a number, a QString, or what Qt converts from one: QUrl, QDateTime, QUuid;
    \li an enum with Q_ENUM, by name or by number; flags with Q_FLAG, by names joined by \c | or by
        the number of any combination of them;
    \li a QList, or a QMap or QHash with QString as keys, of all these and of each other;
    \li a QVariantMap, QVariantHash, QVariantList, QJsonValue, QJsonObject or QJsonArray.
    \endlist

    \c std::nullopt where data() is not JSON or does not fit, also where a number does not fit its
    type.
*/
bool QSseEvent::readValue(QMetaType type, void *target) const
{
    return isMessage() && QSseJsonReader::read(d->data, type, target);
}

/*!
    \fn bool QSseEvent::operator==(const QSseEvent &lhs, const QSseEvent &rhs)

    Returns whether \a lhs and \a rhs are equal: all their fields are.
*/
bool operator==(const QSseEvent &lhs, const QSseEvent &rhs)
{
    if (lhs.d == rhs.d)
        return true;
    static const QSseEventPrivate none;
    const QSseEventPrivate &a = lhs.d ? *lhs.d : none;
    const QSseEventPrivate &b = rhs.d ? *rhs.d : none;
    return a.hasData == b.hasData && a.data == b.data && lhs.type() == rhs.type()
           && a.hasId == b.hasId && a.lastEventId == b.lastEventId && a.retry == b.retry
           && a.hasComments == b.hasComments && a.comments == b.comments && a.origin == b.origin;
}

/*!
    \fn QDebug QSseEvent::operator<<(QDebug debug, const QSseEvent &event)

    Writes \a event to \a debug: type, id and size. The data is left out, it may be confidential.
*/
QDebug operator<<(QDebug debug, const QSseEvent &event)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "QSseEvent(" << event.type() << ", id " << event.id() << ", "
                    << event.data().size() << " bytes)";
    return debug;
}
