// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "signals.h"

#include <QtCore/qsocketnotifier.h>

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace {

int pipeEnds[2] = {-1, -1};

extern "C" void passOn(int number)
{
    const int saved = errno;
    const auto byte = char(number);
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
    errno = saved;
}

void catchSignal(int number)
{
    struct sigaction action = {};
    action.sa_handler = passOn;
    action.sa_flags = SA_RESETHAND;
    ::sigaction(number, &action, nullptr);
}

bool isIgnored(int number)
{
    struct sigaction action = {};
    return ::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

Signals::Signals(QObject *parent)
    : QObject(parent)
{
    std::signal(SIGPIPE, SIG_IGN);
    if (::pipe(pipeEnds) != 0)
        return;
    for (const int end : pipeEnds)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);

    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] { read(pipeEnds[0]); });

    catchSignal(SIGINT);
    catchSignal(SIGTERM);
    // nohup means what it says.
    if (!isIgnored(SIGHUP))
        catchSignal(SIGHUP);
}

void Signals::read(int descriptor)
{
    char number = 0;
    if (::read(descriptor, &number, 1) == 1)
        Q_EMIT received(number);
}
