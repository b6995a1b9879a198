// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// The network to a slot: QSseSession beside a QNetworkReply whose bytes go through a loop that only
// splits lines, both with the same read buffer, over loopback. An URL as the argument names another
// server that answers GET /COUNT/SIZE. The ratio is of the processor's time of all threads of this
// process: what the wall clock says is up to the server as well. The exit code is 0 where each
// ratio is what is promised.
#include "barestream.h"
#include "measure.h"
#include "promises.h"
#include "serverprocess.h"

#include <QtSse/QSseSession>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkreply.h>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

static constexpr qint64 ReadBuffer = 1024 * 1024;
static constexpr int Rounds = 15;

static void runSession(const QUrl &url, int expected)
{
    QSseSession session;
    session.setUrl(url);
    session.setReadBufferSize(ReadBuffer);
    session.setReconnectMode(QSseSession::ReconnectMode::Never);
    qint64 events = 0;
    QEventLoop loop;
    QObject::connect(&session, &QSseSession::eventReceived, [&](const QSseEvent &) { ++events; });
    QObject::connect(&session, &QSseSession::closed, &loop, &QEventLoop::quit);
    session.open();
    loop.exec();
    if (events != expected)
        qFatal("events were lost: %lld of %d", events, expected);
}

static void runBare(const QUrl &url, int expected)
{
    static QNetworkAccessManager manager;
    QNetworkReply *reply = manager.get(QNetworkRequest(url));
    reply->setReadBufferSize(ReadBuffer);
    BareStream stream;
    qint64 events = 0;
    QByteArray buffer(256 * 1024, Qt::Uninitialized);
    QEventLoop loop;
    QObject::connect(&stream, &BareStream::eventReceived, [&](const BareEvent &) { ++events; });
    QObject::connect(reply, &QNetworkReply::readyRead, [&] {
        for (qint64 size; (size = reply->read(buffer.data(), buffer.size())) > 0;)
            stream.feed(QByteArrayView(buffer).first(size));
    });
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    if (events != expected)
        qFatal("events were lost: %lld of %d", events, expected);
}

struct Case
{
    const char *name;
    int size;
    int count;
    double smallestRatio; // that is promised, 0 where nothing is
};

static constexpr Case Cases[] = {
        {"100 B", 100, 1000000, 0.95},
        {"10 B", 10, 2000000, 0},
        {"10 kB", 10000, 50000, 0.9},
};

static void compare(const QUrl &server, const Case &subject, Promises *promises)
{
    const int count = subject.count;
    const QUrl url = server.resolved(QUrl(u"/%1/%2"_s.arg(count).arg(subject.size)));
    std::vector<double> wall;
    const auto session = [&] { wall.push_back(secondsOf([&] { runSession(url, count); })); };
    const auto bare = [&] { runBare(url, count); };
    const Comparison work = medianOf(session, bare, Rounds, Clock::Processor);
    const double ratio = work.second / work.first;
    const double seconds = median(wall);
    std::printf("%-8s %8.2f M events/s %8.0f MB/s  ratio %.2f\n", subject.name,
                count / seconds / 1e6, double(count) * (subject.size + 18) / seconds / 1e6, ratio);
    promises->atLeast(subject.smallestRatio, subject.name, ratio);
}

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (ServerProcess::isServer())
        return ServerProcess::serve();
    const QUrl other(QCoreApplication::arguments().value(1));
    std::optional<ServerProcess> own;
    const QUrl server = other.isEmpty() ? own.emplace().url() : other;
    std::printf("QSseSession to a slot over loopback; the ratio is to a bare reply and loop\n");
    int result = 0;
    for (const Case &each : Cases)
        result |=
                Promises::exitCodeOf([&](Promises *promises) { compare(server, each, promises); });
    return result;
}
