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
    std::optional<QUrl> url; // instead of the demo server inside
    QString bearerToken;
    QString file; // to look into, instead of a stream
    std::optional<QString> theme;
    std::optional<QSize> size;
    std::chrono::milliseconds interval{120}; // between the demo server's events
    std::chrono::milliseconds cutEvery{10'000};
    QString screenshot;                // the file to write instead of staying open
    std::chrono::milliseconds after{}; // that long
    QString help;                      // asked for instead of a window

    static Options fromArguments(const QStringList &arguments); // throws UsageError
};

#endif
