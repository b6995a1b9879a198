// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chaterror.h"

#include "apimessage.h"

#include <QtSse/QSseError>

#include <QtCore/QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString titleOfStatus(int status)
{
    switch (status) {
    case 400:
    case 422:
        return u"The server does not understand the request."_s;
    case 402:
        return u"The account has no credit left."_s;
    case 403:
        return u"The API key does not allow this."_s;
    case 404:
        return u"There is no such model or endpoint."_s;
    case 413:
        return u"The conversation is too long for the server."_s;
    case 429:
        return u"Too many requests, or the quota is used up."_s;
    case 503:
        return u"The server is overloaded."_s;
    default:
        return status >= 500 ? u"The server has a problem."_s
                             : u"The server refused the request."_s;
    }
}

QString titleOf(const QSseError &error, bool answerBegan)
{
    switch (error.kind()) {
    case QSseError::Kind::Authentication:
        return u"The server did not accept the API key."_s;
    case QSseError::Kind::HttpStatus:
        return titleOfStatus(error.httpStatus());
    case QSseError::Kind::ContentType:
        return u"The server does not stream answers at this URL."_s;
    case QSseError::Kind::ConnectTimeout:
        return u"The server did not answer in time."_s;
    case QSseError::Kind::IdleTimeout:
        return u"The answer came to a halt."_s;
    case QSseError::Kind::EventTooLarge:
        return u"A piece of the answer is too large to be real."_s;
    case QSseError::Kind::Tls:
        return u"The connection is not secure."_s;
    case QSseError::Kind::InvalidRequest:
        return u"The URL or the API key cannot be right."_s;
    default:
        return answerBegan ? u"The answer was cut short."_s : u"The server cannot be reached."_s;
    }
}

// RFC 9110, 10.2.3: seconds or a date.
std::optional<std::chrono::seconds> retryAfterOf(const QSseError &error)
{
    QString value = QString::fromLatin1(error.header("Retry-After"));
    bool isNumber = false;
    qint64 seconds = value.toLongLong(&isNumber);
    if (!isNumber) {
        value.replace("GMT"_L1, "+0000"_L1);
        const QDateTime date = QDateTime::fromString(value, Qt::RFC2822Date);
        if (!date.isValid())
            return std::nullopt;
        seconds = QDateTime::currentDateTimeUtc().secsTo(date);
    }
    return std::chrono::seconds(std::max<qint64>(seconds, 0));
}

} // namespace

ChatError ChatError::fromSession(const QSseError &error, bool answerBegan)
{
    const QString fromBody = ApiMessage::of(error.body());
    return {titleOf(error, answerBegan), fromBody.isEmpty() ? error.message() : fromBody,
            retryAfterOf(error)};
}

ChatError ChatError::fromServer(const QString &message)
{
    return {u"The server gave up on the answer."_s,
            message.isEmpty() ? u"It did not say why."_s : message, std::nullopt};
}

ChatError ChatError::notJson()
{
    return {u"The server sent what is no answer."_s,
            u"A piece of the stream is not JSON. Is this the URL of a chat endpoint?"_s,
            std::nullopt};
}
