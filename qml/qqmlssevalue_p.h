// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEVALUE_P_H
#define QQMLSSEVALUE_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qsequentialiterable.h>
#include <QtCore/qvariant.h>
#include <QtQml/qjsengine.h>
#include <QtQml/qjsvalue.h>

// What there is in a QML property of type var.
namespace QQmlSse {

inline bool isMap(const QVariant &value)
{
    return value.metaType() == QMetaType::fromType<QVariantMap>();
}

// Lists of C++ too: one of strings, say. Texts and bytes are sequences as well.
inline bool isList(const QVariant &value)
{
    return value.canView<QSequentialIterable>() && value.typeId() != QMetaType::QString
           && value.typeId() != QMetaType::QByteArray;
}

// Some versions of the engine give an object of JavaScript as it is, others as a map.
inline bool isJavaScript(const QVariant &value)
{
    return value.metaType() == QMetaType::fromType<QJSValue>();
}

// Of what becomes a map: not a Map, a Set, a typed array and the like, which become empty or odd
// ones. ECMA-262, Object.prototype.toString().
inline bool isPlainObject(const QJSValue &value, const QJSEngine *engine)
{
    const QJSValue prototype = engine->globalObject()
                                       .property(QStringLiteral("Object"))
                                       .property(QStringLiteral("prototype"));
    const QJSValue name = prototype.property(QStringLiteral("toString")).callWithInstance(value);
    return name.toString() == QLatin1StringView("[object Object]");
}

} // namespace QQmlSse

#endif // QQMLSSEVALUE_P_H
