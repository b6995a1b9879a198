// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "requestparser.h"

#include <algorithm>

void RequestParser::append(const QByteArray &bytes)
{
    m_buffer += bytes;
}

std::optional<HttpRequest> RequestParser::next()
{
    while (m_stage != Stage::Whole && advance()) {
    }
    forgetConsumed();
    if (m_stage != Stage::Whole)
        return std::nullopt;
    m_stage = Stage::RequestLine;
    return std::exchange(m_request, {});
}

// One line or one piece of the body. False where that needs more bytes than there are.
bool RequestParser::advance()
{
    switch (m_stage) {
    case Stage::FixedBody:
        return advanceByBody(Stage::Whole);
    case Stage::ChunkData:
        return advanceByBody(Stage::ChunkEnd);
    default:
        return advanceByLine();
    }
}

bool RequestParser::advanceByLine()
{
    const std::optional<QByteArray> line = takeLine();
    if (!line)
        return false;
    switch (m_stage) {
    case Stage::RequestLine:
        readRequestLine(*line);
        break;
    case Stage::Headers:
        readHeader(*line);
        break;
    case Stage::ChunkSize:
        readChunkSize(*line);
        break;
    case Stage::ChunkEnd:
        m_stage = Stage::ChunkSize;
        break;
    case Stage::Trailers:
        if (line->isEmpty())
            m_stage = Stage::Whole;
        break;
    default:
        Q_UNREACHABLE();
    }
    return true;
}

bool RequestParser::advanceByBody(Stage following)
{
    const qsizetype size = qMin<qint64>(m_bodyLeft, m_buffer.size() - m_consumed);
    m_request.body.append(QByteArrayView(m_buffer).sliced(m_consumed, size));
    m_consumed = m_scanned = m_consumed + size;
    m_bodyLeft -= size;
    if (m_bodyLeft > 0)
        return false;
    m_stage = following;
    return true;
}

void RequestParser::readRequestLine(const QByteArray &line)
{
    if (line.isEmpty()) // RFC 9112, 2.2: a server ignores empty lines before the request line
        return;
    const QList<QByteArray> words = line.simplified().split(' ');
    m_request.method = words.value(0);
    m_request.target = words.value(1);
    m_request.version = words.value(2);
    m_stage = Stage::Headers;
}

void RequestParser::readHeader(const QByteArray &line)
{
    if (line.isEmpty()) {
        beginBody();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        m_request.headers.append({line.trimmed(), ""});
    else
        m_request.headers.append({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
}

void RequestParser::beginBody()
{
    if (m_request.header("Transfer-Encoding").toLower().contains("chunked")) {
        m_stage = Stage::ChunkSize;
        return;
    }
    m_bodyLeft = std::max(0LL, m_request.header("Content-Length").toLongLong());
    m_stage = Stage::FixedBody;
}

void RequestParser::readChunkSize(const QByteArray &line)
{
    const QByteArray size = line.split(';').constFirst().trimmed();
    m_bodyLeft = std::max(0LL, size.toLongLong(nullptr, 16));
    m_stage = m_bodyLeft > 0 ? Stage::ChunkData : Stage::Trailers;
}

std::optional<QByteArray> RequestParser::takeLine()
{
    const qsizetype end = m_buffer.indexOf('\n', m_scanned);
    if (end < 0) {
        m_scanned = m_buffer.size();
        return std::nullopt;
    }
    QByteArray line = m_buffer.sliced(m_consumed, end - m_consumed);
    if (line.endsWith('\r'))
        line.chop(1);
    m_consumed = m_scanned = end + 1;
    return line;
}

void RequestParser::forgetConsumed()
{
    m_buffer.remove(0, m_consumed);
    m_scanned -= m_consumed;
    m_consumed = 0;
}
