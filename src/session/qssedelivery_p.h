// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEDELIVERY_P_H
#define QSSEDELIVERY_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssediagnostics_p.h"
#include "qsseparser.h"

#include <QtCore/qbytearray.h>

#include <chrono>

class QSseConnection;

// When it is time to let the event loop turn. Reading the clock costs a good part of an event, so
// with fast slots it is read only every few events.
class QSseTimeSlice
{
public:
    void begin();
    bool isOver();

private:
    using Clock = std::chrono::steady_clock;

    Clock::time_point m_begin;
    Clock::time_point m_lastLook;
    int m_stride = 1;
    int m_untilLook = 1;
};

// The way of one connection's bytes to the session's signals: in order, in time slices, and not one
// event further once it is halted or abandoned. It outlives a session that a slot deletes.
class QSseDelivery
{
public:
    class Receiver
    {
    public:
        virtual void deliverEvent(const QSseEvent &event) = 0;
        virtual void deliverComment(QByteArrayView comment) = 0;
        virtual void deliverRetry(std::chrono::milliseconds retry) = 0;
        virtual void countBytes(qint64 bytes) = 0;

    protected:
        ~Receiver() = default;
    };

    enum class Outcome { Drained, Halted, EndMarker, TooLarge, Abandoned };

    explicit QSseDelivery(Receiver *receiver);
    Q_DISABLE_COPY_MOVE(QSseDelivery)

    // Delivers what the connection has, until there is no more or one of the other outcomes.
    Outcome run(QSseConnection *connection);
    // Called from a slot: nothing more is delivered in this run.
    void halt();
    // The receiver is gone or done with this connection: nothing more is delivered at all.
    void abandon();

    bool hasLeftover() const { return m_at < m_size; }
    QSseParser &parser() { return m_parser; }
    const QSseParser &parser() const { return m_parser; }
    QSseDiagnostics &diagnostics() { return m_diagnostics; }
    void setEndMarker(const QByteArray &marker) { m_endMarker = marker; }

private:
    void onEvent(const QSseEvent &event);
    void afterSignal();
    bool readChunk(QSseConnection *connection);

    enum class Stop { None, Halted, EndMarker, Abandoned };

    Receiver *m_receiver;
    QSseParser m_parser;
    QSseDiagnostics m_diagnostics;
    QSseTimeSlice m_slice;
    QByteArray m_endMarker;
    QByteArray m_buffer;
    qsizetype m_size = 0;
    qsizetype m_at = 0;
    Stop m_stop = Stop::None;
};

#endif // QSSEDELIVERY_P_H
