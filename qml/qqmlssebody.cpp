// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qqmlssebody_p.h"
#include "qqmlssevalue_p.h"

using namespace Qt::StringLiterals;

static QJSValue call(const QString &object, const QString &function, const QJSValue &argument,
                     const QJSEngine *engine)
{
    return engine->globalObject().property(object).property(function).call({argument});
}

// A typed array or a DataView: a window onto the bytes of its buffer.
static QByteArray bytesOfView(const QJSValue &view)
{
    return view.property(u"buffer"_s)
            .toVariant()
            .toByteArray()
            .mid(view.property(u"byteOffset"_s).toInt(), view.property(u"byteLength"_s).toInt());
}

QQmlSseBody QQmlSseBody::from(const QVariant &value, QJSEngine *engine)
{
    QQmlSseBody body;
    body.value = value;
    if (!engine) // it is gone, and what came from it with it
        return body;
    body.read(QQmlSse::isJavaScript(value) ? value.value<QJSValue>() : engine->toScriptValue(value),
              engine);
    return body;
}

// As fetch() does it (Fetch, "extract a body"), and objects are JSON.
void QQmlSseBody::read(const QJSValue &given, QJSEngine *engine)
{
    if (given.isUndefined() || given.isNull())
        return;
    if (given.isString() || given.isNumber() || given.isBool()) {
        kind = Kind::Text;
        bytes = given.toString().toUtf8();
        return;
    }
    if (call(u"ArrayBuffer"_s, u"isView"_s, given, engine).toBool()) {
        kind = Kind::Bytes;
        bytes = bytesOfView(given);
        return;
    }
    const QVariant variant = given.toVariant();
    if (variant.typeId() == QMetaType::QByteArray) {
        kind = Kind::Bytes;
        bytes = variant.toByteArray();
    } else if (QQmlSse::isList(variant)
               || (QQmlSse::isMap(variant) && QQmlSse::isPlainObject(given, engine))) {
        const QJSValue json = call(u"JSON"_s, u"stringify"_s, given, engine);
        kind = json.isString() ? Kind::Json : Kind::NoJson;
        bytes = json.isString() ? json.toString().toUtf8() : QByteArray();
    } else {
        kind = Kind::Unknown;
    }
}

QByteArray QQmlSseBody::contentType() const
{
    switch (kind) {
    case Kind::Text:
        return "text/plain;charset=UTF-8"_ba;
    case Kind::Bytes:
        return "application/octet-stream"_ba;
    case Kind::Json:
        return "application/json"_ba;
    case Kind::None:
    case Kind::NoJson:
    case Kind::Unknown:
        break;
    }
    return {};
}

// The value is not told: it may be secret.
QString QQmlSseBody::errorString() const
{
    switch (kind) {
    case Kind::NoJson:
        return u"The property body is no JSON. Nothing was sent: it contains itself, or a toJSON() "
               "of it gives nothing or throws."_s;
    case Kind::Unknown:
        return u"The property body cannot be sent. Nothing was sent: it is a text, a number or a "
               "bool, an ArrayBuffer or a view of one, or a plain object or an array, which are "
               "sent as JSON."_s;
    case Kind::None:
    case Kind::Text:
    case Kind::Bytes:
    case Kind::Json:
        break;
    }
    return {};
}
