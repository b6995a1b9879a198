// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEHOP_P_H
#define QSSEHOP_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsse.h"
#include "qsseerror.h"
#include "qsserequest.h"

#include <QtNetwork/qnetworkrequest.h>

#include <optional>

// One request on the wire, and what a redirect makes of it. QtSse follows redirects itself, since
// QNetworkAccessManager takes every header along to other origins.
class QSseHop
{
public:
    QSseHop(const QSseRequest &request, const QByteArray &lastEventId);

    const QNetworkRequest &request() const { return m_request; }
    QUrl url() const { return m_request.url(); }
    QByteArray method() const { return m_method; }
    std::optional<QByteArray> body() const { return m_body; }
    bool resumes() const { return m_request.hasRawHeader(QSse::LastEventIdHeader); }
    bool allowsHttp2() const
    {
        return m_request.attribute(QNetworkRequest::Http2AllowedAttribute).toBool();
    }

    // Where the request really went: a manager with HSTS turns http into https.
    void setUrl(const QUrl &url) { m_request.setUrl(url); }

    static bool isRedirect(int status);
    // Moves on to where the response points; an error where that is not allowed.
    QSseError follow(int status, const QByteArray &location);
    // The last hop: a stream keeps no more of it than where it is.
    void settle();

private:
    void dropBody();
    void enterOtherOrigin(const QUrl &url);

    static constexpr int MostRedirects = 20;

    QNetworkRequest m_request;
    QByteArray m_method;
    std::optional<QByteArray> m_body;
    int m_redirects = 0;
};

#endif // QSSEHOP_P_H
