// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "theme.h"

#include <QtGui/QPalette>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyle>

using namespace Qt::StringLiterals;

namespace {

struct Tints
{
    QRgb window, base, alternate, button, text, disabled, highlight, highlightedText, link;
};

constexpr Tints lightTints = {0xf1f3f5, 0xffffff, 0xf7f8fa, 0xe9ecef, 0x1f2328,
                              0x8b949e, 0x2f6fde, 0xffffff, 0x1f6fd0};
constexpr Tints darkTints = {0x21252b, 0x1a1d22, 0x1f2329, 0x2d323a, 0xdfe3e8,
                             0x747d89, 0x2f5fae, 0xffffff, 0x6cb2ff};

constexpr QRgb darkBox = 0x434b57;

QPalette paletteOf(const Tints &tints)
{
    QPalette palette(QColor(tints.button), QColor(tints.window));
    palette.setColor(QPalette::Base, tints.base);
    palette.setColor(QPalette::AlternateBase, tints.alternate);
    palette.setColor(QPalette::ToolTipBase, tints.button);
    palette.setColor(QPalette::Highlight, tints.highlight);
    palette.setColor(QPalette::HighlightedText, tints.highlightedText);
    palette.setColor(QPalette::Link, tints.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(role, tints.text);
        palette.setColor(QPalette::Disabled, role, tints.disabled);
    }
    palette.setColor(QPalette::PlaceholderText, tints.disabled);
    return palette;
}

} // namespace

void Theme::apply(const QString &name)
{
    static const QString systemStyle = QApplication::style()->objectName();
    if (name == "system"_L1) {
        QApplication::setStyle(systemStyle);
        QApplication::setPalette(QPalette());
        return;
    }
    const bool isDark = name == "dark"_L1;
    const QPalette palette = paletteOf(isDark ? darkTints : lightTints);
    QPalette boxes = palette; // an empty one is hard to see in the dark
    if (isDark)
        boxes.setColor(QPalette::Base, darkBox);
    QApplication::setStyle(u"Fusion"_s);
    QApplication::setPalette(palette);
    QApplication::setPalette(boxes, "QCheckBox");
}
