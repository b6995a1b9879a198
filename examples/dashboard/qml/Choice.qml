// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

ComboBox {
    id: choice

    implicitHeight: Style.controlHeight
    font.pixelSize: Style.bodyText

    indicator: Text {
        x: choice.width - width - 12
        anchors.verticalCenter: parent.verticalCenter
        text: "\u25be"
        color: Style.quiet
        font.pixelSize: Style.titleText
    }
    background: Rectangle {
        radius: 6
        color: choice.hovered || choice.down ? Style.hovered : Style.raised
        border { width: choice.visualFocus ? 2 : 0; color: Style.accent }
    }
}
