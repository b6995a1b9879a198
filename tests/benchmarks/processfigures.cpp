// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "processfigures.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qfile.h>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

static qint64 fieldOf(const QByteArray &status, const QByteArray &name)
{
    const qsizetype at = status.indexOf("\n" + name + ":") + 1;
    const qsizetype begin = at + name.size() + 1;
    return status.mid(begin, status.indexOf('\n', begin) - begin).replace("kB", "").toLongLong();
}

static std::chrono::microseconds durationOf(const timeval &value)
{
    return std::chrono::seconds(value.tv_sec) + std::chrono::microseconds(value.tv_usec);
}

ProcessFigures ProcessFigures::now()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc");
    const QByteArray status = file.readAll();
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto processor = durationOf(usage.ru_utime) + durationOf(usage.ru_stime);
    return {fieldOf(status, "VmRSS") * 1024, fieldOf(status, "VmHWM") * 1024,
            int(fieldOf(status, "Threads")),
            std::chrono::duration_cast<std::chrono::milliseconds>(processor)};
}
