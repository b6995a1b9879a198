// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// pull-futures [URL]: ten events, taken one by one through QFuture continuations. Without an URL it
// brings a feed of its own.

#include "demofeed.h"

#include <QtSse/QSseClient>
#include <QtSse/QSseEventChannel>

#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

class Reader : public QObject
{
public:
    explicit Reader(QSseSession *session)
        : m_session(session)
        , m_incoming(session->incoming(4))
    {}

    // Each continuation asks for the next event. Nothing is sent faster than it is taken: a full
    // channel holds the server back.
    void readNext()
    {
        m_incoming->receive().then(this, [this](const QSseReceiveResult &result) {
            if (result.isFailure())
                std::printf("failed: %s\n", qPrintable(result.error().message()));
            if (!result.isSuccess())
                return QCoreApplication::quit();
            std::printf("%d  %s\n", m_count, qPrintable(result.event().text()));
            if (++m_count < 10)
                return readNext();
            m_session->close();
            QCoreApplication::quit();
        });
    }

private:
    QSseSession *m_session;
    QSseEventChannel *m_incoming;
    int m_count = 0;
};

// One answer instead of a stream: the first headline.
void askForNews(QSseClient &client, const QUrl &url, Reader *reader)
{
    const auto headline = [](const QSseEvent &event) -> std::optional<QString> {
        if (event.type() != "news"_L1)
            return std::nullopt;
        return event.text();
    };
    client.sseWithRetry<QString>(url, reader, headline)
            .then(reader, [](const QString &text) { std::printf("news: %s\n", qPrintable(text)); })
            .onFailed(reader, [](const QSseException &exception) {
                std::printf("no news: %s\n", exception.what());
            });
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
    Reader reader(client.session(url));
    reader.readNext();
    askForNews(client, url, &reader);
    return QCoreApplication::exec();
}
