// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEPOOLEDMANAGER_P_H
#define QSSEPOOLEDMANAGER_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbitarray.h>
#include <QtCore/qhash.h>
#include <QtCore/qscopedpointer.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkrequest.h>
#if QT_CONFIG(ssl)
#    include <QtNetwork/qsslconfiguration.h>
#endif

#include <memory>
#include <optional>

// What a connection, once made, does not ask again. Only streams that agree in it share a manager.
class QSseConnectionIdentity
{
public:
    explicit QSseConnectionIdentity(const QNetworkRequest &request);

    bool operator==(const QSseConnectionIdentity &other) const;
    bool mayUseHttp2() const { return m_mayUseHttp2; }

private:
    QString m_userInfo;
    QString m_peerVerifyName;
#if QT_CONFIG(ssl)
    QSslConfiguration m_tls;
#endif
    bool m_mayUseHttp2;
};

// A network access manager of the pool and the streams that it carries.
class QSsePooledManager
{
public:
    explicit QSsePooledManager(const QSseConnectionIdentity &identity);
    Q_DISABLE_COPY_MOVE(QSsePooledManager)

    QNetworkAccessManager *manager() const { return m_manager.get(); }
    const QSseConnectionIdentity &identity() const { return m_identity; }

    // A place for one more stream to the origin; none where it would have to wait for another's
    // end.
    std::optional<int> takePlace(const QUrl &origin);
    void leavePlace(const QUrl &origin, int place);
    bool isIdle() const { return m_hosts.isEmpty(); }

    // A stream has ended here, so that its connection may serve again.
    bool mayReuseConnections() const { return m_mayReuseConnections; }
    // What the origin speaks: as seen here or, before there is an answer, elsewhere.
    enum class Protocol { Http1, Http2Expected, Http2 };
    Protocol protocol(const QUrl &origin) const { return m_hosts.value(origin).protocol; }
    void setProtocol(const QUrl &origin, Protocol protocol) { m_hosts[origin].protocol = protocol; }
    // The server takes no more streams on a connection that is here: this manager gets none.
    bool isRetired() const { return m_isRetired; }
    void retire() { m_isRetired = true; }

    // What the manager needs in the request of the stream at that place.
    static void configure(QNetworkRequest &request, int place);
    // The thread ends, or the application does: there is no later.
    void deleteManagerNow() { delete m_manager.release(); }

private:
    struct Host
    {
        QBitArray places;
        Protocol protocol = Protocol::Http1;
    };

    int capacity(const QUrl &origin) const;

    // Its replies may be in the middle of a signal when the last stream lets go, so it is deleted
    // later.
    std::unique_ptr<QNetworkAccessManager, QScopedPointerDeleteLater> m_manager{
            new QNetworkAccessManager};
    const QSseConnectionIdentity m_identity;
    QHash<QUrl, Host> m_hosts; // those with a stream
    bool m_mayReuseConnections = false;
    bool m_isRetired = false;
};

#endif // QSSEPOOLEDMANAGER_P_H
