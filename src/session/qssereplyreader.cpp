// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssereplyreader_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qmath.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

// How many pieces may wait: at up to 270 bytes each (Qt 6.4) they cost 2 MiB.
static constexpr qint64 MostPieces = 8 * 1024;
// How many bytes may wait before it is known in what pieces they come.
static constexpr qint64 LeastRoom = MostPieces;
// How much of a compressed response may come at once. Qt decodes all of it when it arrives, in our
// thread, to count it: a few bytes may be much work. (Much less than this Qt 6.4 does not take
// well: it leaves the rest of what a read of the socket gave there, until more comes.)
static constexpr qint64 CompressedRoom = 16 * 1024;
// How much text may wait before nothing more is let in. It has to be more than is read at once.
static constexpr qint64 MostDecoded = 1024 * 1024;
// 0 would be without a limit.
static constexpr qint64 NoRoom = 1;
// When to look whether the connection is still there.
static constexpr int QuietTime = 2'000; // ms
// Not 0: with a limit, be it none, Qt looks after each read for what it has held back before.
static constexpr qint64 AnyRoom = std::numeric_limits<qint64>::max() / 2;

QSseReplyReader::QSseReplyReader(qint64 mostBytes)
    : m_mostBytes(mostBytes)
{}

QSseReplyReader::~QSseReplyReader() = default;

void QSseReplyReader::follow(QNetworkReply *reply, Mode mode)
{
    m_reply = reply;
    m_mode = mode;
    m_unread = m_leftUnread = m_read = m_received = 0;
    m_pieces = 0;
    m_quietTimer = 0;
    m_room = std::min(m_mostBytes, mode == Mode::HeldDecoded ? CompressedRoom : LeastRoom);
    m_reply->setReadBufferSize(m_room);
    m_reply->installEventFilter(this);
}

void QSseReplyReader::countOnly()
{
    m_mode = m_mode == Mode::HeldDecoded ? Mode::CountedDecoded : Mode::Counted;
    m_pieces = 0;
    m_reply->setReadBufferSize(AnyRoom);
}

void QSseReplyReader::keepWaiting()
{
    const qint64 waiting = m_reply->bytesAvailable();
    m_kept = m_kept.sliced(m_keptAt)
             + m_reply->read(m_mode == Mode::CountedDecoded ? std::min(waiting, m_mostBytes)
                                                            : waiting);
    m_keptAt = 0;
}

void QSseReplyReader::leave()
{
    if (m_reply) {
        m_reply->removeEventFilter(this);
        stopQuietTimer();
    }
    m_reply.clear();
}

qint64 QSseReplyReader::read(char *buffer, qint64 size)
{
    if (!hasBytes())
        return 0;
    if (!hasKept() && m_mode == Mode::HeldDecoded)
        makeRoomForCompressed();
    const qint64 count = hasKept() ? readKept(buffer, size) : m_reply->read(buffer, size);
    m_read += std::max<qint64>(count, 0);
    m_unread = m_reply ? m_reply->bytesAvailable() : 0;
    m_leftUnread = m_unread;
    if (m_unread == 0 && isCounted())
        m_pieces = 0;
    return count;
}

qint64 QSseReplyReader::readKept(char *buffer, qint64 size)
{
    const qint64 count = std::min<qint64>(size, m_kept.size() - m_keptAt);
    std::memcpy(buffer, m_kept.constData() + m_keptAt, size_t(count));
    m_keptAt += count;
    if (m_keptAt == m_kept.size()) {
        m_kept = QByteArray();
        m_keptAt = 0;
    }
    return count;
}

bool QSseReplyReader::noteArrival()
{
    m_leftUnread = std::exchange(m_unread, m_reply->bytesAvailable());
    if (isOverflowing()) {
        Q_EMIT overflowed();
        return false;
    }
    if (m_mode == Mode::Held)
        adaptRoom();
    return true;
}

// Only who has left something unread before this arrival is behind: whoever reads all that comes
// may get as much at once as the network brings.
bool QSseReplyReader::isOverflowing() const
{
    return isCounted() && m_leftUnread > 0
           && (m_reply->bytesAvailable() > m_mostBytes || m_pieces > MostPieces);
}

// At most twice the room at a time: one large piece says little of the next. In powers of two,
// since each change is a message to the thread of Qt's that reads.
void QSseReplyReader::adaptRoom()
{
    const qint64 received = m_read + m_unread;
    const qint64 pieces = std::max(std::exchange(m_pieces, 0), 1);
    const qint64 average = (received - std::exchange(m_received, received)) / pieces;
    const auto fitting = quint64(std::max<qint64>(average, 1) * MostPieces);
    const qint64 room = std::min({qint64(qNextPowerOfTwo(fitting) / 2), m_room * 2, m_mostBytes});
    if (std::exchange(m_room, room) != room)
        m_reply->setReadBufferSize(room);
}

// Qt takes any read of a compressed response for one of all that has arrived, and lets as much come
// again. So next to nothing is let in while much waits.
void QSseReplyReader::makeRoomForCompressed()
{
    const qint64 room = m_reply->bytesAvailable() > MostDecoded ? NoRoom : m_room;
    if (m_reply->readBufferSize() != room)
        m_reply->setReadBufferSize(room);
}

// Each piece is posted to the reply. While they come in faster than they are taken there is no
// readyRead().
bool QSseReplyReader::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_reply && event->type() == QEvent::MetaCall) {
        ++m_pieces;
        noteSignOfLife();
        if (isOverflowing()) {
            Q_EMIT overflowed();
            return !m_reply;
        }
    }
    if (watched == m_reply && event->type() == QEvent::Timer
        && static_cast<QTimerEvent *>(event)->timerId() == m_quietTimer) {
        onQuietTimer();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void QSseReplyReader::noteSignOfLife()
{
    m_isQuiet = false;
    if (m_quietTimer == 0)
        m_quietTimer = m_reply->startTimer(QuietTime, Qt::VeryCoarseTimer);
}

// Qt 6.4 may meet a reset when it reads what it had held back: then it closes its socket, and tells
// nobody. A limit that is set again has it look at the socket, and end the reply where that is
// closed. Once is enough, for a socket that was looked at reports its end by itself.
void QSseReplyReader::onQuietTimer()
{
    if (!std::exchange(m_isQuiet, true))
        return;
    stopQuietTimer();
    m_reply->setReadBufferSize(m_reply->readBufferSize());
}

void QSseReplyReader::stopQuietTimer()
{
    if (const int timer = std::exchange(m_quietTimer, 0))
        m_reply->killTimer(timer);
}
