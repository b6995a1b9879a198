// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef THEME_H
#define THEME_H

#include <QtCore/QStringList>

// How the application looks: as the system has it, or the Fusion style in a palette of its own.
namespace Theme {

inline QStringList names() // the first is the default
{
    return {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
}
void apply(const QString &name);

} // namespace Theme

#endif
