// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatendpoint.h"

using namespace Qt::StringLiterals;

QUrl ChatEndpoint::completionsUrl(const QString &input)
{
    QUrl url(input.trimmed(), QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        return {};
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.isEmpty())
        path = u"/v1"_s;
    if (path.endsWith("/v1"_L1))
        url.setPath(path + "/chat/completions"_L1);
    return url;
}
