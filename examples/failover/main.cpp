// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// failover [URL...]: one stream from several servers. Where one is lost the next takes over, after
// the last event that came. Without an URL it brings two servers that take turns to go down.

#include "mirrors.h"
#include "terminationsignals.h"

#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseSession>

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Stays with a server as long as it answers, and tries the next where it does not.
auto nextOf(const QList<QUrl> &urls)
{
    return [urls, current = qsizetype(0)](QSseRequest request, int attempt) mutable {
        if (attempt > 0)
            current = (current + 1) % urls.size();
        request.setUrl(urls[current]);
        return request;
    };
}

QList<QUrl> urlsFrom(const QStringList &arguments)
{
    QList<QUrl> urls;
    for (const QString &argument : arguments.sliced(1))
        urls.append(QUrl::fromUserInput(argument));
    return urls;
}

void print(const QString &line)
{
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

void show(const QSseSession &session)
{
    QObject::connect(&session, &QSseSession::opened, &session, [&session] {
        const QSseResponse response = session.response();
        print(u"== %1%2"_s.arg(response.url().toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery),
                               response.resumed() ? u" after event "_s + session.lastEventId()
                                                  : QString()));
    });
    QObject::connect(&session, &QSseSession::eventReceived, &session,
                     [](const QSseEvent &event) { print(event.type() + u": "_s + event.text()); });
    QObject::connect(&session, &QSseSession::errorOccurred, &session,
                     [](const QSseError &error) { print(u"-- "_s + error.message()); });
    QObject::connect(&session, &QSseSession::closed, qApp, &QCoreApplication::quit);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QList<QUrl> urls = urlsFrom(QCoreApplication::arguments());
    std::unique_ptr<Mirrors> mirrors;
    if (urls.isEmpty()) {
        mirrors = std::make_unique<Mirrors>();
        urls = mirrors->urls();
    }

    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(200ms);

    QSseSession session;
    session.setUrl(urls.first());
    session.setRequestHook(nextOf(urls));
    session.setReconnectPolicy(policy);
    show(session);
    session.open();

    onTerminationSignal(&session, [&session] { session.close(); });
    return QCoreApplication::exec();
}
