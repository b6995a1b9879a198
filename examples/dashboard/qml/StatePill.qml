// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick

// What a stream is doing: a colour and a word.
Rectangle {
    id: pill

    required property string text
    required property color tone
    property bool beating: false

    implicitWidth: label.implicitWidth + dot.width + row.spacing + 18
    implicitHeight: 22
    radius: height / 2
    color: Style.tint(tone, Style.dark ? 0.18 : 0.13)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    onBeatingChanged: {
        if (!beating)
            dot.opacity = 1
    }

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 6

        Rectangle {
            id: dot
            width: 8
            height: 8
            radius: 4
            anchors.verticalCenter: parent.verticalCenter
            color: pill.tone
        }
        Text {
            id: label
            objectName: "stateText"
            text: pill.text
            textFormat: Text.PlainText
            color: pill.tone
            elide: Text.ElideRight
            width: Math.min(Math.ceil(implicitWidth), pill.width - dot.width - row.spacing - 10)
            font { pixelSize: Style.smallText; weight: Font.DemiBold }
        }
    }
    SequentialAnimation {
        running: pill.beating
        loops: Animation.Infinite
        NumberAnimation { target: dot; property: "opacity"; to: 0.25; duration: 450 }
        NumberAnimation { target: dot; property: "opacity"; to: 1; duration: 450 }
    }
}
