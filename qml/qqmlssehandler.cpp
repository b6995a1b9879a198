// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlssehandler_p.h"
#include "qqmlssesource_p.h"

#include <QtQml/qqmlinfo.h>

using namespace Qt::StringLiterals;

/*!
    \qmltype SseHandler
    \inqmlmodule QtSse
    \brief Takes the events of one type from the SseSource that it is in.

    \qml
    SseSource {
        url: "https://example.org/market"
        SseHandler { type: "price"; onReceived: (event) => table.update(event.json) }
        SseHandler { type: "news"; onReceived: (event) => ticker.text = event.text }
    }
    \endqml

    It takes messages only. Outside an SseSource it takes nothing and says so in a warning.
*/

/*!
    \qmlproperty string SseHandler::type
    The event type, compared as it stands; \c "message" by default and where it is set empty, as a
    stream means it.
*/
void QQmlSseHandler::setType(const QString &type)
{
    const QString meant = type.isEmpty() ? u"message"_s : type;
    if (m_type == meant)
        return;
    m_type = meant;
    Q_EMIT typeChanged();
}

/*!
    \qmlsignal SseHandler::received(sseEvent event)
    An \a event of that type has come.
*/

void QQmlSseHandler::componentComplete()
{
    const auto *source = qobject_cast<QQmlSseSource *>(parent());
    if (source)
        connect(source, &QQmlSseSource::eventReceived, this, &QQmlSseHandler::receive);
    else
        qmlWarning(this) << u"It is in no SseSource and receives nothing."_s;
}

void QQmlSseHandler::receive(const QSseEvent &event)
{
    if (event.isMessage() && event.type() == m_type)
        Q_EMIT received(event);
}
