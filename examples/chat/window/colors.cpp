// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "colors.h"

static QColor mixed(const QColor &ground, const QColor &tint, double share)
{
    const auto part = [share](int from, int to) { return int(from + (to - from) * share + 0.5); };
    return {part(ground.red(), tint.red()), part(ground.green(), tint.green()),
            part(ground.blue(), tint.blue())};
}

QColor Colors::quietText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.36);
}

QPalette Colors::quiet(QPalette palette)
{
    const QColor color = quietText(palette);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, color);
    return palette;
}

QColor Colors::raised(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.07);
}

QColor Colors::line(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.2);
}

QColor Colors::question(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Highlight), 0.2);
}

QColor Colors::alarm(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), QColor(0xd0, 0x20, 0x20), 0.2);
}
