// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Dashboard

// The last headlines, the newest on top.
Panel {
    id: panel

    required property Feeds feeds

    title: qsTr("News")

    ListView {
        id: list
        objectName: "newsList"
        anchors.fill: parent
        clip: true
        spacing: Style.smallGap
        model: LogFilter {
            sourceModel: panel.feeds.headlines
            newestFirst: true
        }
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: panel.title
        ScrollBar.vertical: ScrollBar {}
        delegate: NewsRow { width: ListView.view.width - Style.gap }

        Placeholder {
            visible: list.count === 0
            text: qsTr("No news yet.")
        }
    }
}
