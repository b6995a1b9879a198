// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef PIECES_H
#define PIECES_H

#include <QtCore/QByteArrayList>

// The bytes in pieces of up to so many, empty ones among them; at random, from a seed.
inline QByteArrayList piecesOf(const QByteArray &bytes, uint seed, uint mostBytes)
{
    const uint longest = 1 + seed % mostBytes;
    uint state = seed;
    QByteArrayList pieces;
    for (qsizetype i = 0; i < bytes.size(); i += pieces.last().size()) {
        state = state * 1664525 + 1013904223;
        pieces.append(bytes.mid(i, (state >> 16) % (longest + 1)));
    }
    return pieces;
}

#endif // PIECES_H
