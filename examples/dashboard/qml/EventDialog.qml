// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

// An event's text, the beginning of a very long one.
Dialog {
    id: dialog

    function show(type, text) {
        title = type
        const longest = 100000 // what can be laid out in no time
        content.text = text.length > longest ? text.slice(0, longest) + "\u2026" : readable(text)
        open()
    }

    // JSON is indented, unless JavaScript would change it: a number of many digits, say.
    function readable(text) {
        try {
            const value = JSON.parse(text)
            const withoutSpaces = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1")
            return JSON.stringify(value) === withoutSpaces ? JSON.stringify(value, null, 4) : text
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
