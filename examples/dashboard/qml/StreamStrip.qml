// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// All streams: side by side, or one below the other.
GridLayout {
    id: strip

    required property Feeds feeds

    columns: Style.narrow ? 1 : Math.max(1, feeds.streams.length)
    columnSpacing: Style.gap
    rowSpacing: Style.gap

    Repeater {
        model: strip.feeds.streams

        StreamCard {
            required property Stream modelData
            objectName: "streamCard"
            stream: modelData
            Layout.fillWidth: true
            Layout.preferredWidth: 1 // all as wide
        }
    }
}
