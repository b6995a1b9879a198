// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef OPTIONS_H
#define OPTIONS_H

#include <QtCore/QSize>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <chrono>
#include <optional>

// What the command line asks for; the rest is as it was the last time.
struct Options
{
    std::optional<QUrl> url; // instead of the embedded server
    QString bearerToken;
    std::optional<QString> theme;
    std::optional<QSize> size;
    std::chrono::milliseconds interval{120}; // between the embedded server's events
    std::chrono::milliseconds cutEvery{20'000};
    QString screenshot;                // the file to write instead of staying open
    std::chrono::milliseconds after{}; // that long
    int page = 0;                      // of the narrow layout
    QString help;                      // asked for instead of a window

    static Options fromArguments(const QStringList &arguments); // throws UsageError
};

#endif
