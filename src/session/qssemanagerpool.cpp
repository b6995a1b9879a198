// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssemanagerpool_p.h"
#include "qsseorigin_p.h"
#include "qssepooledmanager_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qthreadstorage.h>

#include <utility>

Q_GLOBAL_STATIC(QThreadStorage<QSseManagerPool>, pools)

// The main thread's storage would be cleared after the application, on which managers depend.
static void clearPoolOfMainThread()
{
    if (pools.exists() && pools->hasLocalData())
        pools->setLocalData({});
}

QSseManagerLease::QSseManagerLease(std::shared_ptr<QSsePooledManager> pooled, const QUrl &origin,
                                   int place)
    : m_pooled(std::move(pooled))
    , m_origin(origin)
    , m_place(place)
{}

QSseManagerLease &QSseManagerLease::operator=(QSseManagerLease &&other) noexcept
{
    giveBack();
    m_pooled = std::move(other.m_pooled);
    m_borrowed = std::exchange(other.m_borrowed, nullptr);
    m_origin = std::move(other.m_origin);
    m_place = other.m_place;
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
    m_pooled->leavePlace(m_origin, m_place);
    m_pooled.reset();
    if (QCoreApplication::instance())
        QSseManagerPool::ofThisThread().dropSurplus();
}

QNetworkAccessManager *QSseManagerLease::manager() const
{
    return m_pooled ? m_pooled->manager() : m_borrowed.data();
}

QSseManagerLease QSseManagerLease::forRequest(const QNetworkRequest &request,
                                              QSseConnectionUse use) const
{
    return m_pooled ? QSseManagerPool::lease(request, use) : QSseManagerLease(m_borrowed);
}

void QSseManagerLease::configure(QNetworkRequest &request) const
{
    if (m_pooled)
        QSsePooledManager::configure(request, m_place);
    else if (request.hasRawHeader("Cookie")) // the manager's jar would replace it
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
}

bool QSseManagerLease::sharesHttp2Connection() const
{
    return m_pooled && m_pooled->protocol(m_origin) == QSsePooledManager::Protocol::Http2;
}

void QSseManagerLease::noteProtocol(bool isHttp2)
{
    using Protocol = QSsePooledManager::Protocol;
    if (m_pooled)
        m_pooled->setProtocol(m_origin, isHttp2 ? Protocol::Http2 : Protocol::Http1);
}

void QSseManagerLease::retireManager()
{
    if (m_pooled)
        m_pooled->retire();
}

// The thread ends, or the application does.
QSseManagerPool::~QSseManagerPool()
{
    for (const auto &pooled : std::as_const(m_managers))
        pooled->deleteManagerNow();
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

QSseManagerLease QSseManagerPool::lease(const QNetworkRequest &request, QSseConnectionUse use)
{
    QList<std::shared_ptr<QSsePooledManager>> &managers = ofThisThread().m_managers;
    const QSseConnectionIdentity identity(request);
    const QUrl origin = QSseOrigin::of(request.url());
    bool expectsHttp2 = false;
    for (const auto &pooled : std::as_const(managers)) {
        if (!(pooled->identity() == identity))
            continue;
        expectsHttp2 |= pooled->protocol(origin) == QSsePooledManager::Protocol::Http2;
        if (use == QSseConnectionUse::Fresh && pooled->mayReuseConnections())
            continue;
        if (const std::optional<int> place = pooled->takePlace(origin))
            return QSseManagerLease(pooled, origin, *place);
    }
    const auto pooled = std::make_shared<QSsePooledManager>(identity);
    managers.append(pooled);
    const int place = *pooled->takePlace(origin);
    if (expectsHttp2)
        pooled->setProtocol(origin, QSsePooledManager::Protocol::Http2Expected);
    return QSseManagerLease(pooled, origin, place);
}

// Each manager has a thread: of those without a stream only one is kept, for the next reconnect.
void QSseManagerPool::dropSurplus()
{
    bool keptOne = false;
    m_managers.removeIf([&keptOne](const auto &pooled) {
        return pooled->isIdle() && (pooled->isRetired() || std::exchange(keptOne, true));
    });
}
