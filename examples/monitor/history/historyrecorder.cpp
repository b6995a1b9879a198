// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "historyrecorder.h"

#include "streamsource.h"

#include <utility>

using namespace Qt::StringLiterals;

HistoryRecorder::HistoryRecorder(const StreamSource *source, ConnectionHistory *history)
    : QObject(history)
    , m_source(source)
    , m_history(history)
{
    connect(source, &StreamSource::errorOccurred, this, &HistoryRecorder::noteError);
    connect(source, &StreamSource::reconnectScheduled, this, &HistoryRecorder::noteReconnect);
    connect(source, &StreamSource::closed, this, &HistoryRecorder::noteEnd);
    connect(source, &StreamSource::opened, this, &HistoryRecorder::noteOpened);
    connect(source, &StreamSource::reconnectAsked, this, [this] {
        add({{}, tr("You asked for a new connection."), {}, 1, {}, m_source->lastEventId()});
    });
}

void HistoryRecorder::noteError(const QSseError &error)
{
    m_error = error;
}

void HistoryRecorder::noteReconnect(int attempt, std::chrono::milliseconds delay)
{
    const QSseError error = std::exchange(m_error, {});
    const QString reason = error ? error.message() : tr("The server ended the stream.");
    add({{}, reason, error, attempt, delay, m_source->lastEventId()});
}

void HistoryRecorder::noteEnd(bool byUser)
{
    const QString reason = reasonOfEnd(byUser);
    add({{}, reason, std::exchange(m_error, {}), 0, {}, {}});
}

void HistoryRecorder::noteOpened()
{
    const QSseResponse response = m_source->response();
    const QString id = m_source->lastEventId();
    Q_EMIT resumed(response.resumed() ? tr("%1, resumed after %2").arg(response.status()).arg(id)
                                      : tr("%1, connected").arg(response.status()));
}

void HistoryRecorder::add(ConnectionHistory::End end)
{
    end.time = QDateTime::currentDateTime();
    m_history->add(end);
    Q_EMIT ended(end.reason);
}

QString HistoryRecorder::reasonOfEnd(bool byUser) const
{
    if (m_error)
        return m_error.message();
    if (byUser)
        return tr("You disconnected.");
    if (m_source->response().status() == 204)
        return tr("The server says that there is nothing more (204).");
    if (!m_source->settings().endMarker.isEmpty())
        return tr("The end marker came: the stream is complete.");
    return tr("The stream is complete.");
}
