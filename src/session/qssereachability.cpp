// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssereachability_p.h"

#include <QtNetwork/qhostaddress.h>

using namespace Qt::StringLiterals;

static bool isOnThisMachine(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

// From another thread than QNetworkInformation's only what changes from now on is known: reading it
// is not safe there.
void QSseReachability::watch()
{
    QNetworkInformation *information = QNetworkInformation::instance();
    if (!information || m_watched == information)
        return;
    m_watched = information;
    connect(information, &QNetworkInformation::reachabilityChanged, this,
            &QSseReachability::setReachability);
    if (information->thread() == thread())
        setReachability(information->reachability());
}

bool QSseReachability::isUnreachable(const QUrl &url) const
{
    return m_isOffline && m_watched && !isOnThisMachine(url);
}

// Unknown counts as online: a wrong guess costs an attempt and not a stream.
void QSseReachability::setReachability(QNetworkInformation::Reachability reachability)
{
    const bool isOffline = reachability == QNetworkInformation::Reachability::Disconnected;
    if (std::exchange(m_isOffline, isOffline) && !isOffline)
        Q_EMIT backOnline();
}
