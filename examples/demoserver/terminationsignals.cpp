// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "terminationsignals.h"

#include <QtCore/QCoreApplication>

#ifdef Q_OS_UNIX
#    include <QtCore/QSocketNotifier>

#    include <csignal>
#    include <unistd.h>

namespace {
int signalPipe[2];

void writeToPipe(int)
{
    // A signal handler may do next to nothing; the event loop does the rest.
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[1], &byte, 1);
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}
} // namespace

void onTerminationSignal(const QObject *context, const std::function<void()> &handler)
{
    if (::pipe(signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, qApp);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [notifier, handler] {
        notifier->setEnabled(false);
        handler();
    });
    std::signal(SIGINT, writeToPipe);
    std::signal(SIGTERM, writeToPipe);
}

#else

void onTerminationSignal(const QObject *, const std::function<void()> &) {}

#endif
