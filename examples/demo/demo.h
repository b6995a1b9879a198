// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef DEMO_H
#define DEMO_H

#include "exitcode.h"
#include "ledger.h"
#include "options.h"
#include "screen.h"

#include <QtSse/QSseSession>

#include <QtCore/QDeadlineTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

class DemoFeed;

// One run: a session watches a feed, the screen shows it, the ledger counts. At its end it exits
// the application.
class Demo : public QObject
{
    Q_OBJECT

public:
    explicit Demo(const Options &options);
    ~Demo() override;

    bool start(); // false where there is nowhere to listen
    void finish();

private:
    struct Replay
    {
        qint64 after = -1;
        qint64 upTo = -1; // the newest event when the session came back
        qint64 count = 0; // that have come
    };

    bool startFeed();
    void connectSession();
    void showTitle();
    void showStatus();

    void onOpened();
    void onEvent(const QSseEvent &event);
    void onError(const QSseError &error);
    void onReconnectScheduled(int attempt, std::chrono::milliseconds delay);
    void onClosed();

    void book(qint64 id);
    void countReplayed(qint64 id);
    bool isReplayed(qint64 id) const { return id > m_replay.after && id <= m_replay.upTo; }
    bool hasLastEvent() const;
    QString phase() const;
    QString story() const;
    Exit::Code exitCode() const;

    const Options m_options;
    Screen m_screen;
    Ledger m_ledger;
    Replay m_replay;
    QSseSession m_session;
    std::unique_ptr<DemoFeed> m_feed;
    QTimer m_endTimer;
    QTimer m_patienceTimer;
    QTimer m_statusTimer;
    QDeadlineTimer m_nextAttempt;
    qint64 m_resumed = 0;
    qint64 m_replayed = 0;
    bool m_failed = false;
    bool m_finishing = false;
};

#endif
