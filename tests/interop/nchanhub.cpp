// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nchanhub.h"

#include <QtNetwork/qhostaddress.h>

using namespace Qt::StringLiterals;

namespace {

const auto module = u"ngx_nchan_module.so"_s;

const auto hubBlock = uR"(
        nchan_message_buffer_length 1000000;
        nchan_message_timeout 1h;
        location ~ ^/pub/(\w+)$ {
            nchan_publisher;
            nchan_channel_id $1;
            %1
        }
        location ~ ^/sub/([\w,]+)$ {
            nchan_subscriber eventsource;
            nchan_subscriber_first_message oldest;
            nchan_channel_id $1;
            nchan_channel_id_split_delimiter ",";
            %1
        })"_s;

const auto redisBlock = uR"(
    upstream redis {
        nchan_redis_server redis://127.0.0.1:%1;
    })"_s;

const auto gatewayBlock = uR"(
        location / {
            proxy_pass %1;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
            %2
        })"_s;

} // namespace

QString NchanHub::whatIsMissing()
{
    return NginxServer::whatIsMissing(module, u"nginx libnginx-mod-nchan"_s);
}

NchanHub::NchanHub(const QString &extra)
    : NginxServer({hubBlock.arg(extra), {}, {module}})
{}

NchanHub::NchanHub(const ServerProcess &redis)
    : NginxServer(
            {hubBlock.arg(u"nchan_redis_pass redis;"_s), redisBlock.arg(redis.port()), {module}})
{}

bool NchanHub::isReady() const
{
    QTcpSocket probe;
    probe.connectToHost(QHostAddress::LocalHost, port());
    if (!probe.waitForConnected())
        return false;
    probe.write("GET /pub/probe HTTP/1.0\r\n\r\n");
    const QByteArray noSuchChannel = "HTTP/1.1 404"_ba;
    while (probe.bytesAvailable() < noSuchChannel.size() && probe.waitForReadyRead()) {
    }
    return probe.read(noSuchChannel.size()) == noSuchChannel;
}

NginxGateway::NginxGateway(const ServerProcess &behind, const QString &extra, Protocol protocol)
    : NginxServer({gatewayBlock.arg(behind.url().toString(), extra), {}, {}, protocol})
{}
