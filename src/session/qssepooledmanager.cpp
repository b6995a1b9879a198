// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssepooledmanager_p.h"

#include <QtNetwork/qhttp2configuration.h>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#    include <QtNetwork/qhttp1configuration.h>
#endif

#include <algorithm>

using namespace Qt::StringLiterals;

// As many as Qt's own setting for connections goes.
static constexpr int MostStreams = 255;
// RFC 9113, 6.5.2: a server should allow no fewer. Qt tells of no limit: it lets the rest wait.
static constexpr int StreamsPerHttp2Connection = 100;
// Qt's own is 200 MB. Qt opens it again as soon as the bytes are there, whoever reads them: it
// bounds only what is on its way while a stream is dropped.
static constexpr unsigned Http2StreamWindow = 256 * 1024;
// How many connections Qt makes to one host. Before Qt 6.5 the number cannot be set.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
static constexpr int ConnectionsPerHost = MostStreams;
#else
static constexpr int ConnectionsPerHost = 6;
#endif

static bool mayUseHttp2(const QNetworkRequest &request)
{
    const auto allowed = [&request](QNetworkRequest::Attribute attribute) {
        return request.attribute(attribute).toBool();
    };
    return allowed(QNetworkRequest::Http2DirectAttribute)
           || (request.url().scheme() == "https"_L1
                       ? allowed(QNetworkRequest::Http2AllowedAttribute)
                       : allowed(QNetworkRequest::Http2CleartextAllowedAttribute));
}

QSseConnectionIdentity::QSseConnectionIdentity(const QNetworkRequest &request)
    : m_userInfo(request.url().userInfo())
    , m_peerVerifyName(request.peerVerifyName())
#if QT_CONFIG(ssl)
    , m_tls(request.sslConfiguration())
#endif
    , m_mayUseHttp2(::mayUseHttp2(request))
{}

bool QSseConnectionIdentity::operator==(const QSseConnectionIdentity &other) const
{
    return m_mayUseHttp2 == other.m_mayUseHttp2 && m_userInfo == other.m_userInfo
           && m_peerVerifyName == other.m_peerVerifyName
#if QT_CONFIG(ssl)
           && m_tls == other.m_tls
#endif
            ;
}

QSsePooledManager::QSsePooledManager(const QSseConnectionIdentity &identity)
    : m_identity(identity)
{}

int QSsePooledManager::capacity(const QUrl &origin) const
{
    if (protocol(origin) != Protocol::Http1)
        return StreamsPerHttp2Connection;
    if (m_identity.mayUseHttp2())
        return std::min(ConnectionsPerHost, StreamsPerHttp2Connection);
    return origin.scheme() == "http"_L1 ? MostStreams : ConnectionsPerHost;
}

std::optional<int> QSsePooledManager::takePlace(const QUrl &origin)
{
    if (m_isRetired)
        return {};
    QBitArray &places = m_hosts[origin].places;
    const int count = int(places.count(true));
    if (count >= capacity(origin))
        return {};
    int place = 0;
    while (place < places.size() && places.testBit(place))
        ++place;
    if (place == places.size())
        places.resize(place + 1);
    places.setBit(place);
    return place;
}

void QSsePooledManager::leavePlace(const QUrl &origin, int place)
{
    m_mayReuseConnections = true;
    QBitArray &places = m_hosts[origin].places;
    places.clearBit(place);
    if (places.count(true) == 0)
        m_hosts.remove(origin);
}

// The cookies of one stream are no other stream's business; the user's Cookie header is sent as it
// is.
void QSsePooledManager::configure(QNetworkRequest &request, int place)
{
    for (const auto control :
         {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute})
        request.setAttribute(control, QNetworkRequest::Manual);
    QHttp2Configuration http2 = request.http2Configuration();
    if (http2 == QNetworkRequest().http2Configuration()) {
        http2.setStreamReceiveWindowSize(Http2StreamWindow);
        request.setHttp2Configuration(http2);
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    Q_UNUSED(place);
    if (request.http1Configuration() == QHttp1Configuration()) {
        QHttp1Configuration configuration;
        configuration.setNumberOfConnectionsPerHost(ConnectionsPerHost);
        request.setHttp1Configuration(configuration);
    }
#else
    // Qt 6.4 counts connections by host and by this name, which means nothing without TLS.
    if (request.url().scheme() == "http"_L1)
        request.setPeerVerifyName(QString::number(place / ConnectionsPerHost));
#endif
}
