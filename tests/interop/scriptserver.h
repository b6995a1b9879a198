// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef SCRIPTSERVER_H
#define SCRIPTSERVER_H

#include "serverprocess.h"

#include <optional>

// A script that serves on the port which is its argument, with a library of another ecosystem.
// Besides, it does what it is told: each POST to /test/ is an order.
class ScriptServer : public ServerProcess
{
public:
    ScriptServer(const QString &interpreter, const QString &script);

    // Returns the answer once it is there, nothing where the server refused.
    std::optional<QByteArray> tell(const QString &order) const;
};

#endif // SCRIPTSERVER_H
