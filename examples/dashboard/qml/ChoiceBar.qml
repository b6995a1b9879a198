// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick

// One of a few, side by side.
Rectangle {
    id: bar

    required property list<string> choices
    property int current: 0
    property string name
    signal chosen(int index)

    implicitWidth: row.implicitWidth + 4
    implicitHeight: Style.controlHeight
    radius: 6
    color: Style.raised
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    Row {
        id: row
        anchors { fill: parent; margins: 2 }

        Repeater {
            model: bar.choices

            // The bar is around it: Qt 6.4 has no way to say so.
            // qmllint disable unqualified
            ChoiceButton {
                required property int index
                required property string modelData

                height: row.height
                text: modelData
                checked: bar.current === index
                onClicked: bar.chosen(index)
            }
            // qmllint enable unqualified
        }
    }
}
