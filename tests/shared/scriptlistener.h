// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTLISTENER_H
#define SCRIPTLISTENER_H

#include <QtNetwork/QTcpServer>
#if QT_CONFIG(ssl)
#    include <QtNetwork/QSslConfiguration>
#endif

#include <optional>

// Hands over a socket for each connection, a TLS one where there is a configuration for it.
class ScriptListener : public QTcpServer
{
    Q_OBJECT

public:
    explicit ScriptListener(QObject *parent = nullptr);

    bool isTls() const;
#if QT_CONFIG(ssl)
    void setTls(const QSslConfiguration &configuration);
#endif

Q_SIGNALS:
    void accepted(QTcpSocket *socket); // the receiver owns it

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QTcpSocket *createSocket(qintptr descriptor);

#if QT_CONFIG(ssl)
    std::optional<QSslConfiguration> m_tls;
#endif
};

#endif
