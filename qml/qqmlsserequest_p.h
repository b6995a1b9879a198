// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEREQUEST_P_H
#define QQMLSSEREQUEST_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qqmlssebody_p.h"

#include <QtSse/QSseRequest>

#include <QtCore/qstring.h>
#include <QtCore/qurl.h>
#include <QtCore/qvariant.h>

// The parts of a request as QML gives them: where it says "object", anything may come.
struct QQmlSseRequest
{
    QUrl url;
    QVariant headers;
    QVariant parameters;
    QString bearerToken;
    QString method;
    QQmlSseBody body;
    QString contentType;

    QString errorString() const; // what is wrong with them; empty where nothing is
    QSseRequest toRequest() const;
};

#endif // QQMLSSEREQUEST_P_H
