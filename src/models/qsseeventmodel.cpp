// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseeventmodel.h"
#include "qsselogging_p.h"
#include "qssesession.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Rows come in batches, at most one for each frame of a screen of 60 Hz.
static constexpr auto Frame = 16ms;

/*!
    \class QSseEventModel
    \inmodule QtSse
    \brief The last events of a stream for item views.

    \reentrant

    The oldest event is the first row. Events are collected and become rows in batches, at most one
    batch a frame, so that a view stays smooth at any rate. The model never grows beyond
    maximumCount: the oldest rows leave, and of a batch that is larger only the end becomes rows.
    Beside the rows it keeps as many events at most for the next batch, whether or not a view shows
    it. Text and JSON are decoded when they are asked for.

    What takes the time in a frame is the view: it lays out all the text that it is given, also what
    it elides. A delegate that cuts long texts keeps it fast.

    \code
    auto *model = new QSseEventModel(this);
    model->setSession(session);
    model->setTypeFilter({"price"});
    listView->setModel(model);
    \endcode

    \table
    \header \li Role \li Name in QML \li Value
    \row \li EventTypeRole \li eventType \li QSseEvent::type()
    \row \li TextRole, Qt::DisplayRole \li text \li QSseEvent::text()
    \row \li JsonRole \li json \li the data as JSON: a map, a list or a value, \c nullptr for
        \c null; invalid where it is no JSON
    \row \li EventIdRole \li eventId \li QSseEvent::id()
    \row \li TimeRole \li time \li when it came, a QDateTime
    \row \li EventRole \li event \li the QSseEvent
    \endtable

    Without a session it holds what append() gives it. A session in another thread works, but what
    waits in the event queue between them is bounded by nothing.
*/

class QSseEventModelPrivate
{
public:
    struct Row
    {
        QSseEvent event;
        qint64 time; // in milliseconds since the epoch
    };

    explicit QSseEventModelPrivate(QSseEventModel *model);

    bool isWanted(const QSseEvent &event) const;
    void collect(const QSseEvent &event);
    void showPending();
    void removeOldest(int number);
    void removeUnwanted();

    QSseEventModel *const q;
    QPointer<QSseSession> session;
    QStringList typeFilter;
    int maximumCount = 1000;
    bool messagesOnly = true;
    bool paused = false;
    std::deque<Row> rows;
    std::deque<Row> pending; // of the next batch
    QTimer frameTimer;
};

QSseEventModelPrivate::QSseEventModelPrivate(QSseEventModel *model)
    : q(model)
    , frameTimer(model)
{
    frameTimer.setSingleShot(true);
    frameTimer.setTimerType(Qt::PreciseTimer);
    frameTimer.setInterval(Frame);
    QObject::connect(&frameTimer, &QTimer::timeout, q, [this] { showPending(); });
}

bool QSseEventModelPrivate::isWanted(const QSseEvent &event) const
{
    return (event.isMessage() || !messagesOnly)
           && (typeFilter.isEmpty() || typeFilter.contains(event.type()));
}

// What would leave with its own batch is not kept until then.
void QSseEventModelPrivate::collect(const QSseEvent &event)
{
    if (!isWanted(event))
        return;
    if (pending.size() >= size_t(maximumCount))
        pending.pop_front();
    pending.push_back({event, QDateTime::currentMSecsSinceEpoch()});
    if (!paused && !frameTimer.isActive())
        frameTimer.start();
}

void QSseEventModelPrivate::showPending()
{
    if (paused || pending.empty())
        return;
    const int before = q->count();
    std::deque<Row> batch;
    batch.swap(pending); // a slot may add to the next one
    removeOldest(before + int(batch.size()) - maximumCount);
    q->beginInsertRows({}, int(rows.size()), int(rows.size() + batch.size()) - 1);
    std::move(batch.begin(), batch.end(), std::back_inserter(rows));
    q->endInsertRows();
    if (q->count() != before)
        Q_EMIT q->countChanged();
}

void QSseEventModelPrivate::removeOldest(int number)
{
    const int last = std::min(number, int(rows.size())) - 1;
    if (last < 0)
        return;
    q->beginRemoveRows({}, 0, last);
    rows.erase(rows.begin(), rows.begin() + last + 1);
    q->endRemoveRows();
}

void QSseEventModelPrivate::removeUnwanted()
{
    const auto isUnwanted = [this](const Row &row) { return !isWanted(row.event); };
    pending.erase(std::remove_if(pending.begin(), pending.end(), isUnwanted), pending.end());
    if (std::none_of(rows.cbegin(), rows.cend(), isUnwanted))
        return;
    q->beginResetModel();
    rows.erase(std::remove_if(rows.begin(), rows.end(), isUnwanted), rows.end());
    q->endResetModel();
    Q_EMIT q->countChanged();
}

/*!
    Constructs a model without a session as a child of \a parent.
*/
QSseEventModel::QSseEventModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<QSseEventModelPrivate>(this))
{}

