// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef WIRETEXT_H
#define WIRETEXT_H

#include <QtCore/QByteArray>

#include <optional>

class QSseEvent;

// The fields of a block, each null or empty where there is none.
struct WireFields
{
    QByteArray comments;
    QByteArray type; // null for "message"
    QByteArray id;
    std::optional<qint64> retry;
    QByteArray data; // null where the block is no message
};

// A block as the stream carries it, its blank line included. It is built from what the parser made
// of the block: line ends, the order of the fields and fields that mean nothing are not kept.
QByteArray wireText(const WireFields &fields);
QByteArray wireText(const QSseEvent &event);

#endif
