// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseBackoffPolicy>
#include <QtSse/QSseClient>
#include <QtSse/QSseEventChannel>
#include <QtSse/QSseSession>

#include <QtCore/qdebug.h>
#include <QtCore/qsettings.h>
#include <QtNetwork/qnetworkaccessmanager.h>

using namespace std::chrono_literals;

class View : public QObject
{
public:
    void fiveLines();
    void request(const QString &token, const QSettings &settings);
    void postStream(const QByteArray &json);
    void reconnection();
    void functions(const QStringList &mirrors);
    void pull(QSseSession *manual);
    void event(const QSseEvent &event);
    void ownManager();

private:
    void show(const QString &text) { qDebug() << text; }
    void use(const QSseEvent &event) { qDebug() << event; }
    void report(const QSseError &error) { qDebug() << error; }
    QString currentToken() const { return {}; }
    QFuture<QString> refresh() { return QtFuture::makeReadyFuture(currentToken()); }

    QSseSession *session = new QSseSession(this);
};

void View::fiveLines()
{
    //! [five-lines]
    auto *session = new QSseSession(this);
    session->setUrl(QUrl("https://example.org/prices"));
    connect(session, &QSseSession::eventReceived, this,
            [this](const QSseEvent &event) { show(event.text()); });
    connect(session, &QSseSession::errorOccurred, this,
            [](const QSseError &e) { qWarning() << e; });
    session->open();
    //! [five-lines]
}

void View::request(const QString &token, const QSettings &settings)
{
    //! [request]
    QSseRequest request(QUrl("https://example.org/private")); // or ("localhost", 8080, "/stream")
    request.setBearerToken(token);
    request.setHeader("X-Client-Version", "1.0");
    request.addQueryItem("channel", "notifications");
    session->setRequest(request);
    session->setLastEventId(settings.value("lastId").toString());
    session->setIdleTimeout(60s);
    //! [request]
}

void View::postStream(const QByteArray &json)
{
    QSseRequest request(QUrl("https://example.org/chat"));
    //! [post]
    request.setMethod("POST");
    request.setBody(json, "application/json");
    session->setEndMarker("[DONE]");
    //! [post]
    session->setRequest(request);
}

//! [policy-class]
struct Mine : QSseReconnectPolicy
{
    bool shouldReconnect(int attempt, const QSseError &lastError) const override
    {
        return attempt <= 5 && lastError.httpStatus() != 503;
    }
    std::chrono::milliseconds delayBeforeReconnect(int attempt) const override
    {
        return attempt * 1000ms;
    }
};
//! [policy-class]

void View::reconnection()
{
    //! [policy]
    auto backoff = std::make_shared<QSseBackoffPolicy>();
    backoff->setInitialDelay(500ms);
    backoff->setMaximumDelay(1min);
    backoff->setFactor(1.5);
    backoff->setJitter(0.3);
    backoff->setMaximumAttempts(10);
    session->setReconnectPolicy(backoff); // std::shared_ptr<QSseReconnectPolicy>

    session->setReconnectPolicy(std::make_shared<Mine>());

    session->setReconnectPolicy([](int attempt, const QSseError &) { return attempt <= 5; },
                                [](int attempt) { return attempt * 1s; });
    //! [policy]
}

void View::functions(const QStringList &mirrors)
{
    const auto mirror = [mirrors](int attempt) {
        return QUrl(mirrors.at(attempt % mirrors.size()));
    };
    //! [token]
    session->setTokenProvider([this] { return currentToken(); }); // QString
    session->setTokenProvider([this] { return refresh(); });      // QFuture<QString>
    //! [token]
    //! [hook]
    session->setRequestHook([mirror](QSseRequest r, int attempt) {
        r.setUrl(mirror(attempt));
        return r;
    });
    //! [hook]
}

void View::pull(QSseSession *manual)
{
    //! [incoming]
    QSseEventChannel *incoming = manual->incoming(64);
    incoming->receive().then(this, [this](const QSseReceiveResult &r) {
        if (r.isSuccess())
            use(r.event());
        else if (r.isFailure())
            report(r.error()); /* else closed */
    });
    if (const auto result = incoming->tryReceive(); result && result->isSuccess())
        use(result->event());
    //! [incoming]
}

void View::event(const QSseEvent &event)
{
    //! [event]
    if (event.id().isNull())
        qDebug() << "no id in this block; the last one is" << event.lastEventId();
    if (!event.isMessage())
        qDebug() << "no data:" << event.comments() << event.retry().value_or(0ms).count();
    else
        qDebug() << event.type() << event.text() << event.origin();
    //! [event]
}

void View::ownManager()
{
    //! [manager]
    QNetworkAccessManager networkAccessManager;
    QSseClient client(&networkAccessManager);
    //! [manager]
}
