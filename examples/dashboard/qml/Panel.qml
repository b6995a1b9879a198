// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// A surface with a title, something at the title's right, and content below.
Rectangle {
    id: panel
    objectName: "panel"

    property string title
    property alias tools: toolsRow.data
    default property alias content: contentItem.data
    property int contentMargin: Style.padding

    color: Style.surface
    radius: Style.radius
    border { width: 1; color: Style.line }
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    ColumnLayout {
        anchors { fill: parent; margins: 1 }
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Style.padding
            Layout.topMargin: Style.narrow ? 8 : 10
            Layout.bottomMargin: Style.smallGap
            spacing: Style.gap
            visible: panel.title !== ""

            Text {
                text: panel.title
                color: Style.text
                font { pixelSize: Style.titleText; weight: Font.DemiBold }
                Layout.fillWidth: toolsRow.children.length === 0
            }
            RowLayout {
                id: toolsRow
                Layout.fillWidth: true
                spacing: Style.smallGap
            }
        }
        Item {
            id: contentItem
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: panel.contentMargin
            Layout.rightMargin: panel.contentMargin
            Layout.bottomMargin: panel.contentMargin > 0 ? Style.padding : Style.radius
        }
    }
}
