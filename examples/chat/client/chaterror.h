// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CHATERROR_H
#define CHATERROR_H

#include <QtCore/QString>

#include <chrono>
#include <optional>

class QSseError;

// A failure in words for the one who asked.
struct ChatError
{
    QString title;  // what it means
    QString detail; // what the server or the network said
    std::optional<std::chrono::seconds> retryAfter;

    // answerBegan: the stream had been accepted.
    static ChatError fromSession(const QSseError &error, bool answerBegan);
    static ChatError fromServer(const QString &message); // inside a stream
    static ChatError notJson();
};

#endif
