// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "trustingrequest.h"

#include <QtNetwork/qsslconfiguration.h>

QSseRequest trustingRequest(const QUrl &url, const QSslCertificate &authority, HttpVersion version)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificate(authority);
    QNetworkRequest request(url);
    request.setSslConfiguration(tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, version == HttpVersion::Http2);
    return QSseRequest(request);
}
