// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventreader.h"

#include "wiretext.h"

#include <QtSse/QSseParser>

#include <QtCore/QCoreApplication>
#include <QtCore/QIODevice>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr double longestRetry = 1e15;

QString tr(const char *text)
{
    return QCoreApplication::translate("EventFile", text);
}

struct BadLine
{
    QString complaint;
};

QByteArray textOf(const QJsonObject &object, QLatin1StringView key)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isString())
        throw BadLine{tr("\"%1\" is no string").arg(key)};
    const QByteArray text = value.toString().toUtf8();
    return text.isNull() ? ""_ba : text;
}

// Fields that go on one line of a stream cannot have two.
QByteArray lineOf(const QJsonObject &object, QLatin1StringView key)
{
    const QByteArray text = textOf(object, key);
    if (text.contains('\n') || text.contains('\r') || text.contains('\0'))
        throw BadLine{tr("\"%1\" has a line break or a NUL in it").arg(key)};
    return text;
}

std::optional<qint64> retryOf(const QJsonObject &object)
{
    const QJsonValue value = object.value("retry"_L1);
    if (value.isUndefined())
        return std::nullopt;
    const double retry = value.toDouble(-1);
    if (retry < 0 || retry > longestRetry || retry != std::floor(retry))
        throw BadLine{tr("\"retry\" is no number of milliseconds")};
    return qint64(retry);
}

WireFields fieldsOf(const QJsonObject &object)
{
    WireFields fields;
    fields.comments = textOf(object, "comment"_L1);
    fields.type = lineOf(object, "type"_L1);
    fields.id = lineOf(object, "id"_L1);
    fields.retry = retryOf(object);
    fields.data = textOf(object, "data"_L1);
    if (fields.data.isNull() && fields.comments.isNull() && !fields.retry)
        throw BadLine{tr("there is no event in it")};
    return fields;
}

// An event is what the parser makes of a block. There is one for all lines, so that the last id
// goes on where a line does not say it.
class Reader
{
public:
    Reader()
    {
        m_parser.setShowComments(true);
        m_parser.setShowRetry(true);
        m_parser.setMaximumEventSize(0);
        m_parser.setEventHandler([this](const QSseEvent &event) { m_event = event; });
    }

    EventTable::Record recordOf(const QByteArray &line) // throws BadLine
    {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        if (error.error != QJsonParseError::NoError)
            throw BadLine{error.errorString()};
        if (!document.isObject())
            throw BadLine{tr("it is no JSON object")};
        const QJsonObject object = document.object();
        const QString time = QString::fromUtf8(textOf(object, "time"_L1));
        return {eventOf(object), QDateTime::fromString(time, Qt::ISODateWithMs).toLocalTime()};
    }

private:
    QSseEvent eventOf(const QJsonObject &object)
    {
        const QByteArray block = wireText(fieldsOf(object));
        const QByteArray lastEventId = lineOf(object, "lastEventId"_L1);
        if (!lastEventId.isNull())
            m_parser.setLastEventId(QString::fromUtf8(lastEventId));
        m_parser.feed(block);
        return m_event;
    }

    QSseParser m_parser;
    QSseEvent m_event;
};

} // namespace

EventFile EventFile::read(QIODevice *device, int maximumCount)
{
    EventFile file;
    Reader reader;
    for (qint64 number = 1; !device->atEnd(); ++number) {
        const QByteArray line = device->readLine().trimmed();
        if (line.isEmpty())
            continue;
        try {
            file.records.append(reader.recordOf(line));
            if (file.records.size() > maximumCount) {
                file.records.removeFirst();
                ++file.leftOut;
            }
        } catch (const BadLine &bad) {
            if (file.badLines++ == 0)
                file.firstComplaint = tr("line %1: %2").arg(number).arg(bad.complaint);
        }
    }
    return file;
}
