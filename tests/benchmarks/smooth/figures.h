// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef FIGURES_H
#define FIGURES_H

#include <QtCore/qbytearray.h>

// What was measured of one way to show a stream.
struct Figures
{
    static Figures fromText(const QByteArray &text);
    QByteArray toText() const;

    double medianWait = 0; // for the event loop, in milliseconds
    double wait99 = 0;     // the 99th percentile
    double longestWait = 0;
    double work99 = 0; // of the thread itself during the waits, in milliseconds
    double longestWork = 0;
    double eventsPerSecond = 0;
    double framesPerSecond = 0;
    double events = 0;
    double rows = 0;
    double earlyMebibytes = 0; // resident, after a tenth of the events
    double finalMebibytes = 0;
};

#endif // FIGURES_H
