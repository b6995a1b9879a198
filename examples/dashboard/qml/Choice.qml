// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

ComboBox {
    id: choice

    implicitHeight: Style.controlHeight
    font.pixelSize: Style.bodyText

    // Types come from a server: as they are, not as rich text.
    delegate: ItemDelegate {
        id: entry

        required property string modelData

        width: ListView.view.width
        text: modelData
        font.pixelSize: Style.bodyText
        highlighted: ListView.isCurrentItem
        contentItem: Text {
            text: Format.brief(entry.text)
            textFormat: Text.PlainText
            color: Style.text
            elide: Text.ElideRight
            font: entry.font
            verticalAlignment: Text.AlignVCenter
        }
    }
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
