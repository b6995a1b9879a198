// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlsserequest_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isAbsent(const QVariant &value)
{
    return !value.isValid() || value.isNull();
}

bool isList(const QVariant &value)
{
    return value.metaType() == QMetaType::fromType<QVariantList>();
}

bool isMap(const QVariant &value)
{
    return value.metaType() == QMetaType::fromType<QVariantMap>();
}

bool isScalar(const QVariant &value)
{
    return isAbsent(value) || (!isList(value) && !isMap(value) && value.canConvert<QString>());
}

bool isScalarOrScalars(const QVariant &value)
{
    if (!isList(value))
        return isScalar(value);
    const QVariantList list = value.toList();
    return std::all_of(list.cbegin(), list.cend(), isScalar);
}

// What is wrong with an object whose members are texts. Only names are told: values may be secret.
QString problemOf(const QString &property, const QVariant &object,
                  bool (*isFitting)(const QVariant &value))
{
    if (isAbsent(object))
        return {};
    if (!isMap(object)) {
        return u"The property %1 is not an object. Nothing was sent: it looks like "
               "({ \"name\": \"value\" })."_s.arg(property);
    }
    const QVariantMap map = object.toMap();
    for (auto it = map.cbegin(); it != map.cend(); ++it) {
        if (!isFitting(it.value())) {
            return u"The value of \"%1\" in the property %2 is neither a text nor a number nor a "
                   "bool. Nothing was sent."_s.arg(it.key(), property);
        }
    }
    return {};
}

void addParameters(QSseRequest *request, const QVariantMap &parameters)
{
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) {
        const QVariantList values =
                isList(it.value()) ? it.value().toList() : QVariantList{it.value()};
        for (const QVariant &value : values) {
            if (!isAbsent(value))
                request->addQueryItem(it.key(), value.toString());
        }
    }
}

void setHeaders(QSseRequest *request, const QVariantMap &headers)
{
    for (auto it = headers.cbegin(); it != headers.cend(); ++it) {
        const QByteArray value = it.value().toString().toUtf8();
        if (!isAbsent(it.value()))
            request->setHeader(it.key().toUtf8(), value.isNull() ? ""_ba : value);
    }
}

// As fetch() does it (Fetch, "extract a body"), and objects are JSON.
void setBody(QSseRequest *request, const QVariant &body, const QString &contentType)
{
    QByteArray bytes = body.toByteArray();
    QByteArray type = "text/plain;charset=UTF-8"_ba;
    if (body.metaType() == QMetaType::fromType<QByteArray>()) {
        type = "application/octet-stream"_ba;
    } else if (isMap(body) || isList(body)) {
        bytes = QJsonDocument::fromVariant(body).toJson(QJsonDocument::Compact);
        type = "application/json"_ba;
    }
    request->setBody(bytes, contentType.isEmpty() ? type : contentType.toUtf8());
}

} // namespace

QString QQmlSseRequest::errorString() const
{
    const QString problem = problemOf(u"headers"_s, headers, isScalar);
    return problem.isEmpty() ? problemOf(u"parameters"_s, parameters, isScalarOrScalars) : problem;
}

QSseRequest QQmlSseRequest::toRequest() const
{
    QSseRequest request(url);
    addParameters(&request, parameters.toMap());
    if (!isAbsent(body))
        setBody(&request, body, contentType);
    setHeaders(&request, headers.toMap());
    if (!bearerToken.isEmpty())
        request.setBearerToken(bearerToken);
    request.setMethod(method.toUtf8());
    return request;
}
