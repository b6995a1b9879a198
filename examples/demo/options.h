// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef OPTIONS_H
#define OPTIONS_H

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <chrono>
#include <optional>

struct Options
{
    QUrl url; // empty where the demo is to bring its own feed
    std::chrono::milliseconds interval{};
    std::chrono::milliseconds cutEvery{};              // 0 for never
    std::optional<std::chrono::milliseconds> duration; // until a signal comes where there is none
    QString help;                                      // asked for instead of a run

    static Options fromArguments(const QStringList &arguments); // throws UsageError
};

#endif
