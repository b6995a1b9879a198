// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
pragma Singleton
import QtQuick

// Colours, sizes and fonts: all that the window's look is made of.
QtObject {
    property bool dark: false
    property bool narrow: false // a phone: larger targets

    readonly property color ground: dark ? "#0e1217" : "#f1f3f6"
    readonly property color surface: dark ? "#161b22" : "#ffffff"
    readonly property color raised: dark ? "#212933" : "#e9edf2"
    readonly property color hovered: dark ? "#2a3440" : "#dde3ea"
    readonly property color line: dark ? "#262e38" : "#dce1e7"
    readonly property color text: dark ? "#e7ebf0" : "#18202a"
    readonly property color quiet: dark ? "#929dab" : "#5a6675"
    readonly property color accent: dark ? "#58a6ff" : "#1a6bd0"
    readonly property color accentText: dark ? "#0b1420" : "#ffffff"
    readonly property color good: dark ? "#3fb97d" : "#0f7f50"
    readonly property color waiting: dark ? "#e0a83c" : "#8f5f00"
    readonly property color bad: dark ? "#f2726f" : "#c33131"

    readonly property int gap: 12
    readonly property int smallGap: 6
    readonly property int padding: narrow ? 12 : 14
    readonly property int radius: 8
    readonly property int controlHeight: narrow ? 44 : 32
    readonly property int rowHeight: narrow ? 48 : 30
    readonly property int logRowHeight: narrow ? 46 : 26

    readonly property int smallText: 12
    readonly property int bodyText: 13
    readonly property int titleText: 15
    readonly property int bigText: 24
    readonly property string fixedFamily: "monospace"

    function tint(color, share) {
        return Qt.rgba(color.r, color.g, color.b, share)
    }

    function byType(type) {
        switch (type) {
        case "price": return accent
        case "news": return good
        case "status": return waiting
        case "connection": return bad
        default: return quiet
        }
    }

    function bySign(value) {
        return value > 0 ? good : value < 0 ? bad : quiet
    }
}
