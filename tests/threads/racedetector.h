// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef RACEDETECTOR_H
#define RACEDETECTOR_H

// ThreadSanitizer sees what our code does, but not how Qt's own, which is not built for it, orders
// it between threads. It is told here, each time for one object: suppressions would hide races of
// ours. Elsewhere these do nothing.
namespace RaceDetector {

// What this thread has done comes before what another one does after takeOver().
void handOver(const void *object);
void takeOver(const void *object);

} // namespace RaceDetector

#endif
