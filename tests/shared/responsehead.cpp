// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "responsehead.h"

#include <QtCore/QHash>

#include <algorithm>

namespace {
bool isSameName(const QByteArray &a, const QByteArray &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QByteArray reasonPhrase(int status)
{
    static const QHash<int, QByteArray> phrases = {
            {200, "OK"},
            {204, "No Content"},
            {301, "Moved Permanently"},
            {302, "Found"},
            {303, "See Other"},
            {307, "Temporary Redirect"},
            {308, "Permanent Redirect"},
            {400, "Bad Request"},
            {401, "Unauthorized"},
            {403, "Forbidden"},
            {404, "Not Found"},
            {408, "Request Timeout"},
            {429, "Too Many Requests"},
            {500, "Internal Server Error"},
            {502, "Bad Gateway"},
            {503, "Service Unavailable"},
            {504, "Gateway Timeout"},
    };
    return phrases.value(status, "Unnamed");
}

void appendLine(QByteArray *bytes, const QByteArray &name, const QByteArray &value)
{
    *bytes += name + ": " + value + "\r\n";
}
} // namespace

void ResponseHead::addHeader(const QByteArray &name, const QByteArray &value)
{
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    if (isNumber && isSameName(name, "Content-Length"))
        setContentLength(number);
    if (value.isNull())
        m_added.removeIf([&name](const auto &header) { return isSameName(header.first, name); });
    m_added.append({name, value});
}

void ResponseHead::setContentLength(qint64 length)
{
    framing = Framing::ContentLength;
    contentLength = length;
}

void ResponseHead::setRaw(const QByteArray &bytes)
{
    raw = bytes;
    framing = Framing::UntilClose;
}

bool ResponseHead::allowsBody() const
{
    return raw || (status >= 200 && status != 204 && status != 304);
}

bool ResponseHead::closesConnection() const
{
    return framing == Framing::UntilClose
           || std::any_of(m_added.cbegin(), m_added.cend(), [](const auto &header) {
                  return isSameName(header.first, "Connection")
                         && isSameName(header.second, "close");
              });
}

QByteArray ResponseHead::toBytes() const
{
    if (raw)
        return *raw;
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' '
                       + (reason.isEmpty() ? reasonPhrase(status) : reason) + "\r\n";
    const HttpHeaders defaults = defaultHeaders();
    for (const auto &[name, value] : defaults) {
        if (!isAddedHeader(name))
            appendLine(&bytes, name, value);
    }
    for (const auto &[name, value] : m_added) {
        if (!value.isNull())
            appendLine(&bytes, name, value);
    }
    return bytes + "\r\n";
}

HttpHeaders ResponseHead::defaultHeaders() const
{
    if (!allowsBody())
        return {{"Cache-Control", "no-store"}};
    return {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}, framingHeader()};
}

std::pair<QByteArray, QByteArray> ResponseHead::framingHeader() const
{
    switch (framing) {
    case Framing::Chunked:
        return {"Transfer-Encoding", "chunked"};
    case Framing::ContentLength:
        return {"Content-Length", QByteArray::number(contentLength)};
    case Framing::UntilClose:
        break;
    }
    return {"Connection", "close"};
}

bool ResponseHead::isAddedHeader(const QByteArray &name) const
{
    return std::any_of(m_added.cbegin(), m_added.cend(),
                       [&name](const auto &header) { return isSameName(header.first, name); });
}
