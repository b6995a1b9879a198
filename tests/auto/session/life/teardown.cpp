// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// Leaves main() with a live session in one order or another. The test is that it gets out of it
// without a crash, a leak or a warning.
#include "scriptedserver.h"

#include <QtSse/QSseSession>

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<QSseSession> staticSession;
int warnings = 0;

void countWarnings(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    fprintf(stderr, "%s\n", qPrintable(message));
    if (type != QtDebugMsg && type != QtInfoMsg)
        ++warnings;
}

std::unique_ptr<QSseSession> liveSession(const ScriptedServer &server)
{
    auto session = std::make_unique<QSseSession>(QSseRequest(server.url()));
    QObject::connect(session.get(), &QSseSession::eventReceived, qApp, &QCoreApplication::quit);
    session->open();
    return session;
}

std::unique_ptr<ScriptedServer> endlessServer()
{
    auto server = std::make_unique<ScriptedServer>();
    server->setDefaultScript(Script().send("data: 1\n\n").repeat(": more\n"));
    return server;
}

void run(const QString &order, int &argc, char **argv)
{
    std::unique_ptr<QSseSession> outliving;
    QThread thread;
    auto application = std::make_unique<QCoreApplication>(argc, argv);
    auto server = endlessServer();
    auto session = liveSession(*server);
    if (order == u"running-thread"_s) {
        session->moveToThread(&thread);
        thread.start();
    }
    application->exec();

    if (order == u"session-last"_s) {
        outliving = std::move(session);
    } else if (order == u"static-session"_s) {
        staticSession = std::move(session);
    } else if (order == u"running-thread"_s) {
        QObject::connect(&thread, &QThread::finished, session.release(), &QObject::deleteLater);
        thread.quit();
        thread.wait();
    } else if (order == u"left-open"_s) {
        session.release()->setParent(application.get());
    }
    session.reset(); // application-last
    server.reset();
    application.reset();
}

} // namespace

int main(int argc, char **argv)
{
    qInstallMessageHandler(countWarnings);
    run(QString::fromLocal8Bit(argv[1]), argc, argv);
    return warnings == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
