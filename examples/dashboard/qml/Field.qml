// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

TextField {
    id: field

    implicitHeight: Style.controlHeight
    leftPadding: 10
    rightPadding: 10
    topPadding: 0
    bottomPadding: 0
    verticalAlignment: TextInput.AlignVCenter
    font.pixelSize: Style.bodyText
    color: Style.text
    placeholderTextColor: Style.quiet
    selectionColor: Style.accent
    selectedTextColor: Style.accentText
    selectByMouse: true
    Accessible.name: placeholderText

    background: Rectangle {
        radius: 6
        color: Style.ground
        border {
            width: field.activeFocus ? 2 : 1
            color: field.activeFocus ? Style.accent : Style.line
        }
    }
}
