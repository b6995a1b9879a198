// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSECLIENT_P_H
#define QSSECLIENT_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseclient.h"
#include "qssesettings_p.h"
#include "qssesharedsessions_p.h"

#include <QtCore/qhash.h>

class QSseClientPrivate
{
public:
    // Not opened yet. It is as the client's defaults are.
    QSseSession *newSession(const QSseRequest &request, QObject *parent) const;
    QSseRequest completed(const QSseRequest &request) const;

    static QString whyNotCall(const QSseClient *client, const QObject *context, bool hasFunction);
    static void fail(QSseSession *session, const QSseError &cause);

    QSseRequest baseRequest;
    QSseSettings settings;
    QHash<int, QSseClient::AnyDeserializer> deserializers;
    QSseSharedSessions sharedSessions;
};

#endif // QSSECLIENT_P_H
