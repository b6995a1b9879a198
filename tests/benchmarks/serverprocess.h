// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef SERVERPROCESS_H
#define SERVERPROCESS_H

#include <QtCore/qprocess.h>
#include <QtCore/qurl.h>

// A LoadServer in a process of its own, whose work is then not the reader's: the same program,
// which calls serve() where isServer() says so.
class ServerProcess
{
public:
    ServerProcess();
    ~ServerProcess();
    Q_DISABLE_COPY_MOVE(ServerProcess)

    QUrl url() const { return m_url; }

    static bool isServer();
    static int serve();

private:
    QProcess m_process;
    QUrl m_url;
};

#endif // SERVERPROCESS_H
