// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef MEASURE_H
#define MEASURE_H

#include <QtCore/qelapsedtimer.h>

#include <algorithm>
#include <limits>

// Speed is compared in one run on one machine: both sides take turns, and the best of each counts.
struct Comparison
{
    double first;
    double second;
};

template <typename Work> double secondsOf(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e9;
}

template <typename First, typename Second>
Comparison bestOf(First first, Second second, int rounds = 9)
{
    Comparison best{std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
    for (int i = 0; i < rounds; ++i) {
        best.first = std::min(best.first, secondsOf(first));
        best.second = std::min(best.second, secondsOf(second));
    }
    return best;
}

template <typename Work> double bestOf(Work work)
{
    return bestOf(work, [] {}).first;
}

#endif // MEASURE_H
