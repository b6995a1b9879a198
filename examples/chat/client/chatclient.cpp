// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatclient.h"

#include "chatchunk.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 largestEvent = 1024 * 1024;

QString nameOf(ChatMessage::Role role)
{
    switch (role) {
    case ChatMessage::Role::System:
        return u"system"_s;
    case ChatMessage::Role::Assistant:
        return u"assistant"_s;
    case ChatMessage::Role::User:
        break;
    }
    return u"user"_s;
}

QByteArray requestBody(const QString &model, const QList<ChatMessage> &messages)
{
    QJsonArray array;
    for (const ChatMessage &message : messages) {
        array.append(QJsonObject{{u"role"_s, nameOf(message.role)}, {u"content"_s, message.text}});
    }
    const QJsonObject body{
            {u"model"_s, model},
            {u"messages"_s, array},
            {u"stream"_s, true},
            {u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}}},
    };
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace

ChatClient::ChatClient(QObject *parent)
    : QObject(parent)
    , m_session(this)
{
    m_session.setEndMarker("[DONE]");
    m_session.setMaximumEventSize(largestEvent);
    m_session.setConnectTimeout(2min); // some servers send the head only with the first word
    m_session.setIdleTimeout(5min);
    connect(&m_session, &QSseSession::opened, this, [this] { m_answerBegan = true; });
    connect(&m_session, &QSseSession::eventReceived, this,
            qOverload<const QSseEvent &>(&ChatClient::take));
    connect(&m_session, &QSseSession::errorOccurred, this, &ChatClient::noteError);
    connect(&m_session, &QSseSession::closed, this, &ChatClient::conclude);
}

bool ChatClient::isBusy() const
{
    return m_session.state() != QSseSession::State::Closed;
}

void ChatClient::ask(const ChatEndpoint &endpoint, const QList<ChatMessage> &messages)
{
    if (isBusy())
        return;
    QSseRequest request(endpoint.url);
    request.setMethod("POST");
    request.setBody(requestBody(endpoint.model, messages), "application/json");
    if (!endpoint.apiKey.isEmpty())
        request.setBearerToken(endpoint.apiKey);
    m_result = {};
    m_answerBegan = false;
    m_session.setRequest(request);
    m_session.setLastEventId({}); // a new question does not go on where the last answer ended
    m_session.open();
}

void ChatClient::cancel()
{
    if (!isBusy())
        return;
    m_result.outcome = ChatResult::Outcome::Cancelled;
    m_session.close();
}

void ChatClient::take(const QSseEvent &event)
{
    const std::optional<ChatChunk> chunk = ChatChunk::fromEvent(event);
    if (chunk)
        take(*chunk);
    else if (event.type() == "message"_L1) // others may be pings
        fail(ChatError::notJson());
}

void ChatClient::take(const ChatChunk &chunk)
{
    if (chunk.error) {
        fail(ChatError::fromServer(*chunk.error));
        return;
    }
    if (!chunk.finishReason.isEmpty())
        m_result.finishReason = chunk.finishReason;
    if (chunk.tokens)
        m_result.tokens = chunk.tokens;
    if (!chunk.text.isEmpty())
        Q_EMIT textReceived(chunk.text);
}

void ChatClient::fail(const ChatError &error)
{
    m_result.outcome = ChatResult::Outcome::Failed;
    m_result.error = error;
    m_session.close();
}

// Some servers leave out the end marker. With a finish reason the answer is whole all the same.
void ChatClient::noteError(const QSseError &error)
{
    if (error.kind() == QSseError::Kind::Network && !m_result.finishReason.isEmpty())
        return;
    m_result.outcome = ChatResult::Outcome::Failed;
    m_result.error = ChatError::fromSession(error, m_answerBegan);
}

void ChatClient::conclude()
{
    const ChatResult result = m_result;
    Q_EMIT finished(result);
}
