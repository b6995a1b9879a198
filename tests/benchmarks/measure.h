// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef MEASURE_H
#define MEASURE_H

#include <QtCore/qelapsedtimer.h>

#include <algorithm>
#include <vector>

// Speed is compared in one run on one machine: both sides take turns, and the median of each
// counts, since threads that share two cores make single rounds lucky or unlucky.
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

inline double median(std::vector<double> seconds)
{
    std::sort(seconds.begin(), seconds.end());
    return seconds.at(seconds.size() / 2);
}

template <typename First, typename Second>
Comparison medianOf(First first, Second second, int rounds = 15)
{
    std::vector<double> ofFirst;
    std::vector<double> ofSecond;
    for (int i = 0; i < rounds; ++i) {
        ofFirst.push_back(secondsOf(first));
        ofSecond.push_back(secondsOf(second));
    }
    return {median(ofFirst), median(ofSecond)};
}

template <typename Work> double medianOf(Work work)
{
    return medianOf(work, [] {}).first;
}

#endif // MEASURE_H
