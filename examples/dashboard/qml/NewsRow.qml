// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

RowLayout {
    id: row

    required property date time
    required property var json

    spacing: Style.gap

    Text {
        text: Qt.formatTime(row.time, "HH:mm:ss")
        color: Style.quiet
        font { pixelSize: Style.smallText; family: Style.fixedFamily }
        visible: row.width > 200
        Layout.preferredWidth: Columns.logTime
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: 2
    }
    Text {
        text: Format.brief(String(row.json?.headline ?? ""))
        textFormat: Text.PlainText
        color: Style.text
        wrapMode: Text.Wrap
        maximumLineCount: 3
        elide: Text.ElideRight
        font.pixelSize: Style.bodyText
        Layout.fillWidth: true
    }
}
