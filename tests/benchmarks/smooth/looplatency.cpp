// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "looplatency.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qcoreevent.h>

#include <algorithm>
#include <pthread.h>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

static const int ProbeType = QEvent::registerEventType();

static std::chrono::nanoseconds timeOf(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

static double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

static std::vector<double> sorted(std::vector<double> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

namespace {

class Probe : public QEvent
{
public:
    explicit Probe(clockid_t threadClock)
        : QEvent(Type(ProbeType))
        , threadTime(timeOf(threadClock))
    {}

    const std::chrono::nanoseconds threadTime;
    const Clock::time_point time = Clock::now();
};

} // namespace

LoopLatency::LoopLatency()
{
    ::pthread_getcpuclockid(::pthread_self(), &m_threadClock);
    m_thread = std::thread([this] { post(); });
}

LoopLatency::~LoopLatency()
{
    m_isToStop = true;
    m_thread.join();
}

std::vector<double> LoopLatency::waits() const
{
    return sorted(m_waits);
}

std::vector<double> LoopLatency::works() const
{
    return sorted(m_works);
}

bool LoopLatency::event(QEvent *event)
{
    if (event->type() != ProbeType)
        return QObject::event(event);
    const auto *probe = static_cast<const Probe *>(event);
    m_waits.push_back(milliseconds(Clock::now() - probe->time));
    m_works.push_back(milliseconds(timeOf(m_threadClock) - probe->threadTime));
    return true;
}

void LoopLatency::post()
{
    for (auto next = Clock::now(); !m_isToStop; next += 1ms) {
        std::this_thread::sleep_until(next);
        QCoreApplication::postEvent(this, new Probe(m_threadClock));
    }
}
