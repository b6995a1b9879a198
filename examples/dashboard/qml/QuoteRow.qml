// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Dashboard

// A symbol and its last price.
ItemDelegate {
    id: row

    required property int index
    required property string symbol
    required property real bid
    required property real ask
    required property real change
    required property real changePercent
    required property int direction
    required property int updates
    required property Series series
    readonly property bool allColumns: width >= Columns.allFrom

    height: Style.rowHeight
    leftPadding: Style.padding
    rightPadding: Style.padding
    topPadding: 0
    bottomPadding: 0
    highlighted: ListView.isCurrentItem
    focusPolicy: Qt.NoFocus // the list has it
    Accessible.name: qsTr("%1, %2, %3 percent").arg(symbol).arg(bid.toFixed(2))
                                               .arg(Format.signed(changePercent, 2))
    onClicked: {
        ListView.view.currentIndex = index
        ListView.view.forceActiveFocus()
    }

    background: Rectangle {
        color: row.highlighted ? Style.tint(Style.accent, Style.dark ? 0.16 : 0.12)
                               : row.hovered ? Style.tint(Style.raised, 0.6) : "transparent"
        Rectangle {
            width: 3
            height: parent.height
            color: Style.accent
            visible: row.highlighted
        }
    }
    contentItem: RowLayout {
        spacing: Style.gap

        Text {
            text: row.symbol
            textFormat: Text.PlainText
            color: Style.text
            elide: Text.ElideRight
            font { pixelSize: Style.bodyText; weight: Font.DemiBold }
            Layout.preferredWidth: Columns.symbol
            Layout.maximumWidth: Columns.symbol
        }
        Sparkline {
            series: row.series
            color: Style.bySign(row.change)
            Layout.fillWidth: true
            Layout.minimumWidth: 40
            Layout.preferredHeight: Math.min(24, row.height - 10)
        }
        PriceCell {
            price: row.bid
            direction: row.direction
            updates: row.updates
            Layout.preferredWidth: Columns.price
        }
        Cell {
            text: row.ask.toFixed(2)
            visible: row.allColumns
            color: Style.quiet
            Layout.preferredWidth: Columns.price
        }
        Cell {
            text: Format.signed(row.change, 2)
            visible: row.allColumns
            color: Style.bySign(row.change)
            Layout.preferredWidth: Columns.price
        }
        Cell {
            text: Format.signed(row.changePercent, 2) + " %"
            color: Style.bySign(row.change)
            Layout.preferredWidth: Columns.percent
        }
    }
}
