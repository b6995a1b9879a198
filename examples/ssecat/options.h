// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef OPTIONS_H
#define OPTIONS_H

#include "printer.h"

#include <QtSse/QSseRequest>

#include <QtCore/qbytearray.h>
#include <QtCore/qset.h>
#include <QtCore/qstring.h>
#include <QtCore/qstringlist.h>

#include <chrono>
#include <optional>

// The command line, read and checked: whatever is wrong with it is found before anything connects.
struct Options
{
    // Throws OptionsError.
    static Options fromArguments(const QStringList &arguments);

    // Where it is not empty, there is nothing to do but print it: the help or the version.
    QString information;

    QSseRequest request;
    bool readsStandardInput = false;

    QString lastEventId;
    QString idFile;
    QByteArray endMarker;
    std::optional<int> maximumRetries;
    std::optional<std::chrono::milliseconds> connectTimeout;
    std::chrono::milliseconds idleTimeout{0};
    std::chrono::milliseconds maximumTime{0};
    qint64 count = 0;

    Format format = Format::Raw;
    bool colors = false;
    bool comments = false;
    bool showRetry = false;
    QSet<QString> types;
    bool verbose = false;
};

struct OptionsError
{
    int exitCode;
    QString message;
};

#endif // OPTIONS_H
