// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "serverprocess.h"

#include "loadserver.h"

#include <QtCore/qcoreapplication.h>

#include <cstdio>

using namespace Qt::StringLiterals;

ServerProcess::ServerProcess()
{
    m_process.start(QCoreApplication::applicationFilePath(), {u"--serve"_s});
    if (!m_process.waitForReadyRead())
        qFatal("the load server does not start");
    m_url = QUrl::fromEncoded(m_process.readLine().trimmed());
}

ServerProcess::~ServerProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool ServerProcess::isServer()
{
    return QCoreApplication::arguments().value(1) == u"--serve";
}

int ServerProcess::serve()
{
    const LoadServer server;
    std::printf("%s\n", server.url().toEncoded().constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
