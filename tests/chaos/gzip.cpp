// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "gzip.h"

#include <QtCore/QtEndian>

namespace {

QByteArray littleEndian(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

} // namespace

// qCompress() puts the size before it.
QByteArray deflated(const QByteArray &bytes)
{
    return qCompress(bytes).sliced(4);
}

QByteArray gzip(const QByteArray &bytes)
{
    const QByteArray zlib = deflated(bytes);
    const QByteArray raw = zlib.sliced(2, zlib.size() - 6); // without its header and checksum
    return QByteArray::fromHex("1f8b08000000000000ff") + raw + littleEndian(crc32(bytes))
           + littleEndian(quint32(bytes.size()));
}
