// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Dashboard

// All events. It follows the end, and holds still while somebody reads further up.
Panel {
    id: panel

    required property Feeds feeds
    property bool held: false // by the button
    property bool following: true

    title: qsTr("Log")
    contentMargin: 0

    function focusFilter() {
        textFilter.forceActiveFocus()
        textFilter.selectAll()
    }

    Binding {
        target: panel.feeds.log
        property: "paused"
        value: panel.held || !panel.following
    }

    LogFilter {
        id: filter
        sourceModel: panel.feeds.log
        text: textFilter.text
        type: typeFilter.currentIndex > 0 ? typeFilter.currentText : ""
    }

    EventDialog {
        id: eventDialog
        parent: panel.Window.contentItem
    }

    tools: [
        Item { Layout.fillWidth: !Style.narrow },
        Choice {
            id: typeFilter
            objectName: "typeFilter"
            model: [qsTr("all types"), ...filter.knownTypes]
            Accessible.name: qsTr("Event type")
            Layout.preferredWidth: 124
        },
        Field {
            id: textFilter
            objectName: "textFilter"
            placeholderText: qsTr("Filter")
            Keys.onEscapePressed: clear()
            Layout.fillWidth: true
            Layout.minimumWidth: 60
            Layout.preferredWidth: 160
            Layout.maximumWidth: Style.narrow ? Infinity : 200
        },
        ActionButton {
            objectName: "holdButton"
            text: panel.held ? qsTr("Go on") : qsTr("Hold")
            onClicked: panel.held = !panel.held
        },
        ActionButton {
            text: qsTr("Clear")
            visible: panel.width >= 520
            onClicked: panel.feeds.log.clear()
        }
    ]

    ListView {
        id: list
        objectName: "logList"
        anchors.fill: parent
        clip: true
        model: filter
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: panel.title
        ScrollBar.vertical: ScrollBar {
            onPressedChanged: if (!pressed) list.notice()
        }
        // The dialog is around it: Qt 6.4 has no way to say so.
        // qmllint disable unqualified
        delegate: LogRow {
            width: ListView.view.width
            onClicked: eventDialog.show(eventType, filter.textAt(index))
        }
        // qmllint enable unqualified

        function notice() { panel.following = atYEnd }
        function scroll(distance) {
            const lowest = Math.max(originY, originY + contentHeight - height)
            contentY = Math.max(originY, Math.min(lowest, contentY + distance))
            notice()
        }

        onCountChanged: if (panel.following) endTimer.start()
        onHeightChanged: if (panel.following) endTimer.start()
        onMovementEnded: notice()
        Keys.onUpPressed: scroll(-Style.logRowHeight)
        Keys.onDownPressed: scroll(Style.logRowHeight)
        Keys.onPressed: (event) => {
            switch (event.key) {
            case Qt.Key_PageUp: scroll(-height); break
            case Qt.Key_PageDown: scroll(height); break
            case Qt.Key_Home: scroll(-contentHeight); break
            case Qt.Key_End: scroll(contentHeight); break
            default: return
            }
            event.accepted = true
        }

        Timer { // once the rows are laid out
            id: endTimer
            interval: 0
            onTriggered: list.positionViewAtEnd()
        }
        Placeholder {
            visible: list.count === 0
            text: panel.feeds.log.count === 0 ? qsTr("No events yet.") : qsTr("No event matches.")
        }
        Rectangle { // the focus
            anchors.fill: parent
            visible: list.activeFocus
            color: "transparent"
            border { width: 1; color: Style.accent }
        }
        ActionButton {
            objectName: "endButton"
            anchors { right: parent.right; bottom: parent.bottom; margins: Style.gap }
            visible: !panel.following
            primary: true
            text: qsTr("Held · to the end")
            onClicked: {
                panel.following = true
                list.positionViewAtEnd()
            }
        }
    }
}
