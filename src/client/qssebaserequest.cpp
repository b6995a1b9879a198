// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsse.h"
#include "qssebaserequest_p.h"
#include "qsseorigin_p.h"

#if QT_CONFIG(ssl)
#    include <QtNetwork/qsslconfiguration.h>
#endif

// A base with an URL is for that URL's origin: what it holds may be meant for nobody else.
static bool isFor(const QUrl &base, const QUrl &url)
{
    return base.host().isEmpty() || QSseOrigin::of(base) == QSseOrigin::of(url);
}

static void takeHeaders(QSseRequest &request, const QSseRequest &base)
{
    const auto names = base.networkRequest().rawHeaderList();
    for (const QByteArray &name : names) {
        const bool isOfBody = name.compare(QSse::ContentTypeHeader, Qt::CaseInsensitive) == 0;
        if (!isOfBody && !request.hasHeader(name))
            request.setHeader(name, base.header(name));
    }
}

static void takeQuery(QSseRequest &request, const QSseRequest &base)
{
    const QUrlQuery own(request.url());
    const auto items = QUrlQuery(base.url()).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        if (!own.hasQueryItem(name))
            request.addQueryItem(name, value);
    }
}

static void takeTransport(QSseRequest &request, const QSseRequest &base)
{
    QNetworkRequest network = request.networkRequest();
    const QNetworkRequest from = base.networkRequest();
    for (const auto code : {QNetworkRequest::Http2AllowedAttribute,
                            QNetworkRequest::Http2CleartextAllowedAttribute}) {
        if (!network.attribute(code).isValid())
            network.setAttribute(code, from.attribute(code));
    }
#if QT_CONFIG(ssl)
    if (network.sslConfiguration() == QSslConfiguration::defaultConfiguration()
        && from.sslConfiguration() != network.sslConfiguration())
        network.setSslConfiguration(from.sslConfiguration());
#endif
    request.setNetworkRequest(network);
}

QSseRequest QSseBaseRequest::complete(const QSseRequest &base, const QSseRequest &request)
{
    QSseRequest complete = request;
    if (request.url().isRelative() && !base.url().isEmpty())
        complete.setUrl(base.url().resolved(request.url()));
    if (!complete.isValid() || !isFor(base.url(), complete.url()))
        return complete;
    QSseRequest probe = base;
    probe.setUrl(complete.url());
    if (!probe.isValid())
        return probe; // the base has what must not be sent, and says so
    takeHeaders(complete, base);
    takeQuery(complete, base);
    takeTransport(complete, base);
    if (complete.lastEventIdParameter().isEmpty())
        complete.setLastEventIdParameter(base.lastEventIdParameter());
    return complete;
}
