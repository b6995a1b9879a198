// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef NETWORKSTREAM_H
#define NETWORKSTREAM_H

#include "options.h"
#include "report.h"
#include "stream.h"

#include <QtSse/QSseSession>

// A session on the network, and what there is to say about it on standard error.
class NetworkStream : public Stream
{
    Q_OBJECT

public:
    explicit NetworkStream(const Options &options, QObject *parent = nullptr);

    void open() override { m_session.open(); }
    void close() override { m_session.close(); }
    void setPaused(bool paused) override { m_session.setPaused(paused); }
    bool hasOpened() const override { return m_opened; }
    QString lastEventId() const override { return m_session.lastEventId(); }

private:
    void configure(const Options &options);
    void configureReconnect(int maximumRetries);
    void handleError(const QSseError &error);
    void noteState();
    void noteRequest();
    void noteResponse(int status, const QSseResponse::Headers &headers);
    void noteStatistics();

    const Report m_report;
    QSseSession m_session;
    int m_exitCode;
    bool m_opened = false;
};

#endif // NETWORKSTREAM_H
