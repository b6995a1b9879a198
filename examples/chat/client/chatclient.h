// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CHATCLIENT_H
#define CHATCLIENT_H

#include "chatendpoint.h"
#include "chaterror.h"
#include "chatmessage.h"

#include <QtSse/QSseSession>

#include <QtCore/QList>
#include <QtCore/QObject>

#include <optional>

struct ChatChunk;

struct ChatResult
{
    enum class Outcome { Complete, Cancelled, Failed };

    Outcome outcome = Outcome::Complete;
    QString finishReason;      // the server's word, such as "stop" or "length"
    std::optional<int> tokens; // where the server told
    ChatError error;           // where it failed
};

// Asks an OpenAI-compatible endpoint, one question at a time. Needs no window.
class ChatClient : public QObject
{
    Q_OBJECT

public:
    explicit ChatClient(QObject *parent = nullptr);

    bool isBusy() const;
    void ask(const ChatEndpoint &endpoint, const QList<ChatMessage> &messages);
    void cancel();

Q_SIGNALS:
    void textReceived(const QString &text);
    void finished(const ChatResult &result); // exactly once for each question

private:
    void take(const QSseEvent &event);
    void take(const ChatChunk &chunk);
    void fail(const ChatError &error);
    void noteError(const QSseError &error);
    void conclude();

    QSseSession m_session;
    ChatResult m_result; // as far as it is known
    bool m_answerBegan = false;
};

#endif
