// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssehop_p.h"
#include "qssemessages_p.h"
#include "qsseorigin_p.h"

#include <QtNetwork/qhttp2configuration.h>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#    include <QtNetwork/qhttp1configuration.h>
#endif
#if QT_CONFIG(ssl)
#    include <QtNetwork/qsslcertificate.h>
#    include <QtNetwork/qsslconfiguration.h>
#    include <QtNetwork/qsslkey.h>
#endif

using namespace Qt::StringLiterals;

// What every request of a stream needs, whatever the user set.
static void setStreamAttributes(QNetworkRequest &request)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::AutoDeleteReplyOnFinishAttribute, false);
    if (!request.attribute(QNetworkRequest::Http2AllowedAttribute).isValid())
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // The check counts over the whole stream, which is endless; the event size is bounded instead.
    request.setDecompressedSafetyCheckThreshold(-1);
}

// Replaces what the URL has of that name; the rest of its query stays as it stands.
static void setQueryItem(QNetworkRequest &request, const QString &name, const QString &value)
{
    QUrl url = request.url();
    QStringList items = url.query(QUrl::FullyEncoded).split(u'&');
    items.removeIf([&name](const QString &item) {
        QByteArray encoded = item.section(u'=', 0, 0).toLatin1();
        return QUrl::fromPercentEncoding(encoded.replace('+', ' ')) == name;
    });
    url.setQuery(items.join(u'&'), QUrl::StrictMode);
    QSseRequest withItem(url);
    withItem.addQueryItem(name, value);
    request.setUrl(withItem.url());
}

QSseHop::QSseHop(const QSseRequest &request, const QByteArray &lastEventId)
    : m_request(request.networkRequest())
    , m_method(request.method())
    , m_body(request.body())
{
    setStreamAttributes(m_request);
    if (!m_request.hasRawHeader(QSse::AcceptHeader))
        m_request.setRawHeader(QSse::AcceptHeader, QSse::EventStreamMediaType);
    if (!m_request.hasRawHeader(QSse::CacheControlHeader))
        m_request.setRawHeader(QSse::CacheControlHeader, "no-cache");
    m_request.setRawHeader(QSse::LastEventIdHeader,
                           lastEventId.isEmpty() ? QByteArray() : lastEventId);
    if (!lastEventId.isEmpty() && !request.lastEventIdParameter().isEmpty())
        setQueryItem(m_request, request.lastEventIdParameter(), QString::fromUtf8(lastEventId));
}

bool QSseHop::isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Fetch, 4.4 "HTTP-redirect fetch", and stricter: no header of the user's leaves its origin.
QSseError QSseHop::follow(int status, const QByteArray &location)
{
    const QUrl from = url();
    if (++m_redirects > MostRedirects)
        return QSseMessages::redirect(u"more than %1 times."_s.arg(MostRedirects), from);
    if (location.isEmpty())
        return QSseMessages::redirect(u"without saying where to."_s, from);
    const QUrl to = from.resolved(QUrl::fromEncoded(location));
    const bool isHttp = to.scheme() == "http"_L1 || to.scheme() == "https"_L1;
    if (!to.isValid() || !isHttp || to.host().isEmpty())
        return QSseMessages::redirect(u"to what is no http or https URL."_s, from);
    if (from.scheme() == "https"_L1 && to.scheme() == "http"_L1)
        return QSseMessages::redirect(u"from https to http, which is not followed."_s, from);

    const bool becomesGet = (status == 303 && m_method != "GET" && m_method != "HEAD")
                            || ((status == 301 || status == 302) && m_method == "POST");
    if (becomesGet)
        dropBody();
    if (QSseOrigin::of(from) == QSseOrigin::of(to))
        m_request.setUrl(to);
    else if (m_body)
        return QSseMessages::redirect(u"a request with a body to another origin, which is not "
                                      "followed."_s,
                                      from);
    else
        enterOtherOrigin(to);
    return {};
}

void QSseHop::settle()
{
    m_request = QNetworkRequest(url());
    m_body.reset();
}

void QSseHop::dropBody()
{
    m_method = "GET"_ba;
    m_body.reset();
    for (const char *name :
         {QSse::ContentTypeHeader, "Content-Encoding", "Content-Language", "Content-Location"})
        m_request.setRawHeader(name, {});
}

// What we add goes along; what the user set, credentials first of all, stays behind.
void QSseHop::enterOtherOrigin(const QUrl &url)
{
    QNetworkRequest request(url);
    setStreamAttributes(request);
    for (const char *name :
         {QSse::AcceptHeader, QSse::CacheControlHeader, QSse::LastEventIdHeader}) {
        if (m_request.hasRawHeader(name))
            request.setRawHeader(name, m_request.rawHeader(name));
    }
    // How to connect, and what to keep to oneself.
    for (const auto code :
         {QNetworkRequest::Http2AllowedAttribute, QNetworkRequest::Http2CleartextAllowedAttribute,
          QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
          QNetworkRequest::AuthenticationReuseAttribute})
        request.setAttribute(code, m_request.attribute(code));
    request.setHttp2Configuration(m_request.http2Configuration());
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    request.setHttp1Configuration(m_request.http1Configuration());
#endif
    request.setTransferTimeout(m_request.transferTimeout());
#if QT_CONFIG(ssl)
    QSslConfiguration tls = m_request.sslConfiguration();
    tls.setLocalCertificateChain({});
    tls.setPrivateKey({});
    request.setSslConfiguration(tls);
#endif
    m_request = request;
}
