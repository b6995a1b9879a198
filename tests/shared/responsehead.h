// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef RESPONSEHEAD_H
#define RESPONSEHEAD_H

#include "httprequest.h"

#include <optional>

// The status line and the headers of an answer, and how its body is framed.
struct ResponseHead
{
    enum class Framing { Chunked, ContentLength, UntilClose };

    int status = 200;
    QByteArray reason;
    Framing framing = Framing::Chunked;
    qint64 contentLength = 0;
    std::optional<QByteArray> raw; // sent as it stands, in place of all the rest

    void addHeader(const QByteArray &name, const QByteArray &value);
    void setContentLength(qint64 length);
    void setRaw(const QByteArray &bytes);

    bool allowsBody() const;
    bool closesConnection() const;
    QByteArray toBytes() const;

private:
    HttpHeaders defaultHeaders() const;
    std::pair<QByteArray, QByteArray> framingHeader() const;
    bool isAddedHeader(const QByteArray &name) const;

    HttpHeaders m_added; // a null value takes a default away
};

#endif
