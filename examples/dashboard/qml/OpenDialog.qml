// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Asks for a stream. The token is handed on and forgotten.
Dialog {
    id: dialog

    property url proposed
    signal asked(url address, string token)

    readonly property bool isValid: /^https?:\/\/[^\/\s]+\S*$/i.test(address.text.trim())

    title: qsTr("Open a stream")
    modal: true
    focus: true
    anchors.centerIn: parent
    width: Math.min(460, parent.width - 2 * Style.gap)
    padding: Style.padding

    onAboutToShow: {
        address.text = String(proposed)
        token.clear()
        address.forceActiveFocus()
        address.selectAll()
    }
    onAccepted: {
        asked(address.text.trim(), token.text.trim())
        token.clear()
    }
    onRejected: token.clear()

    background: Rectangle {
        color: Style.surface
        radius: Style.radius
        border { width: 1; color: Style.line }
    }
    header: Text {
        text: dialog.title
        color: Style.text
        padding: Style.padding
        bottomPadding: 0
        font { pixelSize: Style.titleText; weight: Font.DemiBold }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: Style.smallGap

        Heading { text: qsTr("Address") }
        Field {
            id: address
            objectName: "address"
            placeholderText: "https://example.org/events"
            inputMethodHints: Qt.ImhUrlCharactersOnly
            Accessible.name: qsTr("Address")
            onAccepted: dialog.acceptIfValid()
            Layout.fillWidth: true
        }
        Heading { text: qsTr("Bearer token, where it needs one"); Layout.topMargin: Style.smallGap }
        Field {
            id: token
            objectName: "token"
            echoMode: TextInput.Password
            inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
            placeholderText: qsTr("none")
            Accessible.name: qsTr("Bearer token")
            onAccepted: dialog.acceptIfValid()
            Layout.fillWidth: true
        }
        Text {
            text: address.text === "" || dialog.isValid ? "" : qsTr("An address begins with http:// or https://.")
            color: Style.bad
            font.pixelSize: Style.smallText
            Layout.minimumHeight: 16
        }
        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Style.smallGap
            ActionButton { text: qsTr("Cancel"); onClicked: dialog.reject() }
            ActionButton {
                objectName: "openButton"
                text: qsTr("Open")
                primary: true
                enabled: dialog.isValid
                onClicked: dialog.acceptIfValid()
            }
        }
    }

    function acceptIfValid() {
        if (isValid)
            accept()
    }
}
