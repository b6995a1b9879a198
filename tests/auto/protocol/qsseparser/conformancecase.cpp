// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "conformancecase.h"

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

using namespace Qt::StringLiterals;

QString messageLine(const QString &type, const QString &text, const QString &lastEventId)
{
    return u"type \"%1\", id \"%2\", data \"%3\""_s.arg(type, lastEventId, text);
}

static ConformanceResult resultOf(const QJsonObject &object)
{
    ConformanceResult result;
    for (const QJsonValue &event : object["events"_L1].toArray()) {
        result.messages.append(messageLine(event["event"_L1].toString(),
                                           event["data"_L1].toString(), event["id"_L1].toString()));
    }
    for (const QJsonValue &retry : object["retry"_L1].toArray())
        result.retries.append(retry.toInteger());
    for (const QJsonValue &comment : object["comments"_L1].toArray())
        result.comments.append(comment.toString());
    result.lastEventId = object["last_event_id"_L1].toString();
    return result;
}

static ConformanceCase caseOf(const QJsonObject &object)
{
    ConformanceCase result;
    result.name = object["name"_L1].toString().toUtf8();
    for (const QJsonValue &chunk : object["chunks"_L1].toArray())
        result.chunks.append(QByteArray::fromBase64(chunk.toString().toLatin1()));
    result.initialLastEventId = object["initial_last_event_id"_L1].toString();
    result.expected = resultOf(object);
    return result;
}

QList<ConformanceCase> loadConformanceCases(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("Cannot read %s", qPrintable(fileName));
    QList<ConformanceCase> cases;
    while (!file.atEnd())
        cases.append(caseOf(QJsonDocument::fromJson(file.readLine()).object()));
    return cases;
}
