// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseEventSource>
#include <QtSse/QSseSession>

#include <QtCore/qdebug.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtQml/qjsengine.h>
#include <QtQml/qqmlapplicationengine.h>

using namespace std::chrono_literals;

void install()
{
    //! [install]
    QJSEngine engine;
    QSse::EventSourceOptions options;
    options.baseUrl = QUrl("https://example.org/app/");
    QSse::installEventSource(&engine, options);
    engine.evaluate("new EventSource('prices')"); // https://example.org/app/prices
    //! [install]
}

void load()
{
    //! [qml]
    QQmlApplicationEngine engine;
    QSse::installEventSource(&engine);
    engine.load(QUrl("qrc:/main.qml"));
    //! [qml]
}

void prepare(QJSEngine *engine, QNetworkAccessManager *manager, const QString &token)
{
    QSse::EventSourceOptions options;
    //! [prepare]
    options.prepareSession = [manager, token](QSseSession *session, bool withCredentials) {
        session->setIdleTimeout(60s);
        session->setNetworkAccessManager(manager); // whose cookies are sent and kept
        if (withCredentials && session->url().host() == "example.org")
            session->setTokenProvider([token] { return token; });
    };
    //! [prepare]
    QSse::installEventSource(engine, options);
}
