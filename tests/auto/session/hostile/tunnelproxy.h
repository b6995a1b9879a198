// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef TUNNELPROXY_H
#define TUNNELPROXY_H

#include <QtCore/QByteArrayList>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpServer>

QT_FORWARD_DECLARE_CLASS(QTcpSocket)

// An HTTP proxy that knows CONNECT (RFC 9110, 9.3.6), where credentials are set for those only who
// have them.
class TunnelProxy : public QTcpServer
{
    Q_OBJECT

public:
    TunnelProxy();

    void setCredentials(const QByteArray &credentials) { m_credentials = credentials; }
    QNetworkProxy proxy() const;
    QByteArrayList targets() const { return m_targets; } // of the tunnels that were opened

private:
    void accept();
    void readHead(QTcpSocket *client);
    void openTunnel(QTcpSocket *client, const QByteArray &target);
    bool mayPass(const QByteArray &head) const;

    QByteArray m_credentials; // "user:password"
    QByteArrayList m_targets;
};

#endif // TUNNELPROXY_H
