// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "serverprocess.h"

#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qfile.h>
#include <QtCore/qstandardpaths.h>
#include <QtNetwork/qhostaddress.h>
#include <QtTest/qtestcase.h>

#include <signal.h>
#ifdef Q_OS_LINUX
#    include <sys/prctl.h>
#endif
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s; // Caddy makes certificates, Node reads packages
constexpr int pollInterval = 10;
const auto logFile = u"server.log"_s;

QString pathOf(const QString &program)
{
    const QString found = QStandardPaths::findExecutable(program);
    if (!found.isEmpty())
        return found;
    // Debian keeps some servers out of the path of everybody but root.
    return QStandardPaths::findExecutable(program, {u"/usr/sbin"_s, u"/usr/local/sbin"_s});
}

// A group of its own, so that all of it can be killed; and no life after the test's.
void prepareChild()
{
    ::setpgid(0, 0);
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
}

} // namespace

QString ServerProcess::whatIsMissing(const QString &program, const QString &package)
{
    if (!pathOf(program).isEmpty())
        return {};
    return u"%1 is not installed: apt-get install %2"_s.arg(program, package);
}

ServerProcess::ServerProcess(const QString &program)
{
    // Bound without listening, a shared port is refused to clients, and free for the server alone.
    m_port.bind(QHostAddress::LocalHost, 0, QAbstractSocket::ShareAddress);
    m_process.setProgram(pathOf(program));
    m_process.setWorkingDirectory(m_folder.path());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(path(logFile), QIODevice::Append);
    m_process.setChildProcessModifier(prepareChild);
}

ServerProcess::~ServerProcess()
{
    if (isRunning()) {
        killGroup();
        m_process.waitForFinished();
    }
    if (QTest::currentTestFailed())
        qInfo("The log of %s:\n%s", qPrintable(m_process.program()), log().constData());
}

void ServerProcess::setEnvironmentVariable(const QString &name, const QString &value)
{
    auto environment = m_process.processEnvironment();
    if (environment.isEmpty())
        environment = QProcessEnvironment::systemEnvironment();
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

bool ServerProcess::writeFile(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

bool ServerProcess::start()
{
    m_process.start();
    return m_process.waitForStarted() && waitUntilItIsReady();
}

bool ServerProcess::stop()
{
    m_process.terminate();
    return waitUntilItIsGone();
}

bool ServerProcess::kill()
{
    if (isRunning())
        killGroup();
    return waitUntilItIsGone();
}

void ServerProcess::signal(int number) const
{
    if (isRunning())
        ::kill(pid_t(m_process.processId()), number);
}

bool ServerProcess::run(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessEnvironment(m_process.processEnvironment());
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(path(logFile), QIODevice::Append);
    process.start(m_process.program(), arguments);
    return process.waitForFinished(int(QDeadlineTimer(patience).remainingTime()))
           && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

QUrl ServerProcess::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_scheme);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port());
    url.setPath(path);
    return url;
}

QByteArray ServerProcess::log() const
{
    QFile file(path(logFile));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ServerProcess::killGroup() const
{
    ::kill(-pid_t(m_process.processId()), SIGKILL);
}

bool ServerProcess::isListening() const
{
    QTcpSocket probe;
    probe.connectToHost(QHostAddress::LocalHost, port());
    return probe.waitForConnected();
}

bool ServerProcess::waitUntilItIsReady()
{
    for (const QDeadlineTimer deadline(patience); !deadline.hasExpired();) {
        if (isReady())
            return true;
        if (m_process.waitForFinished(pollInterval))
            return false;
    }
    return false;
}

// Its children may outlive it for a moment, and keep its port for as long.
bool ServerProcess::waitUntilItIsGone()
{
    const QDeadlineTimer deadline(patience);
    if (isRunning() && !m_process.waitForFinished(int(deadline.remainingTime())))
        return false;
    while (isListening()) {
        if (deadline.hasExpired())
            return false;
    }
    return true;
}
