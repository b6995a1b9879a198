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
        reuseItems: true
        delegate: Text { required text; textFormat: Text.PlainText }
    }
    \endqml

    The oldest event is the first row.

    \table
    \header \li Role \li Value
    \row \li \c eventType \li the event's type, \c "message" where it has none
    \row \li \c text \li the data as text
    \row \li \c json \li the data as JSON, numbers and texts too; \c undefined where it is none
    \row \li \c eventId \li the event's own id, empty where it has none
    \row \li \c time \li when it came, a date
    \row \li \c event \li the \l sseEvent
    \endtable

    \section1 Fast streams

    Rows come in batches, at most one a frame, whatever the rate of the stream, and of a batch that
    is larger than maximumCount only its end. So much is kept at most: the rows, and as many events
    again that wait for the next frame, also while the model is paused, its window is hidden or no
    view shows it. Text and JSON are decoded when a view asks for them.

    What takes the time in a frame is then the view. It creates and lays out a delegate for each row
    in sight: let it reuse them, and give a Text no more than fits, since it lays out all that it is
    given, elided or not: \c{text: model.text.slice(0, 200)}.

    To stay at the end of the list:
    \qml
    ListView {
        id: view
        model: SseEventModel {
            source: prices
            onRowsInserted: Qt.callLater(view.positionViewAtEnd)
        }
    }
    \endqml

    \sa QSseEventModel
*/

/*!
    \qmlproperty SseSource SseEventModel::source
    The source whose events the model holds; null where it was destroyed. Without one the model
    stays empty, and where none was ever set, not even \c null, it says so in a warning. The rows
    stay when another one is set. What is wrong with a source, an invalid URL say, is said by
    SseSource::error; the model fills when it is right.
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
    The number of rows, at most maximumCount. It changes once a batch.
*/

/*!
    \qmlproperty int SseEventModel::maximumCount
    The most rows that are kept, 1000 by default; the oldest leave, at once where it becomes
    smaller. Below 1 is 1, with a warning: the model is always bounded.
*/

/*!
    \qmlproperty list<string> SseEventModel::typeFilter
    The event types that become rows, compared as they stand; all of them where it is empty, as by
    default. One alone may be a string, though qmllint of Qt 6.4 wants a list. Rows that a new
    filter does not let in leave; what an old one kept out does not come back. A filter that nothing
    matches leaves the model empty, and that is no error.
*/

/*!
    \qmlproperty bool SseEventModel::messagesOnly
    Whether blocks of comments or a \c retry alone are passed over; true by default.
*/

/*!
    \qmlproperty bool SseEventModel::paused
    Whether the rows stay as they are; false by default. The source goes on: what comes meanwhile,
    the last maximumCount of it, becomes rows afterwards. SseSource::paused holds the server
    instead.
*/

/*!
    \qmlmethod SseEventModel::clear()
    Removes all rows, and what was to become rows.
*/

void QQmlSseEventModel::componentComplete()
{
    if (m_sourceIs == SourceIs::NeverSet)
        qmlWarning(this) << u"It has no source and stays empty."_s;
}
