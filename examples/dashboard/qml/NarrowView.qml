// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One thing at a time, on pages that a finger turns.
ColumnLayout {
    id: view

    required property Feeds feeds
    property int page: 0

    spacing: Style.gap

    // Pages, tabs and whoever sets the page each have a say: they tell one another.
    onPageChanged: pages.currentIndex = page

    function focusFilter() {
        page = 2
        log.focusFilter()
    }

    SwipeView {
        id: pages
        objectName: "pages"
        clip: true
        spacing: Style.gap
        onCurrentIndexChanged: {
            tabs.currentIndex = currentIndex
            view.page = currentIndex
        }
        Layout.fillWidth: true
        Layout.fillHeight: true

        ColumnLayout {
            spacing: Style.gap
            ChartPanel {
                feeds: view.feeds
                Layout.fillWidth: true
                Layout.preferredHeight: 300
                Layout.minimumHeight: 200
                Layout.maximumHeight: Math.max(200, view.height * 0.42)
            }
            QuotePanel {
                feeds: view.feeds
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
        ColumnLayout {
            spacing: Style.gap
            NewsPanel {
                feeds: view.feeds
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            ServicesPanel {
                feeds: view.feeds
                Layout.fillWidth: true
                Layout.preferredHeight: 168
            }
        }
        LogPanel {
            id: log
            feeds: view.feeds
        }
        Flickable {
            contentHeight: strip.implicitHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: ScrollBar {}
            StreamStrip {
                id: strip
                width: parent.width
                feeds: view.feeds
            }
        }
    }
    TabBar {
        id: tabs
        objectName: "tabs"
        onCurrentIndexChanged: pages.currentIndex = currentIndex
        background: Rectangle { color: Style.surface }
        Layout.preferredHeight: 52
        Layout.fillWidth: true
        Layout.leftMargin: -Style.gap
        Layout.rightMargin: -Style.gap
        Layout.bottomMargin: -Style.gap

        PageTab { text: qsTr("Prices") }
        PageTab { text: qsTr("News") }
        PageTab { text: qsTr("Log") }
        PageTab { text: qsTr("Streams") }
    }
}
