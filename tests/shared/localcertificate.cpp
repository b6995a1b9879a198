// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "localcertificate.h"

#if QT_CONFIG(ssl)
#    include <QtNetwork/QSslCertificate>
#    include <QtNetwork/QSslKey>

namespace {
const char certificatePem[] = R"(-----BEGIN CERTIFICATE-----
MIIBejCCAR+gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjUwMTAxMDAwMDAwWhgPMjEyNTAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABB7pT1f1bW6vXr7j
HXhe8xqlDVgFZoYhVAhj7gMqYOQO9uKcMdkgVnGqV5Ft4AIEmY0GtbCHhk7O/AGV
27UNdwOjYDBeMA8GA1UdEwEB/wQFMAMBAf8wLAYDVR0RBCUwI4IJbG9jYWxob3N0
hwR/AAABhxAAAAAAAAAAAAAAAAAAAAABMB0GA1UdDgQWBBSe+A2aWph8NMse8a1o
Ifaz5h+DcTAKBggqhkjOPQQDAgNJADBGAiEAjY+YB3osw+S77Du/swfW9RHEsSFs
DXv+9vpZ+aCIFp8CIQDdgFb8rHSCN38JcI8mTwrihKrhPV1xlSmf46s0XP+01A==
-----END CERTIFICATE-----
)";

// It guards nothing: the certificate is trusted by these tests alone.
const char privateKeyPem[] = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZvXhcNarz6C4rgVA
WXt3xT1ngX6AJCCxmhas2skqfkahRANCAAQe6U9X9W1ur16+4x14XvMapQ1YBWaG
IVQIY+4DKmDkDvbinDHZIFZxqleRbeACBJmNBrWwh4ZOzvwBldu1DXcD
-----END PRIVATE KEY-----
)";
} // namespace

QSslCertificate localCertificate()
{
    return QSslCertificate(QByteArray(certificatePem));
}

QSslConfiguration localServerConfiguration()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(localCertificate());
    configuration.setPrivateKey(QSslKey(QByteArray(privateKeyPem), QSsl::Ec));
    return configuration;
}

#endif
