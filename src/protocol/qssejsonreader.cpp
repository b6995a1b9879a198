// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssejsonreader_p.h"

#include <QtCore/qassociativeiterable.h>
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

// The names and values of an enum or of flags; not valid where Qt does not know them.
QMetaEnum enumerationOf(QMetaType type)
{
    if (!type.flags().testFlag(QMetaType::IsEnumeration) || !type.metaObject())
        return {};
    QByteArray name = type.name(); // Scope::Name, or QFlags<Scope::Name>
    if (name.endsWith('>'))
        name.chop(1);
    name = name.mid(name.lastIndexOf(':') + 1);
    return type.metaObject()->enumerator(type.metaObject()->indexOfEnumerator(name.constData()));
}

std::optional<int> namedValue(const QByteArray &name, const QMetaEnum &enumeration)
{
    bool isKnown = false;
    const int value = enumeration.isFlag() ? enumeration.keysToValue(name.constData(), &isKnown)
                                           : enumeration.keyToValue(name.constData(), &isKnown);
    return isKnown ? std::optional(value) : std::nullopt;
}

// A value of the enumeration, or any combination of its flags.
bool hasValue(const QMetaEnum &enumeration, int value)
{
    int found = 0;
    for (int i = 0; i < enumeration.keyCount(); ++i) {
        const int flag = enumeration.value(i);
        if (flag == value)
            return true;
        if (enumeration.isFlag() && (value & flag) == flag)
            found |= flag;
    }
    return enumeration.isFlag() && found == value;
}

std::optional<int> numberedValue(qint64 number, const QMetaEnum &enumeration, QMetaType type)
{
    // QMetaEnum keeps what is unsigned in an int, too; the type of flags does not say what it is.
    const bool isUnsigned = type.flags().testFlag(QMetaType::IsUnsignedEnumeration);
    const int value = int(number);
    const bool fits = (!isUnsigned && value == number)
                      || ((isUnsigned || enumeration.isFlag()) && uint(value) == number);
    return fits && hasValue(enumeration, value) ? std::optional(value) : std::nullopt;
}

bool readEnum(const QJsonValue &json, const QMetaEnum &enumeration, QMetaType type, void *target)
{
    std::optional<int> value;
    if (json.isString())
        value = namedValue(json.toString().toUtf8(), enumeration);
    else if (const std::optional<qint64> number = integer(json))
        value = numberedValue(*number, enumeration, type);
    return value && QMetaType::convert(QMetaType::fromType<int>(), &*value, type, target);
}

bool readProperty(const QJsonValue &json, const QMetaProperty &property, void *gadget)
{
    const QMetaType type = property.metaType();
    if (type == QMetaType::fromType<QVariant>())
        return property.writeOnGadget(gadget, json.toVariant());
    QVariant value(type);
    const bool fits = property.isEnumType()
                              ? readEnum(json, property.enumerator(), type, value.data())
                              : readValue(json, type, value.data());
    return fits && property.writeOnGadget(gadget, value);
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

bool readMap(const QJsonValue &json, QMetaType type, void *target)
{
    QAssociativeIterable map;
    if (!QMetaType::view(type, target, QMetaType::fromType<QAssociativeIterable>(), &map))
        return false;
    const QMetaAssociation container = map.metaContainer();
    if (container.keyMetaType() != QMetaType::fromType<QString>() || !container.canSetMappedAtKey())
        return false;
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        QVariant value(container.mappedMetaType());
        if (!readValue(it.value(), container.mappedMetaType(), value.data()))
            return false;
        const QString key = it.key();
        container.setMappedAtKey(target, &key, value.constData());
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
    if (const QMetaEnum enumeration = enumerationOf(type); enumeration.isValid())
        return readEnum(json, enumeration, type, target);
    if (json.isArray())
        return readList(json, type, target);
    if (json.isObject())
        return readMap(json, type, target);
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
