// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// An event: when it came, of which type it is, and its text on one line.
ItemDelegate {
    id: row

    required property int index
    required property date time
    required property string eventType
    required property string summary

    height: Style.logRowHeight
    leftPadding: Style.padding
    rightPadding: Style.padding
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.NoFocus // the list has it
    Accessible.role: Accessible.ListItem
    Accessible.name: Format.brief(eventType) + " " + summary

    background: Rectangle {
        color: row.hovered ? Style.tint(Style.raised, 0.6) : "transparent"
    }
    contentItem: GridLayout {
        columns: Style.narrow ? 2 : 3
        columnSpacing: Style.gap
        rowSpacing: 0

        Text {
            text: Qt.formatTime(row.time, "HH:mm:ss")
            color: Style.quiet
            font { pixelSize: Style.smallText; family: Style.fixedFamily }
            Layout.preferredWidth: Columns.logTime
        }
        Text {
            text: Format.brief(row.eventType)
            textFormat: Text.PlainText
            color: Style.byType(row.eventType)
            elide: Text.ElideRight
            font { pixelSize: Style.smallText; weight: Font.DemiBold }
            Layout.fillWidth: Style.narrow
            Layout.preferredWidth: Columns.logType
        }
        Text {
            text: row.summary
            textFormat: Text.PlainText
            color: Style.text
            elide: Text.ElideRight
            font.pixelSize: Style.smallText
            Layout.columnSpan: Style.narrow ? 2 : 1
            Layout.fillWidth: true
        }
    }
}
