// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef CADDYSERVER_H
#define CADDYSERVER_H

#include "serverprocess.h"

#include <QtNetwork/qsslcertificate.h>

// Caddy as a proxy that speaks HTTPS, with certificates from an authority of its own.
class CaddyServer : public ServerProcess
{
public:
    explicit CaddyServer(const ServerProcess &behind);

    static QString whatIsMissing();

    QSslCertificate authority() const;
    // The running server takes a configuration that differs in the header X-Configuration.
    bool reload(const QString &name);

protected:
    bool isReady() const override; // it listens before it has a certificate

private:
    bool writeConfiguration(const QString &name) const;

    const QUrl m_behind;
};

#endif // CADDYSERVER_H
