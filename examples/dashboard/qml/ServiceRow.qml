// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// How a service is, and how long it takes to answer.
RowLayout {
    id: row

    required property string service
    required property string state
    required property real latency

    spacing: Style.gap

    Text {
        text: row.service
        textFormat: Text.PlainText
        color: Style.text
        elide: Text.ElideRight
        font.pixelSize: Style.bodyText
        Layout.fillWidth: true
    }
    Cell {
        text: qsTr("%1 ms").arg(row.latency.toFixed(0))
        color: Style.quiet
    }
    StatePill {
        text: row.state
        tone: row.state === "ok" ? Style.good : row.state === "down" ? Style.bad : Style.waiting
        Layout.preferredWidth: 64
    }
}
