// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef NGINXSERVER_H
#define NGINXSERVER_H

#include <QtCore/qprocess.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qtcpsocket.h>

// An nginx of its own on a loopback port: configuration, logs and temporary files live in a
// temporary folder, and it dies with the test. Nobody else gets the port between stop() and
// start().
class NginxServer
{
public:
    // The server block's content; a module is a file name such as "ngx_nchan_module.so".
    explicit NginxServer(const QString &serverBlock, const QStringList &modules = {});
    ~NginxServer();
    Q_DISABLE_COPY_MOVE(NginxServer)

    // Null where nginx and the module are installed, else what to install.
    static QString whatIsMissing(const QString &module = {});

    bool start();
    void stop();
    // Old workers cut the streams that they still have after this many milliseconds.
    static constexpr int cutAfter = 10;
    void reload();

    QUrl url(const QString &path = {}) const;
    QByteArray log() const;

private:
    QString path(const QString &file) const { return m_folder.filePath(file); }
    bool writeConfiguration() const;
    bool waitUntilListening();

    QTemporaryDir m_folder;
    QString m_serverBlock;
    QStringList m_modules;
    QTcpSocket m_port;
    QProcess m_process;
};

#endif // NGINXSERVER_H
