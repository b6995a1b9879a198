// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlsseeventmodel_p.h"

#include <QtQml/qqmlinfo.h>

using namespace Qt::StringLiterals;

/*!
    \qmltype SseEventModel
    \inqmlmodule QtSse
    \brief The last events of an SseSource, for views.

    \qml
    ListView {
        model: SseEventModel { source: prices; typeFilter: ["price"]; maximumCount: 500 }
        delegate: Text { required property var model; text: model.text }
    }
    \endqml

    The roles are \c eventType, \c text, \c json, \c eventId, \c time and \c event. Rows come in
    batches, at most one a frame, whatever the rate of the stream.

    \sa QSseEventModel
*/

/*!
    \qmlproperty SseSource SseEventModel::source
    The source whose events the model holds. Without one the model stays empty, and where none was
    ever set it says so in a warning. The rows stay when another one is set.
*/
void QQmlSseEventModel::setSource(QQmlSseSource *source)
{
    m_sourceIs = SourceIs::Set;
    if (m_source == source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source)
        connect(source, &QObject::destroyed, this, &QQmlSseEventModel::sourceChanged);
    setSession(source ? source->session() : nullptr);
    Q_EMIT sourceChanged();
}

/*!
    \qmlproperty int SseEventModel::count
    The number of rows.
*/

/*!
    \qmlproperty int SseEventModel::maximumCount
    The most rows that are kept, 1000 by default; the oldest leave. Below 1 is 1, with a warning.
*/

/*!
    \qmlproperty list<string> SseEventModel::typeFilter
    The event types that become rows; all of them by default. One alone may be a string, though
    qmllint of Qt 6.4 wants a list. A filter that nothing matches leaves the model empty.
*/

/*!
    \qmlproperty bool SseEventModel::messagesOnly
    Whether blocks of comments or a \c retry alone are passed over; true by default.
*/

/*!
    \qmlproperty bool SseEventModel::paused
    Whether the rows stay as they are. What comes meanwhile, the last maximumCount of it, becomes
    rows afterwards.
*/

/*!
    \qmlmethod SseEventModel::clear()
    Removes all rows.
*/

void QQmlSseEventModel::componentComplete()
{
    if (m_sourceIs == SourceIs::NeverSet)
        qmlWarning(this) << u"It has no source and stays empty."_s;
}
