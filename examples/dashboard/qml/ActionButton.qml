// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

Button {
    id: button

    property bool primary: false

    implicitHeight: Style.controlHeight
    leftPadding: 12
    rightPadding: 12
    topPadding: 0
    bottomPadding: 0
    font.pixelSize: Style.bodyText
    opacity: enabled ? 1 : 0.45
    focusPolicy: Qt.StrongFocus
    Accessible.name: text

    contentItem: Text {
        text: button.text
        font: button.font
        color: button.primary ? Style.accentText : Style.text
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
    background: Rectangle {
        radius: 6
        color: button.primary ? (button.down ? Qt.darker(Style.accent, 1.15) : Style.accent)
                              : button.down || button.hovered ? Style.hovered : Style.raised
        border { width: button.visualFocus ? 2 : 0; color: button.primary ? Style.text : Style.accent }
    }
}
