// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseconnection_p.h"
#include "qssedelivery_p.h"

#include <algorithm>

using namespace std::chrono_literals;

// The event loop is held no longer than this at a stretch.
static constexpr auto LongestSlice = 5ms;
// Read at once. Each read tells the reply's HTTP thread, which costs more than the processor's
// cache gains from smaller ones.
static constexpr qsizetype ChunkSize = 256 * 1024;

void QSseTimeSlice::begin()
{
    m_begin = m_lastLook = Clock::now();
    m_untilLook = m_stride;
}

bool QSseTimeSlice::isOver()
{
    if (--m_untilLook > 0)
        return false;
    // So few that a slot which becomes slow all of a sudden is found out soon.
    constexpr int LongestStride = 8;
    constexpr auto Fast = 20us;
    const auto now = Clock::now();
    m_stride = now - m_lastLook < Fast ? std::min(m_stride * 2, LongestStride) : 1;
    m_untilLook = m_stride;
    m_lastLook = now;
    return now - m_begin >= LongestSlice;
}

QSseDelivery::QSseDelivery(Receiver *receiver)
    : m_receiver(receiver)
{
    m_parser.setEventHandler([this](const QSseEvent &event) { onEvent(event); });
    m_parser.setCommentHandler([this](QByteArrayView comment) {
        m_receiver->deliverComment(comment);
        afterSignal();
    });
    m_parser.setRetryHandler([this](std::chrono::milliseconds retry) {
        m_receiver->deliverRetry(retry);
        afterSignal();
    });
}

void QSseDelivery::onEvent(const QSseEvent &event)
{
    if (!m_endMarker.isEmpty() && event.data() == m_endMarker) {
        m_stop = Stop::EndMarker;
        m_parser.stop();
        return;
    }
    m_receiver->deliverEvent(event);
    afterSignal();
}

// The receiver may be gone by now.
void QSseDelivery::afterSignal()
{
    if (m_slice.isOver())
        halt();
}

void QSseDelivery::halt()
{
    if (m_stop == Stop::None)
        m_stop = Stop::Halted;
    m_parser.stop();
}

void QSseDelivery::abandon()
{
    m_stop = Stop::Abandoned;
    m_receiver = nullptr;
    m_parser.stop();
}

QSseDelivery::Outcome QSseDelivery::run(QSseConnection *connection)
{
    if (m_stop == Stop::Halted)
        m_stop = Stop::None;
    m_slice.begin();
    while (m_stop == Stop::None) {
        if (!hasLeftover() && !readChunk(connection))
            return Outcome::Drained;
        m_at += m_parser.feed(QByteArrayView(m_buffer).sliced(m_at, m_size - m_at));
        if (m_parser.error() != QSseParser::Error::None && m_stop == Stop::None)
            return Outcome::TooLarge;
        afterSignal(); // a chunk without an event takes its time, too
    }
    switch (m_stop) {
    case Stop::EndMarker:
        return Outcome::EndMarker;
    case Stop::Abandoned:
        return Outcome::Abandoned;
    case Stop::None:
    case Stop::Halted:
        break;
    }
    return Outcome::Halted;
}

// The buffer lives only while there is something in it: most sessions are quiet most of the time.
bool QSseDelivery::readChunk(QSseConnection *connection)
{
    if (m_buffer.isEmpty())
        m_buffer = QByteArray(ChunkSize, Qt::Uninitialized);
    m_at = 0;
    m_size = std::max<qint64>(connection->read(m_buffer.data(), ChunkSize), 0);
    if (m_size == 0) {
        m_buffer = QByteArray();
        return false;
    }
    m_diagnostics.append(QByteArrayView(m_buffer).first(m_size));
    m_receiver->countBytes(m_size);
    return true;
}
