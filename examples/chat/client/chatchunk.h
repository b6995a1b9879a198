// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CHATCHUNK_H
#define CHATCHUNK_H

#include <QtCore/QString>

#include <optional>

class QSseEvent;

// What one event of the stream says.
struct ChatChunk
{
    QString text;              // to be appended to the answer
    QString finishReason;      // "stop", "length", ... in the last chunk with text
    std::optional<int> tokens; // of the whole answer, where the server counts them
    std::optional<QString> error;

    static std::optional<ChatChunk> fromEvent(const QSseEvent &event); // none where it is not JSON
};

#endif
