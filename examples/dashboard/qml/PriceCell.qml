// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick

// A price that lights up when it has gone up or down.
Rectangle {
    id: cell

    required property real price
    required property int direction
    required property int updates
    property real light: 0

    implicitHeight: 22
    radius: 4
    color: Style.tint(Style.bySign(direction), light)

    onUpdatesChanged: {
        if (direction !== 0)
            flash.restart()
    }

    Cell {
        anchors { right: parent.right; rightMargin: 6; verticalCenter: parent.verticalCenter }
        text: cell.price.toFixed(2)
        font.weight: Font.Medium
    }
    NumberAnimation {
        id: flash
        target: cell
        property: "light"
        from: 0.45
        to: 0
        duration: 700
    }
}
