// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef TERMINATIONSIGNALS_H
#define TERMINATIONSIGNALS_H

#include <functional>

class QObject;

// Has SIGINT and SIGTERM call the handler from the event loop. The second of them ends the program.
void onTerminationSignal(const QObject *context, const std::function<void()> &handler);

#endif
