// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SSECATCOMMAND_H
#define SSECATCOMMAND_H

#include <QtCore/QString>
#include <QtCore/QStringList>

struct ConnectionSettings;

// The command that reads the same stream in a terminal. Everybody on a machine can read its command
// lines, so secrets are not in it: the token, the password of the URL, and headers that carry one.
struct SsecatCommand
{
    QString text;
    QStringList notes; // what the reader has to add

    static SsecatCommand of(const ConnectionSettings &settings);
};

#endif
