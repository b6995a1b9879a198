// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTWRITER_H
#define EVENTWRITER_H

#include "eventtable.h"

// Events as JSON lines: what `ssecat --json --comments --show-retry` prints, with the time besides.
QByteArray jsonLine(const EventTable::Record &record);

// Writes all or nothing; what went wrong, empty for nothing.
QString writeEvents(const QString &fileName, const QList<EventTable::Record> &records);

#endif
