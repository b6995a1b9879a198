// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick

// A list as for a log: a line for each event, and the end is in view.
ListView {
    id: list

    width: 800
    height: 600
    reuseItems: true
    delegate: Row {
        id: line

        required property date time
        required property string eventType
        required property string eventId
        required property string text

        spacing: 8
        height: 20
        Text { text: Qt.formatTime(line.time, "HH:mm:ss.zzz"); textFormat: Text.PlainText }
        Text { text: line.eventType; textFormat: Text.PlainText }
        Text {
            // Laid out is what is given, whether or not it fits.
            text: line.eventId + " " + line.text.slice(0, 200)
            textFormat: Text.PlainText
            width: 600
            elide: Text.ElideRight
        }
    }

    Connections {
        target: list.model
        function onRowsInserted() { Qt.callLater(list.positionViewAtEnd) }
    }
}
