// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

Panel {
    id: panel

    required property Feeds feeds

    title: qsTr("Services")

    ListView {
        id: list
        objectName: "serviceList"
        anchors.fill: parent
        clip: true
        spacing: Style.smallGap
        model: panel.feeds.states
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: panel.title
        ScrollBar.vertical: ScrollBar {}
        delegate: ServiceRow { width: ListView.view.width }

        Placeholder {
            visible: list.count === 0
            text: qsTr("No reports yet.")
        }
    }
}
