// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

TabButton {
    id: tab

    implicitHeight: 52
    font { pixelSize: Style.bodyText; weight: checked ? Font.DemiBold : Font.Normal }
    Accessible.name: text

    contentItem: Text {
        text: tab.text
        font: tab.font
        color: tab.checked ? Style.accent : Style.quiet
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }
    background: Rectangle {
        color: tab.down ? Style.raised : Style.surface
        border { width: tab.visualFocus ? 2 : 0; color: Style.accent }
        Rectangle {
            width: parent.width
            height: 2
            color: tab.checked ? Style.accent : "transparent"
        }
    }
}
