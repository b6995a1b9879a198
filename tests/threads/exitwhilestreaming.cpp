// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// Leaves main() while streams run in other threads. The test is that it gets out of it without a
// crash or a warning, also where the application has done less than it should.
#include "scriptedserver.h"
#include "streamthread.h"
#include "threadapplication.h"

#include <QtSse/QSseClient>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int ThreadCount = 3;
constexpr int StreamsPerThread = 3;

std::atomic<int> warnings = 0;

void countWarnings(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    fprintf(stderr, "%s\n", qPrintable(message));
    if (type != QtDebugMsg && type != QtInfoMsg)
        ++warnings;
}

using Threads = std::vector<std::unique_ptr<StreamThread>>;

// The end of the thread deletes the client and its sessions; at once, for without an application
// nothing is deleted later.
void startStreams(StreamThread *thread, const QUrl &url, QObject *counter,
                  const std::function<void()> &countStream)
{
    thread->call([=] {
        auto *client = new QSseClient;
        QObject::connect(
                thread, &QThread::finished, client, [client] { delete client; },
                Qt::DirectConnection);
        for (int index = 0; index < StreamsPerThread; ++index) {
            const QSseSession *session = client->session(url);
            QObject::connect(
                    session, &QSseSession::eventReceived, counter, [](QSseEvent) {},
                    Qt::QueuedConnection);
            QObject::connect(session, &QSseSession::eventReceived, counter, countStream,
                             Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
        }
    });
}

Threads streamingThreads(const QUrl &url, QObject *counter,
                         const std::function<void()> &countStream)
{
    Threads threads;
    for (int index = 0; index < ThreadCount; ++index) {
        threads.push_back(std::make_unique<StreamThread>());
        startStreams(threads.back().get(), url, counter, countStream);
    }
    return threads;
}

// No flood: a race detector remembers only so much of what the other threads have done, and has to
// know how an event came here.
Script steadyStream()
{
    Script script;
    for (int i = 0; i < 5000; ++i)
        script.send("data: 1\n\n").wait(1ms);
    return script;
}

void run(const QString &order, int &argc, char **argv)
{
    auto application = std::make_unique<ThreadApplication>(argc, argv);
    auto server = std::make_unique<ScriptedServer>();
    server->setDefaultScript(steadyStream());
    int streams = 0;
    const auto countStream = [&streams] {
        if (++streams == ThreadCount * StreamsPerThread)
            QCoreApplication::quit();
    };
    Threads threads = streamingThreads(server->url(), application.get(), countStream);
    application->exec();

    if (order == u"threads-first"_s) {
        threads.clear();
    } else if (order == u"threads-never"_s) {
        for (auto &thread : threads)
            thread.release();
        threads.clear();
    }
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
