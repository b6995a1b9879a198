// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSESETTINGS_P_H
#define QSSESETTINGS_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssepreparation_p.h"
#include "qssereconnectrules_p.h"
#include "qssesession.h"

#include <QtCore/qpointer.h>
#include <QtNetwork/qnetworkaccessmanager.h>

#include <optional>

// What is set on a session, or on a client for the sessions that it makes.
class QSseSettings
{
public:
    void setMaximumEventSize(qint64 bytes);
    void setReadBufferSize(qint64 bytes);
    void setDiagnosticBuffer(QSseSession::DiagnosticBuffer what, int count);

    QSseReconnectRules reconnecting;
    std::optional<QSseSession::ReconnectMode> reconnectMode; // none: the method decides
    QSsePreparation::Functions functions;
    QPointer<QNetworkAccessManager> borrowedManager;
    QByteArray endMarker;
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(30);
    std::chrono::milliseconds idleTimeout{0};
    qint64 maximumEventSize = QSseParser::DefaultMaximumEventSize;
    qint64 readBufferSize = 1024 * 1024;
    int diagnosticCount = 1;
    QSseSession::DiagnosticBuffer diagnosticBuffer = QSseSession::DiagnosticBuffer::Off;
    QSseParser::OversizePolicy oversizePolicy = QSseParser::OversizePolicy::Fail;
    bool showComments = false;
    bool showRetry = false;
};

#endif // QSSESETTINGS_P_H
