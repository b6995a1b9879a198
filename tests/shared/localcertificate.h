// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef LOCALCERTIFICATE_H
#define LOCALCERTIFICATE_H

#include <QtNetwork/qtnetworkglobal.h>

#if QT_CONFIG(ssl)
#    include <QtNetwork/QSslConfiguration>

// Self-signed, for localhost, 127.0.0.1 and ::1. A client that trusts it adds it to its
// authorities.
QSslCertificate localCertificate();

// What ScriptedServer::setTls() takes.
QSslConfiguration localServerConfiguration();

#endif
#endif
