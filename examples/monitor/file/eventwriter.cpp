// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "eventwriter.h"

#include "jsontext.h"
#include "printer.h"

#include <QtCore/QSaveFile>

using namespace Qt::StringLiterals;

QByteArray jsonLine(const EventTable::Record &record)
{
    static const auto printer = Printer::create(Format::Json, false, true);
    QByteArray line;
    printer->printEvent(record.event, line);
    if (!record.time.isValid())
        return line;
    line.chop(2); // the brace and the line's end
    line += ",\"time\":";
    appendJsonString(line, record.time.toUTC().toString(Qt::ISODateWithMs).toLatin1());
    return line + "}\n";
}

QString writeEvents(const QString &fileName, const QList<EventTable::Record> &records)
{
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    for (const EventTable::Record &record : records)
        file.write(jsonLine(record));
    return file.commit() ? QString() : file.errorString();
}
