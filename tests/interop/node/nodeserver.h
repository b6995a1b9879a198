// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef NODESERVER_H
#define NODESERVER_H

#include "scriptserver.h"

// A script of this folder, run by Node.
class NodeServer : public ScriptServer
{
public:
    explicit NodeServer(const QString &script);

    // Null where Node and the package are installed, else what to do about it.
    static QString whatIsMissing(const QString &package);
};

#endif // NODESERVER_H
