// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef TRUSTINGREQUEST_H
#define TRUSTINGREQUEST_H

#include <QtSse/QSseRequest>

#include <QtNetwork/qsslcertificate.h>

enum class HttpVersion { Http1, Http2 };

// A request that trusts this authority beside the system's.
QSseRequest trustingRequest(const QUrl &url, const QSslCertificate &authority, HttpVersion version);

#endif // TRUSTINGREQUEST_H
