// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "wiretext.h"

#include <QtSse/QSseEvent>

using namespace Qt::StringLiterals;

namespace {

void appendLines(QByteArray *text, const QByteArray &start, const QByteArray &lines)
{
    const QList<QByteArray> list = lines.split('\n');
    for (const QByteArray &line : list)
        *text += start + line + '\n';
}

} // namespace

QByteArray wireText(const WireFields &fields)
{
    QByteArray text;
    if (!fields.comments.isNull())
        appendLines(&text, ": ", fields.comments);
    if (fields.retry)
        text += "retry: " + QByteArray::number(*fields.retry) + '\n';
    if (!fields.id.isNull())
        text += "id: " + fields.id + '\n';
    if (!fields.type.isEmpty())
        text += "event: " + fields.type + '\n';
    if (!fields.data.isNull())
        appendLines(&text, "data: ", fields.data);
    return text + '\n';
}

QByteArray wireText(const QSseEvent &event)
{
    WireFields fields;
    if (const QString comments = event.comments(); !comments.isNull())
        fields.comments = comments.isEmpty() ? ""_ba : comments.toUtf8();
    if (const auto retry = event.retry())
        fields.retry = retry->count();
    if (const QString id = event.id(); !id.isNull())
        fields.id = id.isEmpty() ? ""_ba : id.toUtf8();
    if (event.isMessage()) {
        fields.type = event.type() == "message"_L1 ? QByteArray() : event.type().toUtf8();
        fields.data = event.data().isNull() ? ""_ba : event.data();
    }
    return wireText(fields);
}
