// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "embeddedendpoint.h"

#include "pacedanswer.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString path = u"/v1/chat/completions"_s;

void refuse(ScriptedExchange *exchange, int status, const QByteArray &json)
{
    HttpHeaders headers{{"Content-Type", "application/json"},
                        {"Content-Length", QByteArray::number(json.size())}};
    if (status == 429)
        headers.emplaceBack("Retry-After", "5");
    exchange->respond(status, headers);
    exchange->send(json);
}

qsizetype countQuestions(const QJsonArray &messages)
{
    return std::count_if(messages.cbegin(), messages.cend(), [](const QJsonValue &message) {
        return message.toObject().value("role"_L1) == "user"_L1;
    });
}

} // namespace

EmbeddedEndpoint::EmbeddedEndpoint(QObject *parent)
    : QObject(parent)
{
    m_server.setKeepRequests(false);
    m_server.setHandler([this](ScriptedExchange *exchange) { answer(exchange); });
}

QUrl EmbeddedEndpoint::url() const
{
    return m_server.url(path);
}

void EmbeddedEndpoint::answer(ScriptedExchange *exchange)
{
    const HttpRequest &request = exchange->request();
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonArray messages = body.value("messages"_L1).toArray();
    if (request.method != "POST" || request.path() != path.toLatin1()) {
        refuse(exchange, 404, R"({"error":{"message":"There is nothing here."}})");
        return;
    }
    if (messages.isEmpty() || !body.value("stream"_L1).toBool()) {
        refuse(exchange, 400, R"({"error":{"message":"messages and stream are missing."}})");
        return;
    }
    const QString question = messages.last().toObject().value("content"_L1).toString();
    const CannedAnswer answer = CannedAnswer::to(question, countQuestions(messages));
    if (answer.status != 200) {
        refuse(exchange, answer.status, answer.refusal);
        return;
    }
    auto *speaker = new PacedAnswer(answer, body.value("model"_L1).toString(), exchange);
    speaker->setHurried(m_isHurried);
    speaker->start();
}
