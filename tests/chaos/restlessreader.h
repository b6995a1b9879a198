// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef RESTLESSREADER_H
#define RESTLESSREADER_H

#include "dice.h"

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <atomic>
#include <functional>

QT_BEGIN_NAMESPACE
class QObject;
class QThread;
QT_END_NAMESPACE
class CheckedSession;
class Diary;
class Witness;

// Reads the feed to its end, one session after the other, and does at any moment what an
// application may do: in slots of every signal, and between them.
//
// All of it runs in the thread of the session of the moment, so it needs no locks.
class RestlessReader
{
public:
    RestlessReader(const QUrl &url, quint64 seed, Witness *witness, Diary *diary);

    void addThread(QThread *thread, QObject *anchor); // the anchor lives there
    void start(std::function<void()> onComplete);

private:
    enum class Where { InSlot, BetweenSlots };

    void begin(const QString &lastEventId);
    void configure(CheckedSession *session);
    void watch(CheckedSession *session);
    void onTick(CheckedSession *session);
    void onClosed(CheckedSession *session);

    // The session may be gone, or in another thread, after each of these.
    void perhapsDisturb(CheckedSession *session, int permille, Where where);
    void disturb(CheckedSession *session, Where where);
    void reopen(CheckedSession *session);
    void pauseShortly(CheckedSession *session);
    void spin(CheckedSession *session, Where where);
    void move(CheckedSession *session);
    void replace(CheckedSession *session);

    const QUrl m_url;
    Witness *const m_witness;
    Diary *const m_diary;
    Dice m_dice;
    QHash<QThread *, QObject *> m_anchors;
    std::function<void()> m_onComplete;
    int m_loops = 0; // that slots are spinning
    bool m_complete = false;
    // While a slot that has moved the session away has not returned, it must not be deleted.
    std::atomic<int> m_movesUnderWay = 0;
};

#endif // RESTLESSREADER_H
