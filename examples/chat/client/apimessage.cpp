// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "apimessage.h"

#include <QtCore/QJsonDocument>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestPlainText = 300;

QString plainText(const QByteArray &body)
{
    const QString text = QString::fromUtf8(body).simplified();
    const bool isMarkup = text.startsWith(u'<') || text.startsWith(u'{');
    return isMarkup ? QString() : text.left(longestPlainText);
}
} // namespace

QString ApiMessage::of(const QJsonObject &object)
{
    const QJsonValue error = object.value("error"_L1);
    if (error.isObject()) {
        const QString message = of(error.toObject());
        return message.isEmpty() ? error.toObject().value("code"_L1).toVariant().toString()
                                 : message;
    }
    for (const QJsonValue &value : {error, object.value("message"_L1), object.value("detail"_L1)}) {
        if (value.isString())
            return value.toString();
    }
    return {};
}

QString ApiMessage::of(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isObject() ? of(document.object()) : plainText(body);
}
