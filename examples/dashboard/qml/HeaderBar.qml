// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Dashboard

// The title, how much comes in, and what concerns all of it.
Rectangle {
    id: bar

    required property Feeds feeds
    required property Settings settings
    readonly property bool roomy: width >= 1120

    signal openAsked()
    signal menuAsked(Item from)

    implicitHeight: Style.narrow ? 56 : 52
    color: Style.surface

    RowLayout {
        anchors { fill: parent; leftMargin: Style.gap + 2; rightMargin: Style.gap }
        spacing: Style.gap

        Text {
            text: "QtSse"
            color: Style.text
            font { pixelSize: 18; weight: Font.Bold }
        }
        Text {
            text: qsTr("dashboard")
            color: Style.quiet
            font.pixelSize: 18
            visible: !Style.narrow
            Layout.leftMargin: -6
        }
        StatePill {
            objectName: "summary"
            readonly property int open: bar.feeds.streams.filter(stream => stream.isOpen).length
            text: qsTr("%1 of %2 open").arg(open).arg(bar.feeds.streams.length)
            tone: open === bar.feeds.streams.length ? Style.good : open > 0 ? Style.waiting : Style.bad
        }
        Item { Layout.fillWidth: true }
        Text {
            text: Format.rate(bar.feeds.eventsPerSecond, bar.feeds.bytesPerSecond)
            visible: !Style.narrow
            color: Style.quiet
            font.pixelSize: Style.bodyText
            horizontalAlignment: Text.AlignRight
            Layout.minimumWidth: 170
        }
        ActionButton {
            objectName: "pauseAllButton"
            text: bar.feeds.paused ? qsTr("Resume all") : qsTr("Pause all")
            visible: !Style.narrow
            onClicked: bar.feeds.pauseAll(!bar.feeds.paused)
        }
        ActionButton {
            text: qsTr("Open stream…")
            visible: bar.roomy
            onClicked: bar.openAsked()
        }
        ChoiceBar {
            name: qsTr("Theme")
            objectName: "themeBar"
            choices: [qsTr("System"), qsTr("Light"), qsTr("Dark")]
            current: bar.settings.themeIndex
            visible: bar.roomy
            onChosen: (index) => bar.settings.themeIndex = index
        }
        ActionButton {
            id: menuButton
            objectName: "menuButton"
            text: qsTr("Menu")
            onClicked: bar.menuAsked(menuButton)
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Style.line
    }
}
