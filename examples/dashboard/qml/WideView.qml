// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// Everything at once.
Item {
    id: view

    required property Feeds feeds

    function focusFilter() { log.focusFilter() }

    StreamStrip {
        id: strip
        feeds: view.feeds
        width: parent.width
    }
    ColumnLayout {
        anchors {
            top: strip.bottom
            topMargin: Style.gap
            bottom: parent.bottom
            left: parent.left
            right: side.left
            rightMargin: Style.gap
        }
        spacing: Style.gap

        ChartPanel {
            feeds: view.feeds
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 310
            Layout.minimumHeight: 160
        }
        LogPanel {
            id: log
            feeds: view.feeds
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 250
            Layout.minimumHeight: 140
        }
    }
    ColumnLayout {
        id: side
        anchors {
            top: strip.bottom
            topMargin: Style.gap
            bottom: parent.bottom
            right: parent.right
        }
        width: Math.max(420, Math.min(560, parent.width * 0.4))
        spacing: Style.gap

        QuotePanel {
            feeds: view.feeds
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 362 // ten rows
            Layout.minimumHeight: 160
        }
        RowLayout {
            spacing: Style.gap
            Layout.fillHeight: true
            Layout.preferredHeight: 190
            Layout.minimumHeight: 140

            NewsPanel {
                feeds: view.feeds
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            ServicesPanel {
                feeds: view.feeds
                Layout.fillHeight: true
                Layout.preferredWidth: 232
            }
        }
    }
}
