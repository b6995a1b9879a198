// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Dashboard

// The table of prices. The row that is chosen is the one that the chart shows.
Panel {
    id: panel

    required property Feeds feeds

    title: qsTr("Prices")
    contentMargin: 0

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        QuoteHeading {
            Layout.fillWidth: true
            Layout.bottomMargin: 4
        }
        Rectangle {
            color: Style.line
            Layout.fillWidth: true
            Layout.preferredHeight: 1
        }
        ListView {
            id: list
            objectName: "quoteList"
            clip: true
            model: panel.feeds.quotes
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.Table
            Accessible.name: panel.title
            Layout.fillWidth: true
            Layout.fillHeight: true
            ScrollBar.vertical: ScrollBar {}

            property bool ready: false // what was chosen before is chosen again first
            Component.onCompleted: {
                currentIndex = Math.max(0, panel.feeds.quotes.rowOf(panel.feeds.symbol))
                ready = true
            }
            onCurrentIndexChanged: if (ready) panel.choose(currentIndex)
            onCountChanged: if (ready) panel.choose(currentIndex)

            delegate: QuoteRow { width: ListView.view.width }

            Placeholder {
                visible: list.count === 0
                text: qsTr("No prices yet. A price is an event of type “price” whose data is JSON with symbol and bid.")
            }
            Rectangle { // the focus
                anchors.fill: parent
                visible: list.activeFocus
                color: "transparent"
                border { width: 1; color: Style.accent }
            }
        }
    }

    function choose(row) {
        const symbol = feeds.quotes.symbolAt(row)
        if (symbol !== "")
            feeds.symbol = symbol
    }
}
