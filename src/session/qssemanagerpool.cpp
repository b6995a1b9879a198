// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssemanagerpool_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qhash.h>
#include <QtCore/qscopedpointer.h>
#include <QtCore/qthreadstorage.h>
#include <QtNetwork/qnetworkrequest.h>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#    include <QtNetwork/qhttp1configuration.h>
#endif

#include <algorithm>

using namespace Qt::StringLiterals;

// How many connections a manager makes to one host. Before Qt 6.5 the number cannot be set.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
static constexpr int StreamsPerHost = 255;
#else
static constexpr int StreamsPerHost = 6;
#endif

class QSsePooledManager
{
public:
    QSsePooledManager() = default;
    Q_DISABLE_COPY_MOVE(QSsePooledManager)

    // Its replies may be in the middle of a signal when the last stream lets go, so it is deleted
    // later, unless the thread ends and there is no later.
    std::unique_ptr<QNetworkAccessManager, QScopedPointerDeleteLater> manager{
            new QNetworkAccessManager};
    QHash<QString, int> streams;
};

Q_GLOBAL_STATIC(QThreadStorage<QSseManagerPool>, pools)

// The main thread's storage would be cleared after the application, on which managers depend.
static void clearPoolOfMainThread()
{
    if (pools.exists() && pools->hasLocalData())
        pools->setLocalData({});
}

static QString hostOf(const QUrl &url)
{
    return url.scheme() + "://"_L1 + url.authority(QUrl::FullyEncoded).section(u'@', -1);
}

QSseManagerLease::QSseManagerLease(std::shared_ptr<QSsePooledManager> pooled, const QString &host)
    : m_pooled(std::move(pooled))
    , m_host(host)
{
    ++m_pooled->streams[m_host];
}

QSseManagerLease &QSseManagerLease::operator=(QSseManagerLease &&other) noexcept
{
    giveBack();
    m_pooled = std::move(other.m_pooled);
    m_borrowed = std::exchange(other.m_borrowed, nullptr);
    m_host = std::move(other.m_host);
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
    if (--m_pooled->streams[m_host] == 0)
        m_pooled->streams.remove(m_host);
    m_pooled.reset();
    if (QCoreApplication::instance())
        QSseManagerPool::ofThisThread().dropSurplus();
}

QNetworkAccessManager *QSseManagerLease::manager() const
{
    return m_pooled ? m_pooled->manager.get() : m_borrowed.data();
}

QSseManagerLease QSseManagerLease::forUrl(const QUrl &url) const
{
    return m_pooled ? QSseManagerPool::lease(url) : QSseManagerLease(m_borrowed);
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

QSseManagerLease QSseManagerPool::lease(const QUrl &url)
{
    QList<std::shared_ptr<QSsePooledManager>> &managers = ofThisThread().m_managers;
    const QString host = hostOf(url);
    const auto hasRoom = [&](const auto &manager) {
        return manager->streams.value(host) < StreamsPerHost;
    };
    const auto found = std::find_if(managers.cbegin(), managers.cend(), hasRoom);
    if (found != managers.cend())
        return QSseManagerLease(*found, host);
    managers.append(std::make_shared<QSsePooledManager>());
    return QSseManagerLease(managers.constLast(), host);
}

void QSseManagerPool::configure(QNetworkRequest &request)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QHttp1Configuration configuration = request.http1Configuration();
    configuration.setNumberOfConnectionsPerHost(StreamsPerHost);
    request.setHttp1Configuration(configuration);
#else
    Q_UNUSED(request);
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
