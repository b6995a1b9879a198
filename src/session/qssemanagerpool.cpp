// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssemanagerpool_p.h"
#include "qsseorigin_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qhash.h>
#include <QtCore/qscopedpointer.h>
#include <QtCore/qthreadstorage.h>
#if QT_CONFIG(ssl)
#    include <QtNetwork/qsslconfiguration.h>
#endif
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#    include <QtNetwork/qhttp1configuration.h>
#endif

#include <algorithm>
#include <utility>

// How many connections a manager makes to one host. Before Qt 6.5 the number cannot be set.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
static constexpr int StreamsPerHost = 255;
#else
static constexpr int StreamsPerHost = 6;
#endif

namespace {

// What a connection, once made, does not ask again.
struct Identity
{
    explicit Identity(const QNetworkRequest &request)
        : userInfo(request.url().userInfo())
        , peerVerifyName(request.peerVerifyName())
#if QT_CONFIG(ssl)
        , tls(request.sslConfiguration())
#endif
    {}

    bool operator==(const Identity &other) const
    {
        return userInfo == other.userInfo && peerVerifyName == other.peerVerifyName
#if QT_CONFIG(ssl)
               && tls == other.tls
#endif
                ;
    }

    QString userInfo;
    QString peerVerifyName;
#if QT_CONFIG(ssl)
    QSslConfiguration tls;
#endif
};

} // namespace

class QSsePooledManager
{
public:
    explicit QSsePooledManager(const Identity &of)
        : identity(of)
    {}
    Q_DISABLE_COPY_MOVE(QSsePooledManager)

    // Its replies may be in the middle of a signal when the last stream lets go, so it is deleted
    // later, unless the thread ends and there is no later.
    std::unique_ptr<QNetworkAccessManager, QScopedPointerDeleteLater> manager{
            new QNetworkAccessManager};
    const Identity identity;
    QHash<QUrl, int> streams;
};

Q_GLOBAL_STATIC(QThreadStorage<QSseManagerPool>, pools)

// The main thread's storage would be cleared after the application, on which managers depend.
static void clearPoolOfMainThread()
{
    if (pools.exists() && pools->hasLocalData())
        pools->setLocalData({});
}

QSseManagerLease::QSseManagerLease(std::shared_ptr<QSsePooledManager> pooled, const QUrl &origin)
    : m_pooled(std::move(pooled))
    , m_origin(origin)
{
    ++m_pooled->streams[m_origin];
}

QSseManagerLease &QSseManagerLease::operator=(QSseManagerLease &&other) noexcept
{
    giveBack();
    m_pooled = std::move(other.m_pooled);
    m_borrowed = std::exchange(other.m_borrowed, nullptr);
    m_origin = std::move(other.m_origin);
    return *this;
}

QSseManagerLease::~QSseManagerLease()
{
    giveBack();
}

void QSseManagerLease::giveBack()
{
    if (!m_pooled)
        return;
    if (--m_pooled->streams[m_origin] == 0)
        m_pooled->streams.remove(m_origin);
    m_pooled.reset();
    if (QCoreApplication::instance())
        QSseManagerPool::ofThisThread().dropSurplus();
}

QNetworkAccessManager *QSseManagerLease::manager() const
{
    return m_pooled ? m_pooled->manager.get() : m_borrowed.data();
}

QSseManagerLease QSseManagerLease::forRequest(const QNetworkRequest &request) const
{
    return m_pooled ? QSseManagerPool::lease(request) : QSseManagerLease(m_borrowed);
}

// The thread ends, or the application does.
QSseManagerPool::~QSseManagerPool()
{
    for (const auto &pooled : std::as_const(m_managers))
        delete pooled->manager.release();
}

QSseManagerPool &QSseManagerPool::ofThisThread()
{
    static const bool once = [] {
        qAddPostRoutine(clearPoolOfMainThread);
        return true;
    }();
    Q_UNUSED(once);
    return pools->localData();
}

QSseManagerLease QSseManagerPool::lease(const QNetworkRequest &request)
{
    QList<std::shared_ptr<QSsePooledManager>> &managers = ofThisThread().m_managers;
    const Identity identity(request);
    const QUrl origin = QSseOrigin::of(request.url());
    const auto fits = [&](const auto &manager) {
        return manager->identity == identity && manager->streams.value(origin) < StreamsPerHost;
    };
    const auto found = std::find_if(managers.cbegin(), managers.cend(), fits);
    if (found != managers.cend())
        return QSseManagerLease(*found, origin);
    managers.append(std::make_shared<QSsePooledManager>(identity));
    return QSseManagerLease(managers.constLast(), origin);
}

// The cookies of one stream are no other stream's business; the user's Cookie header is sent as it
// is.
void QSseManagerPool::configure(QNetworkRequest &request)
{
    for (const auto control :
         {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute})
        request.setAttribute(control, QNetworkRequest::Manual);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (request.http1Configuration() == QHttp1Configuration()) {
        QHttp1Configuration configuration;
        configuration.setNumberOfConnectionsPerHost(StreamsPerHost);
        request.setHttp1Configuration(configuration);
    }
#endif
}

// Each manager has a thread: of those without a stream only one is kept, for the next reconnect.
void QSseManagerPool::dropSurplus()
{
    bool keptOne = false;
    m_managers.removeIf([&keptOne](const auto &manager) {
        return manager->streams.isEmpty() && std::exchange(keptOne, true);
    });
}
