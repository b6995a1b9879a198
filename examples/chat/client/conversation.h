// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CONVERSATION_H
#define CONVERSATION_H

#include "chatmessage.h"

#include <QtCore/QList>

// What was said so far, in turns of a question and its answer.
class Conversation
{
public:
    void setSystemPrompt(const QString &prompt) { m_systemPrompt = prompt; }
    void ask(const QString &question);
    void appendToAnswer(const QString &text); // of the last question
    void dropAnswer();                        // to ask the last question again
    void clear() { m_turns.clear(); }

    bool isEmpty() const { return m_turns.isEmpty(); }
    QString lastAnswer() const;
    QList<ChatMessage> messages() const; // as a server is to get them

private:
    struct Turn
    {
        QString question;
        QString answer;
    };

    QString m_systemPrompt;
    QList<Turn> m_turns;
};

#endif
