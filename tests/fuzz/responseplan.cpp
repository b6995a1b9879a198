// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "responseplan.h"

#include "gzip.h"
#include "pieces.h"

using namespace Qt::StringLiterals;

namespace {

constexpr char parting = '\xff';
constexpr qsizetype most = 8;

QByteArrayList partedAnswers(QByteArrayView bytes)
{
    QByteArrayList answers;
    qsizetype from = 0;
    for (qsizetype at = 0; at + 1 < bytes.size() && answers.size() + 1 < most; ++at) {
        if (bytes[at] != parting || bytes[at + 1] != parting)
            continue;
        answers.append(bytes.sliced(from, at - from).toByteArray());
        from = at + 2;
        ++at;
    }
    answers.append(bytes.sliced(from).toByteArray());
    return answers;
}

} // namespace

ResponsePlan::ResponsePlan(QByteArrayView input)
    : m_answers(partedAnswers(input.chopped(Size)))
    , m_flags(uchar(input.last(Size)[0]))
    , m_maximumEventSize(uchar(input.last(Size)[1]))
    , m_splitSeed(uchar(input.last(Size)[2]))
    , m_ends(uchar(input.last(Size)[3]))
{}

QSseParser::OversizePolicy ResponsePlan::oversizePolicy() const
{
    return m_flags & 4 ? QSseParser::OversizePolicy::Skip : QSseParser::OversizePolicy::Fail;
}

ResponsePlan::Framing ResponsePlan::framing(qsizetype index) const
{
    return Framing(((m_flags >> 5) + uint(index)) % 4);
}

ResponsePlan::End ResponsePlan::end(qsizetype index) const
{
    switch ((m_ends >> (2 * (index % 4))) & 3) {
    case 2:
        return End::Cut;
    case 3:
        return End::Reset;
    default:
        return End::Clean;
    }
}

bool ResponsePlan::isStream(qsizetype index) const
{
    return !m_answers.at(index).startsWith("HTTP/");
}

std::optional<QByteArray> ResponsePlan::body(qsizetype index) const
{
    if (isStream(index) && end(index) != End::Reset)
        return m_answers.at(index);
    return std::nullopt;
}

QByteArrayList ResponsePlan::pieces(qsizetype index) const
{
    return piecesOf(framed(index), m_splitSeed, 100);
}

QByteArray ResponsePlan::framed(qsizetype index) const
{
    const QByteArray &answer = m_answers.at(index);
    if (!isStream(index))
        return answer;
    QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                      "Connection: close\r\n"_ba;
    switch (framing(index)) {
    case Framing::Chunked: {
        QByteArray body;
        const QByteArrayList chunks = piecesOf(answer, m_splitSeed + 1, 16);
        for (const QByteArray &chunk : chunks) {
            if (!chunk.isEmpty())
                body += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
        }
        const QByteArray last = end(index) == End::Clean ? "0\r\n\r\n"_ba : ""_ba;
        return head + "Transfer-Encoding: chunked\r\n\r\n" + body + last;
    }
    case Framing::ContentLength: {
        const qsizetype missing = end(index) == End::Clean ? 0 : 1;
        return head + "Content-Length: " + QByteArray::number(answer.size() + missing) + "\r\n\r\n"
               + answer;
    }
    case Framing::Gzip:
        if (!answer.isEmpty())
            return head + "Content-Encoding: gzip\r\n\r\n" + gzip(answer);
        break;
    case Framing::UntilClose:
        break;
    }
    return head + "\r\n" + answer;
}
