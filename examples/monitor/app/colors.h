// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef COLORS_H
#define COLORS_H

#include <QtGui/QColor>
#include <QtGui/QPalette>

// What a palette has no role for, fit for dark and light ones.
namespace Colors {

bool isDark(const QPalette &palette);
QColor quietText(const QPalette &palette);
QColor line(const QPalette &palette);
QColor alarm(const QPalette &palette);                     // text that says what is wrong
QColor good(const QPalette &palette);                      // open
QColor busy(const QPalette &palette);                      // connecting, and the first curve
QColor waiting(const QPalette &palette);                   // and the second curve
QColor notice(const QPalette &palette);                    // the ground of a notice
QColor type(const QPalette &palette, const QString &type); // the same for the same type

QPalette quiet(QPalette palette); // all its text is quiet

} // namespace Colors

#endif
