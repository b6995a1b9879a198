// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef NCHANHUB_H
#define NCHANHUB_H

#include "nginxserver.h"

// nginx with nchan: what is posted to /pub/CHANNEL comes out of /sub/CHANNEL, from the first
// message on, or from the Last-Event-ID on. Its messages are kept in its memory, or in Redis.
class NchanHub : public NginxServer
{
public:
    // Directives for both locations; nchan takes some of its own wrongly from the server block.
    explicit NchanHub(const QString &extra = {});
    explicit NchanHub(const ServerProcess &redis);

    static QString whatIsMissing();

protected:
    bool isReady() const override; // it listens before it has found its Redis
};

// nginx as a proxy: it knows nothing, so it may come and go without a loss.
class NginxGateway : public NginxServer
{
public:
    explicit NginxGateway(const ServerProcess &behind, const QString &extra = {},
                          Protocol protocol = Protocol::Http);
};

#endif // NCHANHUB_H
