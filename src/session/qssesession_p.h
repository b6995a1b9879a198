// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSESESSION_P_H
#define QSSESESSION_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseconnection_p.h"
#include "qssedelivery_p.h"
#include "qssereachability_p.h"
#include "qssereconnector_p.h"
#include "qssesettings_p.h"
#include "qssestatistics_p.h"

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>

// The life of a session: Closed -> Connecting -> Open -> Waiting -> Connecting ... -> Closed.
//
// An attempt is prepared by the user's functions, then connects, then its bytes are delivered.
// Any slot may close, reopen, delete or move the session or spin an event loop. So state changes
// first, and whatever follows an emission asks emitHere() or stillSo() whether it is still wanted.
class QSseSessionPrivate final : public QSseDelivery::Receiver
{
public:
    using State = QSseSession::State;

    explicit QSseSessionPrivate(QSseSession *session);
    ~QSseSessionPrivate();

    void open();
    void close();
    void pause();
    void resume();
    void reconnectNow();
    void leaveThread();
    QSseEventChannel *incoming(int capacity);
    // Reading and delivery rest, as in pause(), while the channel is full.
    void setHeld(bool held);
    void leaveChannel();
    // Ends the session for good.
    void fail(const QSseError &cause);

    QString lastEventId() const;
    void setLastEventId(const QString &id);
    QSseStatistics statistics() const;
    QSseSession::ReconnectMode effectiveMode() const;
    void restartIdleTimer();

    QSseRequest request;
    State state = State::Closed;
    QSseError error;
    QSseResponse response;
    QSseReconnector reconnector;
    QSseSettings settings;
    bool paused = false;

private:
    void start();
    void rest();
    void goOn();

    // One connection
    void scheduleAttempt(std::chrono::milliseconds delay);
    void scheduleTurn();
    bool isOffline() const;
    void onBackOnline();
    void startAttempt();
    void prepare();
    void onPrepared();
    void connectTo(const QSseRequest &target);
    QString whyNotNow(const QSseRequest &target) const;
    std::shared_ptr<QSseDelivery> newDelivery();
    void progress();
    void onAccepted();
    void onFailed();
    bool wantsOtherToken() const;
    void onConnectTimeout();
    void onIdleTimeout();
    void dropConnection();

    // Its bytes
    void deliver();
    bool deliverBatch();
    bool serveFullChannel();
    void deliverEvent(const QSseEvent &event) override;
    void deliverComment(QByteArrayView comment) override;
    void deliverRetry(std::chrono::milliseconds retry) override;
    void countBytes(qint64 bytes) override;
    void onStreamDrained();

    // Its end
    void conclude(const QSseError &reason);
    bool wantsReconnect(const QSseError &cause) const;
    QSseError diagnosed(QSseError cause) const;
    bool isAtRest() const { return paused || m_held; }
    void wait(QSseError cause, std::chrono::milliseconds delay);
    void end(const QSseError &cause);
    void endChannel(const QSseError &cause);
    void logUnheard(const QSseError &cause) const;

    // Emissions and the user's functions
    template <typename Function> bool callOut(Function function);
    template <typename... Parameters, typename... Arguments>
    bool emitHere(void (QSseSession::*signal)(Parameters...), Arguments &&...arguments);
    template <typename... Parameters, typename... Arguments>
    bool stillSo(void (QSseSession::*signal)(Parameters...), Arguments &&...arguments);
    bool announceProgress();
    void enter(State next);

    QSseSession *const q;
    std::unique_ptr<QSsePreparation> m_preparation;
    std::unique_ptr<QSseConnection> m_connection;
    std::shared_ptr<QSseDelivery> m_delivery;
    QSseEventChannel *m_channel = nullptr; // while it is open
    QSseStatisticsPrivate m_counts;
    QString m_lastEventId;      // while there is no delivery
    QString m_announcedEventId; // what lastEventIdChanged() was about
    int m_announcedAttempt = 0;
    QTimer m_attemptTimer;
    QTimer m_connectTimer;
    QTimer m_idleTimer;
    QSseReachability m_reachability;
    QElapsedTimer m_lastByte;
    int m_turn = 0; // counts what changes the course of things
    bool m_turnIsPosted = false;
    bool m_attemptIsDue = false;
    bool m_held = false;
    bool m_askedForOtherToken = false;
    bool m_inSlot = false;
    bool m_owesProgress = false;
};

#endif // QSSESESSION_P_H
