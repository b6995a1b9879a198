// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssejsonreader_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qsequentialiterable.h>
#include <QtCore/qvariant.h>

#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>

namespace {

bool readValue(const QJsonValue &json, QMetaType type, void *target);

// A number with a fraction or an exponent, or beyond 64 bits, is kept as a double, which is exact
// up to 2^53 only.
std::optional<qint64> integer(const QJsonValue &json)
{
    if (!json.isDouble())
        return std::nullopt;
    if (json.toVariant().typeId() == QMetaType::LongLong)
        return json.toInteger();
    const double number = json.toDouble();
    if (number != std::trunc(number) || std::abs(number) > 0x1p53)
        return std::nullopt;
    return qint64(number);
}

template <typename T> bool readInteger(const QJsonValue &json, void *target)
{
    const std::optional<qint64> number = integer(json);
    if (!number || qint64(T(*number)) != *number || (std::is_unsigned_v<T> && *number < 0))
        return false;
    *static_cast<T *>(target) = T(*number);
    return true;
}

bool readFloat(const QJsonValue &json, void *target)
{
    const double number = json.toDouble();
    if (!json.isDouble() || std::abs(number) > std::numeric_limits<float>::max())
        return false;
    *static_cast<float *>(target) = float(number);
    return true;
}

bool readEnum(const QJsonValue &json, const QMetaProperty &property, void *gadget)
{
    if (!json.isString())
        return false;
    bool known = false;
    const int value =
            property.enumerator().keysToValue(json.toString().toUtf8().constData(), &known);
    return known && property.writeOnGadget(gadget, value);
}

bool readProperty(const QJsonValue &json, const QMetaProperty &property, void *gadget)
{
    if (property.isEnumType() && json.isString())
        return readEnum(json, property, gadget);
    if (property.metaType() == QMetaType::fromType<QVariant>())
        return property.writeOnGadget(gadget, json.toVariant());
    QVariant value(property.metaType());
    return readValue(json, property.metaType(), value.data())
           && property.writeOnGadget(gadget, value);
}

bool readGadget(const QJsonValue &json, const QMetaObject *type, void *gadget)
{
    if (!json.isObject())
        return false;
    const QJsonObject object = json.toObject();
    for (int i = 0; i < type->propertyCount(); ++i) {
        const QMetaProperty property = type->property(i);
        const QJsonValue member = object.value(QLatin1StringView(property.name()));
        if (member.isUndefined() || member.isNull() || !property.isWritable())
            continue;
        if (!readProperty(member, property, gadget))
            return false;
    }
    return true;
}

bool readList(const QJsonValue &json, QMetaType type, void *target)
{
    if (!json.isArray())
        return false;
    QSequentialIterable list;
    if (!QMetaType::view(type, target, QMetaType::fromType<QSequentialIterable>(), &list))
        return false;
    const QMetaType elementType = list.metaContainer().valueMetaType();
    const QJsonArray array = json.toArray();
    for (const QJsonValue &element : array) {
        QVariant value(elementType);
        if (!readValue(element, elementType, value.data()))
            return false;
        list.metaContainer().addValueAtEnd(target, value.constData());
    }
    return true;
}

template <typename T> bool readAs(bool fits, const T &value, void *target)
{
    if (fits)
        *static_cast<T *>(target) = value;
    return fits;
}

bool readValue(const QJsonValue &json, QMetaType type, void *target)
{
    switch (type.id()) {
    case QMetaType::Bool:
        return readAs(json.isBool(), json.toBool(), target);
    case QMetaType::Double:
        return readAs(json.isDouble(), json.toDouble(), target);
    case QMetaType::Float:
        return readFloat(json, target);
    case QMetaType::QString:
        return readAs(json.isString(), json.toString(), target);
    case QMetaType::QVariant:
        return readAs(true, json.toVariant(), target);
    case QMetaType::QVariantMap:
        return readAs(json.isObject(), json.toObject().toVariantMap(), target);
    case QMetaType::QVariantHash:
        return readAs(json.isObject(), json.toObject().toVariantHash(), target);
    case QMetaType::QVariantList:
        return readAs(json.isArray(), json.toArray().toVariantList(), target);
    case QMetaType::QJsonValue:
        return readAs(true, json, target);
    case QMetaType::QJsonObject:
        return readAs(json.isObject(), json.toObject(), target);
    case QMetaType::QJsonArray:
        return readAs(json.isArray(), json.toArray(), target);
    case QMetaType::Char:
    case QMetaType::SChar:
        return readInteger<signed char>(json, target);
    case QMetaType::UChar:
        return readInteger<uchar>(json, target);
    case QMetaType::Short:
        return readInteger<short>(json, target);
    case QMetaType::UShort:
        return readInteger<ushort>(json, target);
    case QMetaType::Int:
        return readInteger<int>(json, target);
    case QMetaType::UInt:
        return readInteger<uint>(json, target);
    case QMetaType::Long:
        return readInteger<long>(json, target);
    case QMetaType::ULong:
        return readInteger<ulong>(json, target);
    case QMetaType::LongLong:
        return readInteger<qlonglong>(json, target);
    case QMetaType::ULongLong:
        return readInteger<qulonglong>(json, target);
    default:
        break;
    }
    if (type.flags().testFlag(QMetaType::IsGadget))
        return readGadget(json, type.metaObject(), target);
    if (json.isArray())
        return readList(json, type, target);
    // QUrl, QDateTime, QUuid and what else Qt reads from a string; but a string is no list of one.
    return json.isString() && type.id() != QMetaType::QStringList
           && QMetaType::convert(QMetaType::fromType<QString>(), QVariant(json.toString()).data(),
                                 type, target);
}

} // namespace

bool QSseJsonReader::read(const QByteArray &json, QMetaType type, void *target)
{
    // QJsonDocument reads only arrays and objects: a bare number or string goes into an array.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + json + ']', &error);
    const QJsonArray values = document.array();
    return error.error == QJsonParseError::NoError && values.size() == 1
           && readValue(values.first(), type, target);
}
