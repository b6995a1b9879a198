// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "sizetext.h"

#include <QtCore/QLocale>

#include <array>

using namespace Qt::StringLiterals;

QString sizeText(double bytes)
{
    constexpr std::array units = {"B"_L1, "kB"_L1, "MB"_L1, "GB"_L1, "TB"_L1};
    size_t unit = 0;
    for (; bytes >= 999.5 && unit + 1 < units.size(); ++unit)
        bytes /= 1000;
    return QLocale().toString(bytes, 'f', unit == 0 || bytes >= 99.95 ? 0 : 1) + u' ' + units[unit];
}
