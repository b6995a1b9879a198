// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "referenceparser.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

class ReferenceParser
{
public:
    explicit ReferenceParser(const ReferenceOptions &options)
        : m_options(options)
    {
        m_result.lastEventId = options.lastEventId;
    }

    Reference parse(const QByteArray &stream)
    {
        for (const QByteArray &line : linesOf(stream))
            processLine(line);
        return m_result;
    }

private:
    static QByteArrayList linesOf(QByteArray stream)
    {
        if (stream.startsWith("\xef\xbb\xbf"))
            stream.remove(0, 3);
        QByteArrayList lines = stream.replace("\r\n", "\n").replace('\r', '\n').split('\n');
        lines.removeLast(); // not ended
        return lines;
    }

    void processLine(const QByteArray &line)
    {
        if (line.isEmpty())
            return dispatch();
        const qsizetype colon = line.indexOf(':');
        if (colon == 0)
            return processComment(line.mid(1));
        QByteArray value = colon < 0 ? ""_ba : line.mid(colon + 1);
        if (value.startsWith(' '))
            value.remove(0, 1);
        processField(colon < 0 ? line : line.left(colon), value);
    }

    void processComment(const QByteArray &comment)
    {
        m_result.log.append(commentLine(comment));
        if (m_options.showComments)
            m_comments.append(decodeUtf8(comment.startsWith(' ') ? comment.mid(1) : comment));
    }

    void processField(const QByteArray &name, const QByteArray &value)
    {
        if (name == "event")
            m_block.type = decodeUtf8(value);
        else if (name == "data")
            m_data += value + '\n';
        else if (name == "id" && !value.contains('\0'))
            m_block.id = decodeUtf8(value);
        else if (name == "retry")
            processRetry(value);
    }

    void processRetry(const QByteArray &value)
    {
        const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
        if (value.isEmpty() || !std::all_of(value.begin(), value.end(), isDigit))
            return;
        bool fits = false;
        const qlonglong count = value.toLongLong(&fits);
        m_block.retry = milliseconds(fits ? count : std::numeric_limits<qint64>::max());
        m_result.log.append(retryLine(*m_block.retry));
    }

    void dispatch()
    {
        if (!m_block.id.isNull())
            m_result.lastEventId = m_block.id;
        m_block.isMessage = !m_data.isEmpty();
        if (m_block.isMessage || !m_comments.isEmpty() || (m_options.showRetry && m_block.retry))
            deliver();
        m_block = {};
        m_block.type.clear();
        m_data.clear();
        m_comments.clear();
    }

    void deliver()
    {
        m_block.data = m_data.chopped(m_block.isMessage ? 1 : 0);
        m_block.lastEventId = m_result.lastEventId;
        if (m_block.type.isEmpty())
            m_block.type = u"message"_s;
        if (!m_comments.isEmpty())
            m_block.comments = m_comments.join(u'\n');
        if (m_block.comments.isNull() && !m_comments.isEmpty())
            m_block.comments = u""_s;
        m_result.texts.append(decodeUtf8(m_block.data));
        m_result.log.append(line(m_block));
    }

    const ReferenceOptions m_options;
    Reference m_result;
    Block m_block;
    QByteArray m_data;
    QStringList m_comments;
};

struct Utf8Sequence
{
    int length;
    uchar lowestSecond = 0x80;
    uchar highestSecond = 0xbf;
};

Utf8Sequence sequenceOf(uchar lead)
{
    if (lead < 0x80)
        return {1};
    if (lead >= 0xc2 && lead <= 0xdf)
        return {2};
    if (lead >= 0xe0 && lead <= 0xef)
        return {3, uchar(lead == 0xe0 ? 0xa0 : 0x80), uchar(lead == 0xed ? 0x9f : 0xbf)};
    if (lead >= 0xf0 && lead <= 0xf4)
        return {4, uchar(lead == 0xf0 ? 0x90 : 0x80), uchar(lead == 0xf4 ? 0x8f : 0xbf)};
    return {0};
}

// How many bytes at the front are the beginning of a character.
qsizetype validLength(QByteArrayView bytes, const Utf8Sequence &sequence)
{
    qsizetype length = std::min<qsizetype>(sequence.length, 1);
    while (length < std::min<qsizetype>(sequence.length, bytes.size())) {
        const uchar byte = uchar(bytes[length]);
        const bool second = length == 1;
        if (byte < (second ? sequence.lowestSecond : 0x80)
            || byte > (second ? sequence.highestSecond : 0xbf)) {
            break;
        }
        ++length;
    }
    return length;
}

char32_t codePointOf(QByteArrayView sequence)
{
    const int payloadBits = sequence.size() == 1 ? 7 : 7 - int(sequence.size());
    char32_t codePoint = uchar(sequence[0]) & ((1u << payloadBits) - 1);
    for (char byte : sequence.sliced(1))
        codePoint = codePoint << 6 | (uchar(byte) & 0x3f);
    return codePoint;
}

} // namespace

Reference parseByReference(const QByteArray &stream, const ReferenceOptions &options)
{
    return ReferenceParser(options).parse(stream);
}

QString decodeUtf8(const QByteArray &bytes)
{
    QString result = u""_s;
    QByteArrayView rest(bytes);
    while (!rest.isEmpty()) {
        const Utf8Sequence sequence = sequenceOf(uchar(rest[0]));
        const qsizetype length = validLength(rest, sequence);
        if (length == sequence.length && length > 0)
            result += QChar::fromUcs4(codePointOf(rest.first(length)));
        else
            result += QChar::ReplacementCharacter; // one for each maximal subpart
        rest = rest.sliced(std::max<qsizetype>(length, 1));
    }
    return result;
}
