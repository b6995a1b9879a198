// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef PROCESSFIGURES_H
#define PROCESSFIGURES_H

#include <QtCore/qglobal.h>

#include <chrono>

// What the kernel says of this process (Linux).
struct ProcessFigures
{
    static ProcessFigures now();

    qint64 residentBytes;
    qint64 peakResidentBytes; // since the process began
    int threads;
    std::chrono::milliseconds processorTime;
};

#endif // PROCESSFIGURES_H
