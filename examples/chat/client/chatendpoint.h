// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CHATENDPOINT_H
#define CHATENDPOINT_H

#include <QtCore/QString>
#include <QtCore/QUrl>

// Whom to ask.
struct ChatEndpoint
{
    QUrl url;
    QString model;
    QString apiKey; // none where empty

    // Takes what people have at hand: the whole URL, or the server's alone, with or without /v1.
    // Invalid where it is not http or https.
    static QUrl completionsUrl(const QString &input);
};

#endif
