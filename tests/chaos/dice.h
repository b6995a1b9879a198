// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef DICE_H
#define DICE_H

#include <QtCore/qglobal.h>

#include <initializer_list>
#include <random>

// The same numbers from the same seed, whatever the machine and the version of Qt.
class Dice
{
public:
    explicit Dice(quint64 seed)
        : m_engine(seed)
    {}

    int below(int limit) { return int(m_engine() % quint64(limit)); }
    int from(int least, int most) { return least + below(most - least + 1); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T> T oneOf(std::initializer_list<T> values)
    {
        return values.begin()[below(int(values.size()))];
    }

private:
    std::mt19937_64 m_engine;
};

#endif // DICE_H
