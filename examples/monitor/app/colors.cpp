// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "colors.h"

#include <QtCore/QHashFunctions>

#include <array>

namespace {

QColor mixed(const QColor &ground, const QColor &tint, double share)
{
    const auto part = [share](int from, int to) { return int(from + (to - from) * share + 0.5); };
    return {part(ground.red(), tint.red()), part(ground.green(), tint.green()),
            part(ground.blue(), tint.blue())};
}

QColor either(const QPalette &palette, QRgb inLight, QRgb inDark)
{
    return QColor(Colors::isDark(palette) ? inDark : inLight);
}

} // namespace

bool Colors::isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

QColor Colors::quietText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.36);
}

QColor Colors::line(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.16);
}

QColor Colors::alarm(const QPalette &palette)
{
    return either(palette, 0xb3261e, 0xff8a80);
}

QColor Colors::good(const QPalette &palette)
{
    return either(palette, 0x1b7f3b, 0x5fd38d);
}

QColor Colors::busy(const QPalette &palette)
{
    return either(palette, 0x1f6fd0, 0x6cb2ff);
}

QColor Colors::waiting(const QPalette &palette)
{
    return either(palette, 0xa85b00, 0xf2b455);
}

QColor Colors::notice(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Window), waiting(palette), 0.16);
}

QColor Colors::type(const QPalette &palette, const QString &type)
{
    static constexpr std::array<std::pair<QRgb, QRgb>, 6> colors = {{{0x1f6fd0, 0x6cb2ff},
                                                                     {0x8a3fb8, 0xd59cff},
                                                                     {0x1b7f3b, 0x5fd38d},
                                                                     {0xa85b00, 0xf2b455},
                                                                     {0xa3366f, 0xff8fc2},
                                                                     {0x00777d, 0x58d0d6}}};
    if (type == QLatin1StringView("error"))
        return alarm(palette);
    const auto &[inLight, inDark] = colors[qHash(type, 0) % colors.size()];
    return either(palette, inLight, inDark);
}

QPalette Colors::quiet(QPalette palette)
{
    const QColor color = quietText(palette);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, color);
    return palette;
}
