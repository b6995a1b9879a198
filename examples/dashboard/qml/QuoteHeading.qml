// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

// The names of a QuoteRow's columns.
Item {
    id: heading

    readonly property bool allColumns: width >= Columns.allFrom

    implicitHeight: row.implicitHeight

    RowLayout {
        id: row
        anchors { fill: parent; leftMargin: Style.padding; rightMargin: Style.padding }
        spacing: Style.gap

        Heading { text: qsTr("Symbol"); Layout.preferredWidth: Columns.symbol }
        Heading { text: qsTr("Trend"); Layout.fillWidth: true }
        Heading {
            text: qsTr("Bid")
            rightPadding: 6
            horizontalAlignment: Text.AlignRight
            Layout.preferredWidth: Columns.price
        }
        Heading {
            text: qsTr("Ask")
            visible: heading.allColumns
            horizontalAlignment: Text.AlignRight
            Layout.preferredWidth: Columns.price
        }
        Heading {
            text: qsTr("Change")
            visible: heading.allColumns
            horizontalAlignment: Text.AlignRight
            Layout.preferredWidth: Columns.price
        }
        Heading {
            text: qsTr("Change %")
            horizontalAlignment: Text.AlignRight
            Layout.preferredWidth: Columns.percent
        }
    }
}
