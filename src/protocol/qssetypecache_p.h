// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSETYPECACHE_P_H
#define QSSETYPECACHE_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qbytearrayview.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

// A stream uses a handful of event types, again and again: each is decoded once and its string is
// shared by all its events. Bounded, for a server may send ever new ones.
class QSseTypeCache
{
public:
    static bool isTooLong(QByteArrayView type) { return type.size() > LongestKept; }
    // For a type that is not too long; valid until the next call.
    const QString &decode(QByteArrayView type);

private:
    struct Entry
    {
        QByteArray utf8;
        QString text;
    };
    static constexpr qsizetype Capacity = 32;
    static constexpr qsizetype LongestKept = 256;

    QList<Entry> m_entries;
    qsizetype m_last = 0;
    qsizetype m_oldest = 0;
};

#endif // QSSETYPECACHE_P_H
