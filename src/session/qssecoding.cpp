// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qssecoding_p.h"

#include <algorithm>
#include <iterator>

static constexpr char AcceptEncoding[] = "Accept-Encoding";

static bool isDecodedByQt(QByteArrayView coding)
{
    static constexpr QByteArrayView OfQt[] = {"gzip", "deflate", "br", "zstd"};
    return std::find(std::begin(OfQt), std::end(OfQt), coding) != std::end(OfQt);
}

static bool listsCoding(const QNetworkRequest &request)
{
    const auto wanted = request.rawHeader(AcceptEncoding).toLower().split(',');
    return std::any_of(wanted.cbegin(), wanted.cend(), [](const auto &item) {
        return isDecodedByQt(item.split(';').constFirst().trimmed());
    });
}

// Where a response is read as it comes Qt keeps every compressed byte of it until its end, and a
// stream has none. So it is asked for as it is, unless the user lists a coding. Qt decodes only
// what it asks for itself: then the header is left to it.
void QSseCoding::ask(QNetworkRequest &request)
{
    if (m_asked != Asked::CodingAnyway) {
        if (listsCoding(request))
            m_asked = Asked::Coding;
        else
            m_asked = request.hasRawHeader(AcceptEncoding) ? Asked::WhatUserSays : Asked::Identity;
    }
    if (mayBeDecoded())
        request.setRawHeader(AcceptEncoding, {});
    else if (m_asked == Asked::Identity)
        request.setRawHeader(AcceptEncoding, "identity");
}

QSseCoding::Verdict QSseCoding::judge(const QSseResponse &response) const
{
    const QByteArray coding = response.header("Content-Encoding").trimmed().toLower();
    if (coding.isEmpty() || coding == "identity" || (mayBeDecoded() && isDecodedByQt(coding)))
        return Verdict::Readable;
    return m_asked == Asked::Identity && isDecodedByQt(coding) ? Verdict::CodedAnyway
                                                               : Verdict::Unreadable;
}
