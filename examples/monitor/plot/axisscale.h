// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef AXISSCALE_H
#define AXISSCALE_H

// The next of 1, 2, 4, 8 or 10 times a power of ten that is not below the value, and at least 4:
// the end of an axis that can be halved twice.
double niceMaximum(double value);

#endif
