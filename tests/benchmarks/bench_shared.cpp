// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// What one more consumer of a stream costs: a shared session with a hundred consumers, which reads
// and parses once, beside one with a single consumer and beside sessions of their own.
#include "loadserver.h"
#include "measure.h"

#include <QtSse/QSseClient>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>

#include <cstdio>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

static constexpr int EventCount = 200000;
static constexpr int OwnEventCount = 20000;
static constexpr int Consumers = 100;

static void check(qint64 seen, qint64 expected)
{
    if (seen != expected)
        qFatal("events were lost: %lld of %lld", seen, expected);
}

static void runShared(const QUrl &url, int consumers)
{
    QSseClient client;
    client.setReconnectMode(QSseSession::ReconnectMode::Never);
    std::vector<std::shared_ptr<QSseSession>> sessions;
    qint64 seen = 0;
    QEventLoop loop;
    for (int i = 0; i < consumers; ++i) {
        sessions.push_back(client.sharedSession(url));
        QObject::connect(sessions.back().get(), &QSseSession::eventReceived,
                         [&](const QSseEvent &) { ++seen; });
    }
    QObject::connect(sessions.front().get(), &QSseSession::closed, &loop, &QEventLoop::quit);
    loop.exec();
    check(seen, qint64(EventCount) * consumers);
}

static void runOwn(const QUrl &url, int consumers)
{
    QSseClient client;
    client.setReconnectMode(QSseSession::ReconnectMode::Never);
    qint64 seen = 0;
    int open = consumers;
    QEventLoop loop;
    for (int i = 0; i < consumers; ++i) {
        QSseSession *session = client.session(url);
        QObject::connect(session, &QSseSession::eventReceived, [&](const QSseEvent &) { ++seen; });
        QObject::connect(session, &QSseSession::closed, &loop, [&] {
            if (--open == 0)
                loop.quit();
        });
    }
    loop.exec();
    check(seen, qint64(OwnEventCount) * consumers);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const LoadServer server;
    const QUrl url = server.url().resolved(QUrl(u"/%1/100"_s.arg(EventCount)));
    const QUrl ownUrl = server.url().resolved(QUrl(u"/%1/100"_s.arg(OwnEventCount)));

    const Comparison shared =
            medianOf([&] { runShared(url, 1); }, [&] { runShared(url, Consumers); }, 7);
    const double own = medianOf([&] { runOwn(ownUrl, Consumers); }, [] {}, 3).first;
    const double perEvent = 1e9 / EventCount;
    std::printf("one stream of 100 B events over loopback\n");
    std::printf("  1 consumer                   %8.0f ns an event\n", shared.first * perEvent);
    std::printf("  %d consumers, shared        %8.0f ns an event, ratio %.1f\n", Consumers,
                shared.second * perEvent, shared.second / shared.first);
    std::printf("  one more consumer            %8.1f ns an event\n",
                (shared.second - shared.first) * perEvent / (Consumers - 1));
    std::printf("  %d sessions of their own    %8.0f ns an event for all\n", Consumers,
                own * 1e9 / OwnEventCount);
    return 0;
}
