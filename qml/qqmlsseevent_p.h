// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEEVENT_P_H
#define QQMLSSEEVENT_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtSse/QSseEvent>

#include <QtCore/qvariant.h>
#include <QtQml/qqml.h>

// What QML sees of a QSseEvent besides its own properties. The engine takes the one for the other:
// there must be no members.
class QQmlSseEvent : public QSseEvent
{
    Q_GADGET
    Q_PROPERTY(QVariant json READ jsonValue CONSTANT FINAL)
    Q_PROPERTY(int retry READ retryMilliseconds CONSTANT FINAL)
    QML_FOREIGN(QSseEvent)
    QML_VALUE_TYPE(sseEvent)
    QML_EXTENDED(QQmlSseEvent)

public:
    QVariant jsonValue() const;
    int retryMilliseconds() const;
};

static_assert(sizeof(QQmlSseEvent) == sizeof(QSseEvent));

#endif // QQMLSSEEVENT_P_H
