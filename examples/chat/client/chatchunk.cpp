// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatchunk.h"

#include "apimessage.h"

#include <QtSse/QSseEvent>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

static bool isError(const QSseEvent &event, const QJsonObject &object)
{
    const QJsonValue error = object.value("error"_L1);
    return (!error.isUndefined() && !error.isNull()) || event.type() == "error"_L1
           || object.value("object"_L1) == "error"_L1;
}

std::optional<ChatChunk> ChatChunk::fromEvent(const QSseEvent &event)
{
    const QJsonDocument document = event.json();
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();

    ChatChunk chunk;
    if (isError(event, object))
        chunk.error = ApiMessage::of(object);
    const QJsonValue tokens = object.value("usage"_L1).toObject().value("completion_tokens"_L1);
    if (tokens.isDouble())
        chunk.tokens = tokens.toInt();
    const QJsonObject choice = object.value("choices"_L1).toArray().at(0).toObject();
    chunk.text = choice.value("delta"_L1).toObject().value("content"_L1).toString();
    chunk.finishReason = choice.value("finish_reason"_L1).toString();
    return chunk;
}
