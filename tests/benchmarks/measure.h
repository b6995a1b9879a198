// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef MEASURE_H
#define MEASURE_H

#include <QtCore/qelapsedtimer.h>

#include <algorithm>
#include <ctime>
#include <vector>

// Speed is compared in one run on one machine: both sides take turns, and the median of each
// counts, since threads that share two cores make single rounds lucky or unlucky.
struct Comparison
{
    double first;
    double second;
};

// The processor's is what this process and its threads worked: other processes count little.
enum class Clock { Wall, Processor };

template <typename Work> double secondsOf(Work work, Clock clock = Clock::Wall)
{
    QElapsedTimer timer;
    timer.start();
    const std::clock_t before = std::clock();
    work();
    return clock == Clock::Wall ? double(timer.nsecsElapsed()) / 1e9
                                : double(std::clock() - before) / CLOCKS_PER_SEC;
}

inline double median(std::vector<double> seconds)
{
    std::sort(seconds.begin(), seconds.end());
    return seconds.at(seconds.size() / 2);
}

template <typename First, typename Second>
Comparison medianOf(First first, Second second, int rounds = 15, Clock clock = Clock::Wall)
{
    std::vector<double> ofFirst;
    std::vector<double> ofSecond;
    for (int i = 0; i < rounds; ++i) {
        ofFirst.push_back(secondsOf(first, clock));
        ofSecond.push_back(secondsOf(second, clock));
    }
    return {median(ofFirst), median(ofSecond)};
}

#endif // MEASURE_H
