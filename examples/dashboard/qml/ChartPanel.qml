// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Dashboard

// The chosen symbol's price, or the rate of all events, over time.
Panel {
    id: panel

    required property Feeds feeds
    property int view: 0 // price or rate
    readonly property bool showsPrice: view === 0 && feeds.series !== null
    readonly property Series series: showsPrice ? feeds.series : feeds.rate
    property real change: 0

    readonly property var spans: [60, 300, 900]
    property int span: 0
    readonly property bool roomy: width >= 600 // for all of the heading on one line

    contentMargin: 0

    Connections {
        target: panel.feeds.quotes
        function onUpdated() { panel.change = panel.feeds.quotes.changePercentOf(panel.feeds.symbol) }
    }
    Connections {
        target: panel.feeds
        function onSymbolChanged() { panel.change = panel.feeds.quotes.changePercentOf(panel.feeds.symbol) }
    }

    ColumnLayout {
        anchors { fill: parent; leftMargin: Style.padding; rightMargin: Style.padding; topMargin: 10 }
        spacing: Style.smallGap

        GridLayout {
            columns: panel.roomy ? 2 : 1
            columnSpacing: Style.gap
            rowSpacing: Style.smallGap
            Layout.fillWidth: true

            RowLayout {
                spacing: Style.gap
                Text {
                    objectName: "chartTitle"
                    text: panel.showsPrice ? panel.feeds.symbol : qsTr("Events/s")
                    textFormat: Text.PlainText
                    elide: Text.ElideRight
                    color: Style.text
                    font { pixelSize: Style.bigText; weight: Font.DemiBold }
                    Layout.fillWidth: true
                    Layout.minimumWidth: Math.min(60, Math.ceil(implicitWidth))
                    Layout.maximumWidth: Math.min(160, Math.ceil(implicitWidth))
                }
                Text {
                    text: panel.series.lastValue.toFixed(panel.showsPrice ? 2 : 0)
                    color: Style.text
                    font.pixelSize: Style.bigText
                }
                Text {
                    text: Format.signed(panel.change, 2) + " %"
                    visible: panel.showsPrice
                    color: Style.bySign(panel.change)
                    font { pixelSize: Style.titleText; weight: Font.Medium }
                }
                Item { Layout.fillWidth: true }
            }
            RowLayout {
                spacing: Style.gap
                Layout.fillWidth: !panel.roomy
                ChoiceBar {
                    name: qsTr("What the chart shows")
                    choices: [qsTr("Price"), qsTr("Events/s")]
                    current: panel.showsPrice ? 0 : 1
                    visible: panel.feeds.series !== null
                    onChosen: (index) => panel.view = index
                }
                Item { Layout.fillWidth: true }
                ChoiceBar {
                    name: qsTr("The time that the chart shows")
                    choices: [qsTr("1 min"), qsTr("5 min"), qsTr("15 min")]
                    current: panel.span
                    onChosen: (index) => panel.span = index
                }
            }
        }
        SeriesChart {
            id: chart
            objectName: "chart"
            series: panel.series
            span: panel.spans[panel.span]
            decimals: panel.showsPrice ? 2 : 0
            lineColor: Style.accent
            gridColor: Style.line
            textColor: Style.quiet
            groundColor: Style.surface
            font.pixelSize: Style.smallText
            pointerX: pointer.containsMouse || pointer.pressed ? pointer.mouseX : -1
            Accessible.role: Accessible.Chart
            Accessible.name: qsTr("%1 over time").arg(panel.showsPrice ? panel.feeds.symbol : qsTr("Events/s"))
            Layout.fillWidth: true
            Layout.fillHeight: true

            MouseArea {
                id: pointer
                anchors.fill: parent
                hoverEnabled: true
                preventStealing: true // a finger on the chart reads it
                acceptedButtons: Qt.LeftButton
            }
            Rectangle {
                id: readout
                objectName: "readout"
                readonly property bool fitsRight: chart.readingAt.x + width + 20 < chart.plotArea.right
                visible: chart.pointing
                x: fitsRight ? chart.readingAt.x + 10 : chart.readingAt.x - width - 10
                y: Math.max(4, chart.readingAt.y - height - 10)
                width: readoutText.implicitWidth + 20
                height: readoutText.implicitHeight + 12
                radius: 6
                color: Style.raised
                border { width: 1; color: Style.line }
                Text {
                    id: readoutText
                    anchors.centerIn: parent
                    text: qsTr("%1 at %2").arg(chart.readingValue.toFixed(panel.showsPrice ? 2 : 0))
                                          .arg(Qt.formatTime(new Date(chart.readingTime), "HH:mm:ss"))
                    color: Style.text
                    font.pixelSize: Style.smallText
                }
            }
            Placeholder {
                visible: panel.series.count === 0
                text: qsTr("Nothing to draw yet.")
            }
        }
    }
}