QSseEventModel::~QSseEventModel() = default;

/*!
    \property QSseEventModel::session
    \brief The session whose events the model holds; null where it has none, or it was destroyed.

    Without one the model holds what append() gives it, and is no error. The rows stay when another
    one is set; clear() removes them.
*/
QSseSession *QSseEventModel::session() const
{
    return d->session;
}

void QSseEventModel::setSession(QSseSession *session)
{
    if (d->session == session)
        return;
    if (d->session)
        d->session->disconnect(this);
    d->session = session;
    if (session) {
        connect(session, &QSseSession::eventReceived, this, &QSseEventModel::append);
        connect(session, &QObject::destroyed, this, &QSseEventModel::sessionChanged);
    }
    Q_EMIT sessionChanged();
}

/*!
    \property QSseEventModel::count
    \brief The number of rows.
*/
int QSseEventModel::count() const
{
    return int(d->rows.size());
}

/*!
    \property QSseEventModel::maximumCount
    \brief The most rows that are kept, 1000 by default. Below 1 is 1, with a warning.
*/
int QSseEventModel::maximumCount() const
{
    return d->maximumCount;
}

void QSseEventModel::setMaximumCount(int count)
{
    if (count < 1) {
        qCWarning(lcSse,
                  "QSseEventModel::setMaximumCount: %d is taken for 1. The model is always "
                  "bounded, and keeps one row at least.",
                  count);
        count = 1;
    }
    if (d->maximumCount == count)
        return;
    d->maximumCount = count;
    const int before = this->count();
    while (d->pending.size() > size_t(count))
        d->pending.pop_front();
    d->removeOldest(before - count);
    Q_EMIT maximumCountChanged();
    if (this->count() != before)
        Q_EMIT countChanged();
}

/*!
    \property QSseEventModel::typeFilter
    \brief The event types that become rows, compared as they stand; all of them where it is empty,
    as by default.

    Rows that a new filter does not let in are removed. What an old one kept out is not had any
    more. A filter that nothing matches leaves the model empty, and that is no error.
*/
QStringList QSseEventModel::typeFilter() const
{
    return d->typeFilter;
}

void QSseEventModel::setTypeFilter(const QStringList &types)
{
    if (d->typeFilter == types)
        return;
    d->typeFilter = types;
    Q_EMIT typeFilterChanged();
    d->removeUnwanted();
}

/*!
    \property QSseEventModel::messagesOnly
    \brief Whether blocks of comments or a \c retry alone, which a session delivers on request, are
    passed over; true by default.
*/
bool QSseEventModel::isMessagesOnly() const
{
    return d->messagesOnly;
}

void QSseEventModel::setMessagesOnly(bool only)
{
    if (d->messagesOnly == only)
        return;
    d->messagesOnly = only;
    Q_EMIT messagesOnlyChanged();
    d->removeUnwanted();
}

/*!
    \property QSseEventModel::paused
    \brief Whether the rows stay as they are; false by default.

    The session goes on: what comes meanwhile is collected, the last maximumCount of it, and becomes
    rows afterwards.
*/
bool QSseEventModel::isPaused() const
{
    return d->paused;
}

void QSseEventModel::setPaused(bool paused)
{
    if (d->paused == paused)
        return;
    d->paused = paused;
    if (!paused)
        d->frameTimer.start();
    Q_EMIT pausedChanged();
}

/*!
    The event of \a row, which must be one of the model's.
*/
QSseEvent QSseEventModel::eventAt(int row) const
{
    Q_ASSERT(row >= 0 && row < count());
    return d->rows[size_t(row)].event;
}

int QSseEventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant QSseEventModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QSseEventModelPrivate::Row &row = d->rows[size_t(index.row())];
    switch (role) {
    case EventTypeRole:
        return row.event.type();
    case Qt::DisplayRole:
    case TextRole:
        return row.event.text();
    case JsonRole:
        return row.event.value<QVariant>().value_or(QVariant());
    case EventIdRole:
        return row.event.id();
    case TimeRole:
        return QDateTime::fromMSecsSinceEpoch(row.time);
    case EventRole:
        return QVariant::fromValue(row.event);
    default:
        return {};
    }
}

QHash<int, QByteArray> QSseEventModel::roleNames() const
{
    return {
            {EventTypeRole, "eventType"_ba}, {TextRole, "text"_ba}, {JsonRole, "json"_ba},
            {EventIdRole, "eventId"_ba},     {TimeRole, "time"_ba}, {EventRole, "event"_ba},
    };
}

/*!
    Adds \a event with the next batch, where typeFilter and messagesOnly let it in.
*/
void QSseEventModel::append(const QSseEvent &event)
{
    d->collect(event);
}

/*!
    Removes all rows, and what was to become rows.
*/
void QSseEventModel::clear()
{
    d->pending.clear();
    if (d->rows.empty())
        return;
    beginResetModel();
    d->rows.clear();
    endResetModel();
    Q_EMIT countChanged();
}
