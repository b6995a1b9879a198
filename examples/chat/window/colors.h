// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef COLORS_H
#define COLORS_H

#include <QtGui/QColor>
#include <QtGui/QPalette>

// What a palette has no role for, mixed from what it has: so it fits dark and light ones.
namespace Colors {

QColor quietText(const QPalette &palette);
QPalette quiet(QPalette palette);       // all its text is quiet
QColor raised(const QPalette &palette); // the ground of code and of what is like it
QColor line(const QPalette &palette);
QColor question(const QPalette &palette);
QColor alarm(const QPalette &palette);

} // namespace Colors

#endif
