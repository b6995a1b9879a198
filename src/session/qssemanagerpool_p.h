// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEMANAGERPOOL_P_H
#define QSSEMANAGERPOOL_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qlist.h>
#include <QtCore/qpointer.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkrequest.h>

#include <memory>

class QSsePooledManager;

// Whether a request may go out on a connection that has served another one. Its server may be just
// about to close it, and then Qt sends the request again or fails.
enum class QSseConnectionUse { Any, Fresh };

// The right to run one stream on a manager, until it is destroyed. A manager has only so many
// connections to a host, and a stream keeps one for ever.
class QSseManagerLease
{
public:
    QSseManagerLease() = default;
    explicit QSseManagerLease(QNetworkAccessManager *borrowed)
        : m_borrowed(borrowed)
    {}
    QSseManagerLease(std::shared_ptr<QSsePooledManager> pooled, const QUrl &origin, int place);
    QSseManagerLease(QSseManagerLease &&other) noexcept = default;
    QSseManagerLease &operator=(QSseManagerLease &&other) noexcept;
    ~QSseManagerLease();

    // Null where a borrowed manager was destroyed.
    QNetworkAccessManager *manager() const;
    bool isBorrowed() const { return !m_pooled; }
    // A lease like this one for another request of the stream.
    QSseManagerLease forRequest(const QNetworkRequest &request, QSseConnectionUse use) const;
    // What the manager needs in the request.
    void configure(QNetworkRequest &request) const;

    // What the server has answered in. Over HTTP/2 many streams share one connection...
    void noteProtocol(bool isHttp2);
    bool sharesHttp2Connection() const;
    // ...until it takes no more of them there.
    void retireManager();

private:
    void giveBack();

    std::shared_ptr<QSsePooledManager> m_pooled;
    QPointer<QNetworkAccessManager> m_borrowed;
    QUrl m_origin;
    int m_place = 0;
};

// The managers of one thread, made as streams need them. The app's own managers are left alone, so
// that its requests never wait for a stream to end.
//
// A manager keeps connections, with what was checked when they were made, and credentials. So only
// streams with the same TLS configuration and the same user share one, and none shares cookies.
class QSseManagerPool
{
public:
    ~QSseManagerPool();

    static QSseManagerLease lease(const QNetworkRequest &request,
                                  QSseConnectionUse use = QSseConnectionUse::Any);

private:
    friend class QSseManagerLease;

    static QSseManagerPool &ofThisThread();
    void dropSurplus();

    QList<std::shared_ptr<QSsePooledManager>> m_managers;
};

#endif // QSSEMANAGERPOOL_P_H
