// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEFOREIGN_P_H
#define QQMLSSEFOREIGN_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtSse/QSseError>
#include <QtSse/QSseEventModel>
#include <QtSse/QSseSession>

#include <QtQml/qqml.h>

// The types of the library that QML sees as they are.

struct QQmlSseErrorForeign
{
    Q_GADGET
    QML_FOREIGN(QSseError)
    QML_VALUE_TYPE(sseError)
};

// The name that the enumerators of QSseError::Kind are found under.
class QQmlSseErrorKinds : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SseError)
    QML_UNCREATABLE("SseError is there for its enumerators.")
    QML_EXTENDED_NAMESPACE(QSseError)
};

struct QQmlSseEventModelForeign
{
    Q_GADGET
    QML_FOREIGN(QSseEventModel)
    QML_ANONYMOUS
};

struct QQmlSseSessionForeign
{
    Q_GADGET
    QML_FOREIGN(QSseSession)
    QML_ANONYMOUS
};

#endif // QQMLSSEFOREIGN_P_H
