// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nginxserver.h"

#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qstandardpaths.h>
#include <QtCore/qthread.h>
#include <QtNetwork/qhostaddress.h>

#include <signal.h>
#ifdef Q_OS_LINUX
#    include <sys/prctl.h>
#endif
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 20s;

QString executable()
{
    const QString found = QStandardPaths::findExecutable(u"nginx"_s);
    if (!found.isEmpty())
        return found;
    // Debian keeps it out of the path of everybody but root.
    return QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s});
}

QString modulePath(const QString &module)
{
    for (const auto &folder : {u"/usr/lib/nginx/modules"_s, u"/usr/lib64/nginx/modules"_s}) {
        if (const QDir modules(folder); modules.exists(module))
            return modules.filePath(module);
    }
    return {};
}

} // namespace

QString NginxServer::whatIsMissing(const QString &module)
{
    if (executable().isEmpty())
        return u"nginx is not installed"_s;
    if (!module.isEmpty() && modulePath(module).isEmpty())
        return u"nginx has no module %1"_s.arg(module);
    return {};
}

NginxServer::NginxServer(const QString &serverBlock, const QStringList &modules)
    : m_serverBlock(serverBlock)
    , m_modules(modules)
{
    // Bound without listening, a shared port is refused to clients, and free for nginx alone.
    m_port.bind(QHostAddress::LocalHost, 0, QAbstractSocket::ShareAddress);
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
#ifdef Q_OS_LINUX
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
}

NginxServer::~NginxServer()
{
    stop();
}

bool NginxServer::start()
{
    if (!writeConfiguration())
        return false;
    m_process.start(executable(), {u"-p"_s, m_folder.path() + u'/', u"-c"_s, u"nginx.conf"_s,
                                   u"-e"_s, u"error.log"_s});
    return m_process.waitForStarted() && waitUntilListening();
}

void NginxServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished())
        m_process.kill();
}

void NginxServer::reload()
{
    ::kill(pid_t(m_process.processId()), SIGHUP);
}

QUrl NginxServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_port.localPort());
    url.setPath(path);
    return url;
}

QByteArray NginxServer::log() const
{
    QFile file(path(u"error.log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool NginxServer::writeConfiguration() const
{
    QString text;
    for (const QString &module : m_modules)
        text += u"load_module %1;\n"_s.arg(modulePath(module));
    // A worker that gives up root could not enter the temporary folder.
    if (::geteuid() == 0)
        text += u"user root;\n"_s;
    text += uR"(daemon off;
worker_processes 1;
worker_shutdown_timeout %1ms;
pid nginx.pid;
error_log error.log notice;
events { worker_connections 256; }
http {
    access_log off;
    keepalive_requests 1000000;
    client_body_temp_path client_body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {
        listen 127.0.0.1:%2;
        %3
    }
}
)"_s.arg(cutAfter)
                    .arg(m_port.localPort())
                    .arg(m_serverBlock);
    QFile file(path(u"nginx.conf"_s));
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) > 0;
}

bool NginxServer::waitUntilListening()
{
    for (const QDeadlineTimer deadline(patience); !deadline.hasExpired();) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, m_port.localPort());
        if (probe.waitForConnected())
            return true;
        if (m_process.waitForFinished(10))
            return false;
    }
    return false;
}
