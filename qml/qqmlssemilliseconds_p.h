// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEMILLISECONDS_P_H
#define QQMLSSEMILLISECONDS_P_H

// Not part of the QtSse API: it may change from version to version.

#include <algorithm>
#include <chrono>
#include <limits>

namespace QQmlSse {
// QML's times are int.
inline int toInt(std::chrono::milliseconds time)
{
    constexpr std::chrono::milliseconds Longest(std::numeric_limits<int>::max());
    return int(std::min(time, Longest).count());
}
} // namespace QQmlSse

#endif // QQMLSSEMILLISECONDS_P_H
