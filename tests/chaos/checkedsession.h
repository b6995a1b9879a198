// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef CHECKEDSESSION_H
#define CHECKEDSESSION_H

#include <QtSse/QSseSession>

class Diary;
class Witness;

// A session that keeps watch over its own promises.
class CheckedSession : public QSseSession
{
    Q_OBJECT

public:
    CheckedSession(const QUrl &url, const QString &lastEventId, Witness *witness, Diary *diary);

    void start();
    void checkAtRest();

    // While a slot of the session's spins an event loop, no event comes.
    void setSpinning(bool spinning) { m_spinning = spinning; }
    bool isSpinning() const { return m_spinning; }

private:
    void onOpened();
    void onEvent(const QSseEvent &event);
    void onClosed();
    void check(bool holds, const char *what);

    Witness *const m_witness;
    Diary *const m_diary;
    int m_opens = 0;
    int m_closes = 0;
    qint64 m_events = 0;
    bool m_spinning = false;
};

#endif // CHECKEDSESSION_H
