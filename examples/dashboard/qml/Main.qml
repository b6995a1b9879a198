// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Dashboard

ApplicationWindow {
    id: window

    required property Settings settings
    required property EmbeddedServer server
    required property url givenUrl
    required property string givenToken
    property int page: 0
    readonly property bool wide: width >= 900

    width: 1280
    height: 800
    minimumWidth: 360
    minimumHeight: 480
    title: qsTr("QtSse dashboard")
    color: Style.ground

    palette {
        window: Style.surface
        windowText: Style.text
        base: Style.surface
        text: Style.text
        button: Style.raised
        buttonText: Style.text
        light: Style.hovered
        midlight: Style.raised
        mid: Style.line
        dark: Style.quiet
        highlight: Style.accent
        highlightedText: Style.accentText
        placeholderText: Style.quiet
    }

    onPageChanged: {
        const narrowView = view.item as NarrowView
        if (narrowView)
            narrowView.page = page
    }

    function askForUrl() {
        dialog.proposed = String(live.other.url) === "" ? settings.lastUrl : live.other.url
        dialog.open()
    }

    function focusFilter() {
        const wideView = view.item as WideView
        const narrowView = view.item as NarrowView
        if (wideView)
            wideView.focusFilter()
        else if (narrowView)
            narrowView.focusFilter()
    }

    Binding { target: Style; property: "dark"; value: window.settings.dark }
    Binding { target: Style; property: "narrow"; value: !window.wide }

    Feeds {
        id: live
        objectName: "feeds"
        server: window.server
        settings: window.settings
    }
    Component.onCompleted: {
        if (String(givenUrl) !== "")
            live.openUrl(givenUrl, givenToken)
    }
    onClosing: live.keepPlace()

    Shortcut { sequences: ["Ctrl+O"]; onActivated: window.askForUrl() }
    Shortcut { sequences: ["Ctrl+P"]; onActivated: live.pauseAll(!live.paused) }
    Shortcut { sequences: ["Ctrl+T"]; onActivated: window.settings.nextTheme() }
    Shortcut { sequences: ["Ctrl+F"]; onActivated: window.focusFilter() }
    Shortcut { sequences: ["Ctrl+Q"]; onActivated: window.close() }
    Shortcut { sequences: ["Ctrl+1"]; onActivated: window.page = 0 }
    Shortcut { sequences: ["Ctrl+2"]; onActivated: window.page = 1 }
    Shortcut { sequences: ["Ctrl+3"]; onActivated: window.page = 2 }
    Shortcut { sequences: ["Ctrl+4"]; onActivated: window.page = 3 }

    header: HeaderBar {
        feeds: live
        settings: window.settings
        onOpenAsked: window.askForUrl()
        onMenuAsked: (from) => menu.popup(from, from.width - menu.width, from.height + 4)
    }

    Loader {
        id: view
        anchors { fill: parent; margins: Style.gap }
        sourceComponent: window.wide ? wideView : narrowView
    }
    // The window is around them: Qt 6.4 has no way to say so.
    // qmllint disable unqualified
    Component {
        id: wideView
        WideView { feeds: live }
    }
    Component {
        id: narrowView
        NarrowView {
            feeds: live
            Component.onCompleted: page = window.page
            onPageChanged: window.page = page
        }
    }
    // qmllint enable unqualified

    MainMenu {
        id: menu
        feeds: live
        settings: window.settings
        onOpenAsked: window.askForUrl()
    }
    OpenDialog {
        id: dialog
        objectName: "openDialog"
        onAsked: (address, token) => live.openUrl(address, token)
    }
}
