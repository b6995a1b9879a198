// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "caddyserver.h"

#include <QtNetwork/qsslsocket.h>

using namespace Qt::StringLiterals;

namespace {

const auto mainFile = uR"({
    admin unix/%1
    auto_https disable_redirects
    skip_install_trust
    grace_period 10ms
    servers {
        protocols h1 h2
    }
}
%2 {
    bind 127.0.0.1
    tls internal
    header X-Protocol {http.request.proto}
    header X-Configuration %3
    reverse_proxy %4
}
)"_s;

const QStringList configuration{u"--config"_s, u"Caddyfile"_s, u"--adapter"_s, u"caddyfile"_s};

} // namespace

QString CaddyServer::whatIsMissing()
{
    return ServerProcess::whatIsMissing(u"caddy"_s, u"caddy"_s);
}

CaddyServer::CaddyServer(const ServerProcess &behind)
    : ServerProcess(u"caddy"_s)
    , m_behind(behind.url())
{
    setScheme(u"https"_s);
    for (const auto &folder : {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s})
        setEnvironmentVariable(folder, path({}));
    setArguments(QStringList(u"run"_s) + configuration);
    writeConfiguration(u"first"_s);
}

QSslCertificate CaddyServer::authority() const
{
    const auto found = QSslCertificate::fromPath(path(u"caddy/pki/authorities/local/root.crt"_s));
    return found.value(0);
}

bool CaddyServer::reload(const QString &name)
{
    return writeConfiguration(name)
           && run(QStringList(u"reload"_s) + configuration
                  + QStringList{u"--address"_s, u"unix/"_s + path(u"admin.socket"_s)});
}

bool CaddyServer::isReady() const
{
    QSslSocket probe;
    probe.setPeerVerifyMode(QSslSocket::VerifyNone);
    probe.connectToHostEncrypted(u"127.0.0.1"_s, port());
    return probe.waitForEncrypted();
}

bool CaddyServer::writeConfiguration(const QString &name) const
{
    const QString text =
            mainFile.arg(path(u"admin.socket"_s), url().toString(), name, m_behind.toString());
    return writeFile(u"Caddyfile"_s, text.toUtf8());
}
