// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CONNECTIONSETTINGS_H
#define CONNECTIONSETTINGS_H

#include <QtSse/QSseRequest>

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <chrono>
#include <utility>

class QSseSession;

// All that a connection is made of, as it stands in the editor.
struct ConnectionSettings
{
    using Pairs = QList<std::pair<QString, QString>>;
    enum class Reconnect { Automatic, Always, OnError, Never };

    QUrl url;
    QString method = QStringLiteral("GET");
    Pairs headers;
    Pairs queryItems;
    QString token;
    QString body; // sent where it is not empty, or the method asks for one
    QString contentType = QStringLiteral("application/json");
    QString lastEventId;
    QString endMarker;

    std::chrono::milliseconds connectTimeout{30'000};
    std::chrono::milliseconds idleTimeout{0}; // off
    Reconnect reconnect = Reconnect::Automatic;
    std::chrono::milliseconds initialDelay{1'000};
    std::chrono::milliseconds maximumDelay{30'000};
    double factor = 2.0;
    double jitter = 0.5;
    int maximumAttempts = -1; // no limit

    bool hasBody() const;
    QSseRequest request() const;
    QString complaint() const; // why it cannot be sent, and what to do; empty where it can
    void applyTo(QSseSession *session) const;

    // What was typed, with http:// where there is no scheme; empty where it is no address.
    static QUrl urlFromText(const QString &text);
};

#endif
