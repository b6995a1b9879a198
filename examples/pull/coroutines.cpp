// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// pull-coroutines [URL]: ten events, taken one by one in a loop that reads as if it blocked, and
// does not. Without an URL it brings a feed of its own.

#include "demofeed.h"

#include <QtSse/QSseClient>
#include <QtSse/QSseEventChannel>

#include <QtCore/QCoreApplication>

#include <qcoro/qcorofuture.h>
#include <qcoro/qcorotask.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<> readTen(QSseSession *session)
{
    QSseEventChannel *incoming = session->incoming(4);
    for (int count = 0; count < 10; ++count) {
        const QSseReceiveResult result = co_await incoming->receive();
        if (result.isFailure())
            std::printf("failed: %s\n", qPrintable(result.error().message()));
        if (!result.isSuccess())
            co_return;
        std::printf("%d  %s\n", count, qPrintable(result.event().text()));
    }
    session->close();
}

// One answer instead of a stream: the first headline.
QCoro::Task<> readNews(QSseClient &client, QUrl url)
{
    const auto headline = [](const QSseEvent &event) -> std::optional<QString> {
        if (event.type() != "news"_L1)
            return std::nullopt;
        return event.text();
    };
    try {
        const QString text = co_await client.sseWithRetry<QString>(url, &client, headline);
        std::printf("news: %s\n", qPrintable(text));
    } catch (const QSseException &exception) {
        std::printf("no news: %s\n", exception.what());
    }
}

QCoro::Task<> run(QSseClient &client, QUrl url)
{
    co_await readTen(client.session(url));
    co_await readNews(client, url);
    QCoreApplication::quit();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    DemoFeed feed;
    QUrl url = QUrl::fromUserInput(QCoreApplication::arguments().value(1));
    if (url.isEmpty()) {
        feed.listen();
        url = feed.url();
    }

    QSseClient client;
    QTimer::singleShot(0, &client, [&client, url] { run(client, url); });
    return QCoreApplication::exec();
}
