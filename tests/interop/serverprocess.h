// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef SERVERPROCESS_H
#define SERVERPROCESS_H

#include <QtCore/qprocess.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qtcpsocket.h>

// A server of its own on a loopback port, with all of its files in a temporary folder, where it
// also runs. Nobody else gets the port between stop() and start(). It dies with the test, and
// shows its log where the test failed.
class ServerProcess
{
public:
    explicit ServerProcess(const QString &program);
    virtual ~ServerProcess();
    Q_DISABLE_COPY_MOVE(ServerProcess)

    // Null where the program is installed, else which Debian package to install.
    static QString whatIsMissing(const QString &program, const QString &package);

    void setArguments(const QStringList &arguments) { m_process.setArguments(arguments); }
    void setEnvironmentVariable(const QString &name, const QString &value);
    bool writeFile(const QString &name, const QByteArray &content) const;

    // Each returns once the server is ready, or gone.
    bool start();
    bool stop(); // as its operator would
    bool kill(); // SIGKILL, to its children too
    void signal(int number) const;
    // The same program again, which talks to the running one.
    bool run(const QStringList &arguments) const;
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    quint16 port() const { return m_port.localPort(); }
    QUrl url(const QString &path = {}) const;
    void setScheme(const QString &scheme) { m_scheme = scheme; }
    QString path(const QString &file) const { return m_folder.filePath(file); }
    QByteArray log() const;

protected:
    // Called again and again after the start: by default, whether the port takes connections.
    virtual bool isReady() const { return isListening(); }

private:
    void killGroup() const;
    bool isListening() const;
    bool waitUntilItIsReady();
    bool waitUntilItIsGone();

    QTemporaryDir m_folder;
    QString m_scheme = QStringLiteral("http");
    QTcpSocket m_port;
    QProcess m_process;
};

#endif // SERVERPROCESS_H
