// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Dashboard

// A stream: its state, what comes through it, why it does not, and what can be done.
Rectangle {
    id: card

    required property Stream stream

    implicitHeight: layout.implicitHeight + 2 * Style.padding
    color: Style.surface
    radius: Style.radius
    border { width: 1; color: Style.line }
    Accessible.role: Accessible.Grouping
    Accessible.name: stream.title

    Rectangle { // the state again, for the corner of the eye
        x: 1
        y: Style.radius
        width: 3
        height: parent.height - 2 * Style.radius
        radius: 1.5
        color: card.stream.color
    }

    ColumnLayout {
        id: layout
        anchors { fill: parent; margins: Style.padding }
        spacing: Style.smallGap

        RowLayout {
            spacing: Style.gap
            Text {
                text: card.stream.title
                color: Style.text
                font { pixelSize: Style.titleText; weight: Font.DemiBold }
            }
            StatePill {
                text: card.stream.stateName
                tone: card.stream.color
                beating: !card.stream.isOpen && card.stream.active && !card.stream.hasFailed
            }
            Text {
                objectName: "lastId"
                text: card.stream.lastEventId === "" ? "" : qsTr("id %1").arg(Format.brief(card.stream.lastEventId))
                textFormat: Text.PlainText
                color: Style.quiet
                elide: Text.ElideLeft
                horizontalAlignment: Text.AlignRight
                font { pixelSize: Style.smallText; family: Style.fixedFamily }
                Layout.fillWidth: true
            }
        }
        Text {
            objectName: "explanation"
            text: card.stream.explanation
            textFormat: Text.PlainText
            color: card.stream.isWaiting ? Style.waiting : Style.text
            font.pixelSize: Style.bodyText
            elide: Text.ElideMiddle
            Layout.fillWidth: true
        }
        Text {
            objectName: "detail"
            readonly property bool isError: !card.stream.isOpen && card.stream.reason !== ""
            text: isError ? card.stream.reason
                          : qsTr("%1 events, %2 so far").arg(Format.count(card.stream.statistics.events))
                                                 .arg(Format.bytes(card.stream.statistics.bytes))
            color: isError ? Style.bad : Style.quiet
            font.pixelSize: Style.smallText
            textFormat: Text.PlainText
            elide: Text.ElideRight
            wrapMode: Style.narrow ? Text.Wrap : Text.NoWrap
            maximumLineCount: Style.narrow ? 3 : 1
            Layout.fillWidth: true
        }
        RowLayout {
            Layout.topMargin: 2
            spacing: Style.smallGap
            ActionButton {
                objectName: "pauseButton"
                text: card.stream.paused ? qsTr("Resume") : qsTr("Pause")
                enabled: card.stream.active
                onClicked: card.stream.paused = !card.stream.paused
            }
            ActionButton {
                objectName: "activeButton"
                text: card.stream.active ? qsTr("Disconnect") : qsTr("Connect")
                onClicked: card.stream.active = !card.stream.active
            }
            ActionButton {
                objectName: "reconnectButton"
                text: qsTr("Reconnect now")
                visible: card.stream.active && (card.stream.isWaiting || card.stream.hasFailed)
                primary: true
                onClicked: card.stream.reconnectNow()
            }
            Sparkline { // of its rate
                series: card.stream.rate
                color: Style.quiet
                Layout.fillWidth: true
                Layout.preferredHeight: 24
                Layout.leftMargin: Style.gap
            }
        }
    }
}
