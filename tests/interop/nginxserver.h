// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef NGINXSERVER_H
#define NGINXSERVER_H

#include "serverprocess.h"

class NginxServer : public ServerProcess
{
public:
    enum class Protocol { Http, Https }; // HTTP/2 comes with the latter

    struct Configuration
    {
        QString server;           // the server block's content
        QString http = {};        // what goes before that block
        QStringList modules = {}; // file names such as "ngx_nchan_module.so"
        Protocol protocol = Protocol::Http;
    };

    explicit NginxServer(const Configuration &configuration);

    // Null where nginx and the module are installed, else which Debian package to install.
    static QString whatIsMissing();
    static QString whatIsMissing(const QString &module, const QString &package);

    // Old workers cut the streams that they still have after this many milliseconds.
    static constexpr int cutAfter = 10;
    void reload();

private:
    void writeCertificate() const;
};

#endif // NGINXSERVER_H
