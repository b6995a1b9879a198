// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseClient>

#include <QtCore/qdebug.h>
#include <QtCore/qtimer.h>

using namespace std::chrono_literals;

class Window : public QObject
{
public:
    void openStreams(const QUrl &url);
    void waitForJob(const QUrl &url);
    void useBase();
    void share(const QUrl &url);
    void replay(const QUrl &url);
    void reportErrors(const QUrl &url);
    void failInHandler(const QUrl &url);

private:
    void show(const QString &text) { qDebug() << text; }

    QSseClient client;
    std::shared_ptr<QSseSession> shared;
};

void Window::openStreams(const QUrl &url)
{
    const auto handler = [this](const QSseEvent &event) { show(event.text()); };
    const auto backoff = std::make_shared<QSseBackoffPolicy>();
    //! [client]
    client.setShowComments(true);
    client.setShowRetry(true);
    client.setReconnectPolicy(backoff);
    QSseSession *live =
            client.sse(url, this, [this](const QSseEvent &event) { show(event.text()); });
    client.sse("localhost", 8080, "/stream", this, handler);
    QSseSession *manual = client.session(url); // opened; close() ends it
    //! [client]
    //! [override]
    live->setShowComments(false);
    live->setIdleTimeout(60s);
    //! [override]
    //! [call]
    connect(manual, &QSseSession::opened, this,
            [manual] { qDebug() << manual->request().url() << manual->response().status(); });
    //! [call]
}

void Window::waitForJob(const QUrl &url)
{
    //! [sseWithRetry]
    QFuture<QString> id = client.sseWithRetry<QString>(
            QSseRequest(url), this,
            [](const QSseEvent &e) -> std::optional<QString> {
                if (e.type() != "job-finished")
                    return std::nullopt;
                return e.text();
            },
            3, 1s); // fails with QSseException
    id.then(this, [this](const QString &text) {
          show(text);
      }).onFailed(this, [](const QSseException &exception) { qWarning() << exception.error(); });
    //! [sseWithRetry]
}

void Window::useBase()
{
    //! [base]
    QSseRequest base(QUrl("https://api.example.org/v2/"));
    base.setBearerToken("secret");
    base.addQueryItem("locale", "en");
    client.setBaseRequest(base);
    client.session(QUrl("prices")); // https://api.example.org/v2/prices?locale=en, with the token
    //! [base]
}

void Window::share(const QUrl &url)
{
    //! [shared]
    shared = client.sharedSession(url); // the connection closes with the last such pointer
    connect(shared.get(), &QSseSession::eventReceived, this,
            [this](const QSseEvent &event) { show(event.text()); });
    //! [shared]
}

void Window::replay(const QUrl &url)
{
    //! [replay]
    client.setReplayCount(20); // before the session is made
    shared = client.sharedSession(url);
    const QList<QSseEvent> missed = QSseClient::recentEvents(shared.get());
    for (const QSseEvent &event : missed)
        show(event.text());
    connect(shared.get(), &QSseSession::eventReceived, this,
            [this](const QSseEvent &event) { show(event.text()); });
    //! [replay]
}

void Window::reportErrors(const QUrl &url)
{
    //! [diagnostics]
    client.setDiagnosticBuffer(QSseSession::DiagnosticBuffer::LastEvents, 3);
    QSseSession *session = client.session(url);
    connect(session, &QSseSession::errorOccurred, this, [](const QSseError &error) {
        qWarning() << error.message() << error.httpStatus() << error.body();
        qWarning() << "the stream's last three events:" << error.diagnostics();
    });
    //! [diagnostics]
}

void Window::failInHandler(const QUrl &url)
{
    //! [handler-error]
    QSseSession *session = client.sse(url, this, [](const QSseEvent &event) {
        if (event.text().isEmpty())
            throw std::runtime_error("empty"); // ends this stream, and no other
    });
    connect(session, &QSseSession::errorOccurred, this, [](const QSseError &error) {
        if (error.kind() != QSseError::Kind::Handler)
            return;
        try {
            std::rethrow_exception(error.exception());
        } catch (const std::exception &exception) {
            qWarning() << exception.what();
        }
    });
    //! [handler-error]
}
