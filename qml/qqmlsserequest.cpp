// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlsserequest_p.h"
#include "qqmlssevalue_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using QQmlSse::isList;
using QQmlSse::isMap;

namespace {

bool isAbsent(const QVariant &value)
{
    return !value.isValid() || value.isNull();
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
        return u"The property %1 is not a plain object. Nothing was sent: it looks "
               "like ({ \"name\": \"value\" })."_s.arg(property);
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

} // namespace

QString QQmlSseRequest::errorString() const
{
    QString problem = problemOf(u"headers"_s, headers, isScalar);
    if (problem.isEmpty())
        problem = problemOf(u"parameters"_s, parameters, isScalarOrScalars);
    return problem.isEmpty() ? body.errorString() : problem;
}

QSseRequest QQmlSseRequest::toRequest() const
{
    QSseRequest request(url);
    addParameters(&request, parameters.toMap());
    if (body.kind != QQmlSseBody::Kind::None) {
        request.setBody(body.bytes,
                        contentType.isEmpty() ? body.contentType() : contentType.toUtf8());
    }
    setHeaders(&request, headers.toMap());
    if (!bearerToken.isEmpty())
        request.setBearerToken(bearerToken);
    request.setMethod(method.toUtf8());
    return request;
}
