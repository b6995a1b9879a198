// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef LOOPLATENCY_H
#define LOOPLATENCY_H

#include <QtCore/qobject.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <time.h>
#include <vector>

// How long what comes from outside, a click say, waits for the event loop of this object's thread:
// another thread posts an event each millisecond, whether or not the one before has arrived. So a
// loop that is held for 50 ms is seen as 50 waits, of 50 ms, 49 ms and so on, not as one. Beside
// it, what the thread itself worked meanwhile: the part that is not due to what else the machine
// does.
class LoopLatency : public QObject
{
    Q_OBJECT

public:
    LoopLatency();
    ~LoopLatency() override;

    // Of all that have arrived, in milliseconds, shortest first.
    std::vector<double> waits() const;
    std::vector<double> works() const;

protected:
    bool event(QEvent *event) override;

private:
    void post();

    std::vector<double> m_waits;
    std::vector<double> m_works;
    clockid_t m_threadClock;
    std::atomic_bool m_isToStop = false;
    std::thread m_thread;
};

#endif // LOOPLATENCY_H
