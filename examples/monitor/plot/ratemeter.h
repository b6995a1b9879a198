// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef RATEMETER_H
#define RATEMETER_H

#include <QtCore/QtGlobal>

#include <chrono>
#include <deque>

// How much came when: the rates of the last minute, from totals that only grow.
class RateMeter
{
public:
    static constexpr std::chrono::milliseconds interval{500}; // from one sample to the next
    static constexpr int capacity = 120;

    struct Sample
    {
        double events = 0; // a second
        double bytes = 0;
    };

    // Totals that have become smaller are those of a new stream.
    void add(qint64 events, qint64 bytes, std::chrono::milliseconds elapsed);
    void clear(); // the totals go on

    int count() const { return int(m_samples.size()); }
    const Sample &ago(int steps) const { return m_samples[m_samples.size() - 1 - size_t(steps)]; }

private:
    std::deque<Sample> m_samples;
    qint64 m_events = 0;
    qint64 m_bytes = 0;
};

#endif
