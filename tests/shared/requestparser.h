// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef REQUESTPARSER_H
#define REQUESTPARSER_H

#include "httprequest.h"

#include <optional>

// Bytes in, whole requests out. Tolerant: a test may well send what no proper client sends.
class RequestParser
{
public:
    void append(const QByteArray &bytes);
    std::optional<HttpRequest> next();

private:
    enum class Stage {
        RequestLine,
        Headers,
        FixedBody,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailers,
        Whole
    };

    bool advance();
    bool advanceByLine();
    bool advanceByBody(Stage following);
    void readRequestLine(const QByteArray &line);
    void readHeader(const QByteArray &line);
    void readChunkSize(const QByteArray &line);
    void beginBody();
    std::optional<QByteArray> takeLine();
    void forgetConsumed();

    QByteArray m_buffer;
    qsizetype m_consumed = 0;
    qsizetype m_scanned = 0; // there is no line break between m_consumed and here
    Stage m_stage = Stage::RequestLine;
    HttpRequest m_request;
    qint64 m_bodyLeft = 0;
};

#endif
