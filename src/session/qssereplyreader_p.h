// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEREPLYREADER_P_H
#define QSSEREPLYREADER_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbytearray.h>
#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>
#include <QtNetwork/qnetworkreply.h>

// What has come of a reply and is not read yet, and how much that may become.
//
// Qt bounds the bytes that wait in a reply, but each piece in which they come costs some hundred
// bytes more, be it of one byte. So the pieces are counted, and the smaller they are the fewer
// bytes may wait.
//
// Holding data back has a price: the end may escape Qt. Where all is quiet it is made to look
// again.
class QSseReplyReader : public QObject
{
    Q_OBJECT

public:
    // While nobody reads, the server is held through TCP; or nothing holds it, and what waits is
    // only counted. What Qt decodes is held at what it decodes with little work.
    enum class Mode { Held, HeldDecoded, Counted, CountedDecoded };

    explicit QSseReplyReader(qint64 mostBytes);
    ~QSseReplyReader() override;

    void follow(QNetworkReply *reply, Mode mode);
    // All that Qt has of the reply must be in it, to be counted.
    void countOnly();
    // What waits stays to be read; of decoded text, which may be any amount, as much as may wait.
    void keepWaiting();
    void leave();

    qint64 read(char *buffer, qint64 size);
    bool hasBytes() const { return hasKept() || (m_reply && m_reply->bytesAvailable() > 0); }
    bool hasKept() const { return !m_kept.isEmpty(); }
    // To be called for each readyRead(). False where it was more than may wait.
    bool noteArrival();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    // More than may wait does, and nothing holds the server. The reply may be left here.
    void overflowed();

private:
    qint64 readKept(char *buffer, qint64 size);
    bool isCounted() const { return m_mode == Mode::Counted || m_mode == Mode::CountedDecoded; }
    bool isOverflowing() const;
    void adaptRoom();
    void makeRoomForCompressed();
    void noteSignOfLife();
    void onQuietTimer();
    void stopQuietTimer();

    QPointer<QNetworkReply> m_reply;
    QByteArray m_kept; // of a reply that was left
    qsizetype m_keptAt = 0;
    const qint64 m_mostBytes;
    qint64 m_room = 0;
    qint64 m_unread = 0;     // after the last read or arrival
    qint64 m_leftUnread = 0; // before the last arrival
    qint64 m_read = 0;
    qint64 m_received = 0; // up to the last arrival
    int m_pieces = 0;      // that came since, or since all was read where they are only counted
    Mode m_mode = Mode::Held;
    int m_quietTimer = 0;   // of the reply, with which it goes
    bool m_isQuiet = false; // since the timer was last due
};

#endif // QSSEREPLYREADER_P_H
