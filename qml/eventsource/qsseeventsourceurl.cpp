// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseeventsourceurl_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

static bool isHttp(const QUrl &url)
{
    return url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
}

// URL standard, 4.4: controls and blanks around an URL do not count, nor line breaks and tabs in
// it.
static QString stripped(const QString &text)
{
    const auto isBlank = [](QChar c) { return c <= u' '; };
    const auto begin = std::find_if_not(text.begin(), text.end(), isBlank);
    const auto end = std::find_if_not(text.rbegin(), std::make_reverse_iterator(begin), isBlank);
    QString inner(begin, end.base() - begin);
    inner.removeIf([](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r'; });
    return inner;
}

// URL standard, 4.2 and 4.4: no default port, no dots in the path, a path where there is a host.
static QUrl normalized(const QUrl &url)
{
    if (!isHttp(url))
        return url;
    QUrl normal = url.adjusted(QUrl::NormalizePathSegments);
    const int defaultPort = normal.scheme() == "https"_L1 ? 443 : 80;
    if (normal.port() == defaultPort)
        normal.setPort(-1);
    if (normal.path().isEmpty())
        normal.setPath(u"/"_s);
    return normal;
}

// No problem says what the URL is: it may hold a password or a token.
QSseEventSourceUrl::Parsed QSseEventSourceUrl::parse(const QString &text, const QUrl &base)
{
    const QString meant = stripped(text);
    const QUrl given(meant);
    if (!meant.isEmpty() && !given.isValid())
        return {{}, u"The URL is not valid."_s};
    if (given.isRelative() && base.isEmpty()) {
        return {{},
                u"The URL is relative, and there is nothing that it is relative to. Give a whole "
                "one, or set baseUrl in the options of QSse::installEventSource()."_s};
    }
    const QUrl whole = normalized(base.resolved(given));
    if (!whole.isValid() || whole.isRelative() || (isHttp(whole) && whole.host().isEmpty()))
        return {{}, u"The URL is not valid."_s};
    return {whole, {}};
}

QString QSseEventSourceUrl::serialize(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

// URL standard, 4.7.
QString QSseEventSourceUrl::origin(const QUrl &url)
{
    return serialize(normalized(url).adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath
                                              | QUrl::RemoveQuery | QUrl::RemoveFragment));
}
