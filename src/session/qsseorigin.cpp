// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseorigin_p.h"

using namespace Qt::StringLiterals;

QUrl QSseOrigin::of(const QUrl &url)
{
    const int ownPort = url.scheme() == "https"_L1 ? 443 : 80;
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(url.port(ownPort) == ownPort ? -1 : url.port());
    return origin;
}
