// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTREADER_H
#define EVENTREADER_H

#include "eventtable.h"

#include <QtCore/QStringList>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

// Reads what EventWriter or `ssecat --json` wrote. A line that is none of it is passed over, and
// counted.
struct EventFile
{
    QList<EventTable::Record> records; // the last ones
    qint64 leftOut = 0;                // events before them
    qint64 badLines = 0;
    QString firstComplaint; // about a bad line, with its number

    static EventFile read(QIODevice *device, int maximumCount);
};

#endif
