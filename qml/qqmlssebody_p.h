// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEBODY_P_H
#define QQMLSSEBODY_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>
#include <QtCore/qvariant.h>

QT_FORWARD_DECLARE_CLASS(QJSEngine)
QT_FORWARD_DECLARE_CLASS(QJSValue)

// A request's body as QML gives it, and what it is on the wire: as it was when it was set.
struct QQmlSseBody
{
    enum class Kind { None, Text, Bytes, Json, NoJson, Unknown };

    static QQmlSseBody from(const QVariant &value, QJSEngine *engine);

    QByteArray contentType() const;
    QString errorString() const; // what is wrong with it; empty where nothing is

    // What cannot be sent has no bytes to tell it apart.
    friend bool operator==(const QQmlSseBody &lhs, const QQmlSseBody &rhs)
    {
        return lhs.kind == rhs.kind && lhs.bytes == rhs.bytes
               && (lhs.errorString().isEmpty() || lhs.value == rhs.value);
    }

    QVariant value;
    Kind kind = Kind::None;
    QByteArray bytes;

private:
    void read(const QJSValue &given, QJSEngine *engine);
};

#endif // QQMLSSEBODY_P_H
