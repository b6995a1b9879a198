// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef STREAMSOURCE_H
#define STREAMSOURCE_H

#include "connectionsettings.h"

#include <QtSse/QSseSession>

#include <QtCore/QDeadlineTimer>
#include <QtCore/QObject>

#include <memory>

// The stream that is watched: a session with the settings it was opened with. Each connect() makes
// a new session, so that the statistics begin anew.
class StreamSource : public QObject
{
    Q_OBJECT

public:
    explicit StreamSource(QObject *parent = nullptr);
    ~StreamSource() override;

    const ConnectionSettings &settings() const { return m_settings; }
    void open(const ConnectionSettings &settings);
    void close();
    void setPaused(bool paused);
    void reconnectNow(); // at once, and after the last event: also a stream that is open or closed

    QSseSession::State state() const;
    bool isLive() const { return state() != QSseSession::State::Closed; }
    bool isPaused() const;
    bool hasSession() const { return m_session != nullptr; }
    int attempt() const;
    QString lastEventId() const;
    QString errorString() const; // of the last attempt, until one succeeds
    QSseResponse response() const;
    QSseStatistics statistics() const;
    std::chrono::milliseconds untilNextAttempt() const; // while waiting

Q_SIGNALS:
    void stateChanged();
    void opened();
    void eventReceived(const QSseEvent &event);
    void errorOccurred(const QSseError &error);
    void reconnectScheduled(int attempt, std::chrono::milliseconds delay);
    void reconnectAsked(); // by the user, of a stream that was open or connecting
    void closed(bool byUser);

private:
    void follow(QSseSession *session);

    ConnectionSettings m_settings;
    std::unique_ptr<QSseSession> m_session;
    QDeadlineTimer m_nextAttempt;
    bool m_isClosing = false; // because the user wants it
};

#endif
