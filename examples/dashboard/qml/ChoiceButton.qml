// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

// One of the choices of a ChoiceBar.
AbstractButton {
    id: choice

    leftPadding: 10
    rightPadding: 10
    font.pixelSize: Style.smallText
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: checked

    contentItem: Text {
        text: choice.text
        font: choice.font
        color: choice.checked ? Style.text : Style.quiet
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: Text.AlignHCenter
    }
    background: Rectangle {
        radius: 5
        color: choice.checked ? Style.surface : choice.hovered ? Style.hovered : "transparent"
        border { width: choice.visualFocus ? 2 : 0; color: Style.accent }
    }
}
