// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "haproxyserver.h"

using namespace Qt::StringLiterals;

namespace {

const auto mainFile = uR"(
global
    log stdout format raw local0 notice
defaults
    mode http
    log global
    retries 0
    timeout connect 10s
    timeout client %1s
    timeout server %1s
frontend front
    bind 127.0.0.1:%2
    default_backend behind
backend behind
    server only %3
)"_s;

} // namespace

QString HaproxyServer::whatIsMissing()
{
    return ServerProcess::whatIsMissing(u"haproxy"_s, u"haproxy"_s);
}

HaproxyServer::HaproxyServer(const ServerProcess &behind, std::chrono::seconds timeout)
    : ServerProcess(u"haproxy"_s)
{
    const QString text = mainFile.arg(timeout.count()).arg(port()).arg(behind.url().authority());
    writeFile(u"haproxy.cfg"_s, text.toUtf8());
    setArguments({u"-db"_s, u"-f"_s, u"haproxy.cfg"_s});
}
