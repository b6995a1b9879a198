// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nginxserver.h"

#include "localcertificate.h"

#include <QtCore/qdir.h>
#include <QtNetwork/qsslkey.h>

#include <signal.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

const auto listenPlainly = u"listen 127.0.0.1:%1;"_s;
const auto listenWithTls = uR"(
        listen 127.0.0.1:%1 ssl http2;
        ssl_certificate certificate.pem;
        ssl_certificate_key key.pem;)"_s;

const auto mainFile = uR"(
daemon off;
worker_processes 1;
worker_shutdown_timeout %1ms;
pid nginx.pid;
error_log stderr notice;
events { worker_connections 4096; }
http {
    access_log off;
    keepalive_requests 1000000;
    client_body_temp_path client_body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    %2
    server {
        %3
        %4
    }
}
)"_s;

QString modulePath(const QString &module)
{
    for (const auto &folder : {u"/usr/lib/nginx/modules"_s, u"/usr/lib64/nginx/modules"_s}) {
        if (const QDir modules(folder); modules.exists(module))
            return modules.filePath(module);
    }
    return {};
}

QString preamble(const QStringList &modules)
{
    QString text;
    for (const QString &module : modules)
        text += u"load_module %1;\n"_s.arg(modulePath(module));
    // A worker that gives up root could not enter the temporary folder.
    if (::geteuid() == 0)
        text += u"user root;\n"_s;
    return text;
}

} // namespace

QString NginxServer::whatIsMissing()
{
    return ServerProcess::whatIsMissing(u"nginx"_s, u"nginx"_s);
}

QString NginxServer::whatIsMissing(const QString &module, const QString &package)
{
    const QString missing = whatIsMissing();
    if (!missing.isNull() || !modulePath(module).isEmpty())
        return missing;
    return u"nginx has no module %1: apt-get install %2"_s.arg(module, package);
}

NginxServer::NginxServer(const Configuration &configuration)
    : ServerProcess(u"nginx"_s)
{
    const bool tls = configuration.protocol == Protocol::Https;
    if (tls) {
        setScheme(u"https"_s);
        writeCertificate();
    }
    const QString listen = (tls ? listenWithTls : listenPlainly).arg(port());
    const QString text = preamble(configuration.modules)
                         + mainFile.arg(QString::number(cutAfter), configuration.http, listen,
                                        configuration.server);
    writeFile(u"nginx.conf"_s, text.toUtf8());
    setArguments({u"-p"_s, path({}) + u'/', u"-c"_s, u"nginx.conf"_s, u"-e"_s, u"stderr"_s});
}

void NginxServer::reload()
{
    signal(SIGHUP);
}

void NginxServer::writeCertificate() const
{
    const QSslConfiguration tls = localServerConfiguration();
    writeFile(u"certificate.pem"_s, tls.localCertificate().toPem());
    writeFile(u"key.pem"_s, tls.privateKey().toPem());
}
