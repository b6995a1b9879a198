// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef CLIENTSTREAMS_H
#define CLIENTSTREAMS_H

#include <QtSse/QSseClient>

#include <QtCore/QStringList>

#include <atomic>
#include <vector>

// A client with some streams of the same URL, all of one thread.
class ClientStreams
{
public:
    ClientStreams(const QUrl &url, const std::shared_ptr<QSseReconnectPolicy> &policy, int count);

    const std::vector<QStringList> &texts() const { return m_texts; } // those of each stream
    int closedStreams() const { return m_closedStreams; }             // from any thread

private:
    void start(const QUrl &url, QStringList *texts);

    QObject m_context;
    std::vector<QStringList> m_texts;
    std::atomic<int> m_closedStreams = 0;
    QSseClient m_client;
};

#endif
