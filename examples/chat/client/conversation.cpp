// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "conversation.h"

void Conversation::ask(const QString &question)
{
    m_turns.append({question, {}});
}

void Conversation::appendToAnswer(const QString &text)
{
    if (!m_turns.isEmpty())
        m_turns.last().answer += text;
}

void Conversation::dropAnswer()
{
    if (!m_turns.isEmpty())
        m_turns.last().answer.clear();
}

QString Conversation::lastAnswer() const
{
    return m_turns.isEmpty() ? QString() : m_turns.constLast().answer;
}

// An earlier question that got no answer stays out: two questions in a row confuse some servers.
QList<ChatMessage> Conversation::messages() const
{
    QList<ChatMessage> messages;
    if (!m_systemPrompt.isEmpty())
        messages.append({ChatMessage::Role::System, m_systemPrompt});
    for (qsizetype i = 0; i < m_turns.size(); ++i) {
        const Turn &turn = m_turns.at(i);
        const bool isLast = i == m_turns.size() - 1;
        if (turn.answer.isEmpty() && !isLast)
            continue;
        messages.append({ChatMessage::Role::User, turn.question});
        if (!turn.answer.isEmpty())
            messages.append({ChatMessage::Role::Assistant, turn.answer});
    }
    return messages;
}
