// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseutf8_p.h"

namespace {

// Encoding, 8.1.1 "UTF-8 decoder": the variables and their names are the standard's.
class Decoder
{
public:
    QString decode(QByteArrayView bytes)
    {
        m_text.reserve(bytes.size());
        for (qsizetype at = 0; at < bytes.size();) {
            if (handle(uchar(bytes[at])))
                ++at;
        }
        if (m_bytesNeeded > 0)
            fail();
        return m_text;
    }

private:
    // False where the byte ends a broken character and is to be looked at again.
    bool handle(uchar byte)
    {
        if (m_bytesNeeded == 0) {
            begin(byte);
            return true;
        }
        if (byte < m_lowerBoundary || byte > m_upperBoundary) {
            fail();
            return false;
        }
        m_lowerBoundary = 0x80;
        m_upperBoundary = 0xBF;
        m_codePoint = m_codePoint << 6 | (byte & 0x3F);
        if (--m_bytesNeeded == 0)
            m_text += QChar::fromUcs4(m_codePoint);
        return true;
    }

    void begin(uchar byte)
    {
        if (byte <= 0x7F) {
            m_text += QLatin1Char(char(byte));
        } else if (byte >= 0xC2 && byte <= 0xDF) {
            expect(1, byte & 0x1F);
        } else if (byte >= 0xE0 && byte <= 0xEF) {
            m_lowerBoundary = byte == 0xE0 ? 0xA0 : 0x80; // no overlong form
            m_upperBoundary = byte == 0xED ? 0x9F : 0xBF; // no surrogate
            expect(2, byte & 0x0F);
        } else if (byte >= 0xF0 && byte <= 0xF4) {
            m_lowerBoundary = byte == 0xF0 ? 0x90 : 0x80;
            m_upperBoundary = byte == 0xF4 ? 0x8F : 0xBF; // not beyond U+10FFFF
            expect(3, byte & 0x07);
        } else {
            fail();
        }
    }

    void expect(int bytes, uchar bits)
    {
        m_bytesNeeded = bytes;
        m_codePoint = bits;
    }

    void fail()
    {
        m_text += QChar::ReplacementCharacter;
        m_bytesNeeded = 0;
        m_lowerBoundary = 0x80;
        m_upperBoundary = 0xBF;
    }

    QString m_text;
    char32_t m_codePoint = 0;
    int m_bytesNeeded = 0;
    uchar m_lowerBoundary = 0x80;
    uchar m_upperBoundary = 0xBF;
};

} // namespace

QString QSseUtf8::decode(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return QLatin1StringView("");
    // Nearly all that comes is well-formed, and Qt decodes that with vector instructions.
    const bool isPlain = bytes.isValidUtf8() && !bytes.startsWith("\xEF\xBB\xBF");
    return isPlain ? QString::fromUtf8(bytes) : Decoder().decode(bytes);
}
