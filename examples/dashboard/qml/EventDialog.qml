// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

// All of an event's text.
Dialog {
    id: dialog

    function show(type, text) {
        title = type
        content.text = readable(text.slice(0, 100000)) // what can be laid out in no time
        open()
    }

    function readable(text) {
        try {
            return JSON.stringify(JSON.parse(text), null, 4)
        } catch (error) {
            return text
        }
    }

    modal: true
    anchors.centerIn: parent
    width: Math.min(560, parent.width - 2 * Style.gap)
    height: Math.min(420, parent.height - 2 * Style.gap)
    padding: Style.padding

    background: Rectangle {
        color: Style.surface
        radius: Style.radius
        border { width: 1; color: Style.line }
    }
    header: Text {
        text: dialog.title
        textFormat: Text.PlainText
        elide: Text.ElideRight
        color: Style.byType(dialog.title)
        padding: Style.padding
        bottomPadding: 0
        font { pixelSize: Style.titleText; weight: Font.DemiBold }
    }
    footer: Item {
        implicitHeight: closeButton.implicitHeight + Style.padding
        ActionButton {
            id: closeButton
            objectName: "closeButton"
            anchors { right: parent.right; rightMargin: Style.padding }
            text: qsTr("Close")
            onClicked: dialog.close()
        }
    }

    ScrollView {
        anchors.fill: parent
        TextArea {
            id: content
            objectName: "eventText"
            readOnly: true
            selectByMouse: true
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.WrapAnywhere
            color: Style.text
            selectionColor: Style.accent
            selectedTextColor: Style.accentText
            font { pixelSize: Style.bodyText; family: Style.fixedFamily }
            Accessible.name: dialog.title
            background: null
        }
    }
}
