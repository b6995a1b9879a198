// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
// The network to a slot: QSseSession beside a QNetworkReply whose bytes go through a loop that only
// splits lines, both with the same read buffer, over loopback. An URL as the argument names another
// server that answers GET /COUNT/SIZE.
#include "barestream.h"
#include "loadserver.h"
#include "measure.h"

#include <QtSse/QSseSession>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkreply.h>

#include <cstdio>

using namespace Qt::StringLiterals;

static constexpr qint64 ReadBuffer = 1024 * 1024;

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

static void compare(const QUrl &server, const char *name, int size, int count)
{
    const QUrl url = server.resolved(QUrl(u"/%1/%2"_s.arg(count).arg(size)));
    const Comparison seconds =
            medianOf([&] { runSession(url, count); }, [&] { runBare(url, count); });
    std::printf("%-8s %8.2f M events/s %8.0f MB/s  ratio %.2f\n", name, count / seconds.first / 1e6,
                double(count) * (size + 18) / seconds.first / 1e6, seconds.second / seconds.first);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const LoadServer own;
    const QUrl server = argc > 1 ? QUrl(QString::fromLocal8Bit(argv[1])) : own.url();
    std::printf("QSseSession to a slot over loopback; the ratio is to a bare reply and loop\n");
    compare(server, "100 B", 100, 1000000);
    compare(server, "10 B", 10, 2000000);
    compare(server, "10 kB", 10000, 50000);
    return 0;
}
