// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef HISTORYRECORDER_H
#define HISTORYRECORDER_H

#include "connectionhistory.h"

#include <QtCore/QObject>

class StreamSource;

// Writes into the history what a stream says of its ends. An error is told first, and then what
// follows it.
class HistoryRecorder : public QObject
{
    Q_OBJECT

public:
    HistoryRecorder(const StreamSource *source, ConnectionHistory *history);

Q_SIGNALS:
    void ended(const QString &words); // for the stream view
    void resumed(const QString &words);

private:
    void noteError(const QSseError &error);
    void noteReconnect(int attempt, std::chrono::milliseconds delay);
    void noteEnd(bool byUser);
    void noteOpened();
    void add(ConnectionHistory::End end);
    QString reasonOfEnd(bool byUser) const;

    const StreamSource *const m_source;
    ConnectionHistory *const m_history;
    QSseError m_error; // of the end that is being told
};

#endif
