// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef HAPROXYSERVER_H
#define HAPROXYSERVER_H

#include "serverprocess.h"

#include <chrono>

// HAProxy in front of another server: it cuts what is quiet for longer than a timeout.
class HaproxyServer : public ServerProcess
{
public:
    HaproxyServer(const ServerProcess &behind, std::chrono::seconds timeout);

    static QString whatIsMissing();
};

#endif // HAPROXYSERVER_H
