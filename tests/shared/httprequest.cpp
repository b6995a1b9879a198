// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "httprequest.h"

#include <algorithm>

namespace {
auto isNamed(QByteArrayView name)
{
    return [name](const auto &header) {
        return name.compare(header.first, Qt::CaseInsensitive) == 0;
    };
}
} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    const auto found = std::find_if(headers.cbegin(), headers.cend(), isNamed(name));
    return found == headers.cend() ? QByteArray() : found->second;
}

int HttpRequest::headerCount(QByteArrayView name) const
{
    return int(std::count_if(headers.cbegin(), headers.cend(), isNamed(name)));
}

QByteArray HttpRequest::path() const
{
    return target.split('?').constFirst();
}

QUrlQuery HttpRequest::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QUrlQuery() : QUrlQuery(QString::fromUtf8(target.sliced(mark + 1)));
}
