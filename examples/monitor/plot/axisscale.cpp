// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "axisscale.h"

#include <cmath>
#include <initializer_list>

double niceMaximum(double value)
{
    if (value <= 4)
        return 4;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 4.0, 8.0}) {
        if (value <= factor * power)
            return factor * power;
    }
    return 10 * power;
}
