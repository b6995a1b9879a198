// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef OPTIONS_H
#define OPTIONS_H

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <optional>

// What the command line asks for; the rest is as it was the last time.
struct Options
{
    std::optional<QUrl> url; // empty for the embedded endpoint
    std::optional<QString> model;
    QString help; // asked for instead of a window

    static Options fromArguments(const QStringList &arguments); // throws UsageError
};

#endif
