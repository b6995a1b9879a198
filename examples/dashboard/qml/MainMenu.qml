// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick.Controls.Basic
import Dashboard

// All that is not in the header where that is short of room.
Menu {
    id: menu

    required property Feeds feeds
    required property Settings settings

    signal openAsked()

    width: 240

    MenuItem {
        text: qsTr("Open stream…")
        objectName: "openItem"
        onTriggered: menu.openAsked()
    }
    MenuItem {
        text: menu.feeds.paused ? qsTr("Resume all") : qsTr("Pause all")
        onTriggered: menu.feeds.pauseAll(!menu.feeds.paused)
    }
    MenuSeparator {}
    MenuItem {
        text: qsTr("Cut all connections")
        objectName: "cutItem"
        enabled: menu.feeds.embedded
        onTriggered: menu.feeds.server.cut()
    }
    MenuItem {
        text: menu.feeds.embedded && menu.feeds.server.down ? qsTr("Bring the server back")
                                                            : qsTr("Take the server down")
        objectName: "downItem"
        enabled: menu.feeds.embedded
        onTriggered: menu.feeds.server.down = !menu.feeds.server.down
    }
    MenuSeparator {}
    MenuItem {
        text: qsTr("Theme of the system")
        checkable: true
        checked: menu.settings.theme === "system"
        onTriggered: menu.settings.theme = "system"
    }
    MenuItem {
        text: qsTr("Light theme")
        checkable: true
        checked: menu.settings.theme === "light"
        onTriggered: menu.settings.theme = "light"
    }
    MenuItem {
        text: qsTr("Dark theme")
        checkable: true
        checked: menu.settings.theme === "dark"
        onTriggered: menu.settings.theme = "dark"
    }
}
