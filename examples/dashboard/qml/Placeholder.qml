// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick

// What a view says while it has nothing to show.
Text {
    anchors.centerIn: parent
    width: parent.width - 2 * Style.gap
    color: Style.quiet
    font.pixelSize: Style.bodyText
    horizontalAlignment: Text.AlignHCenter
    wrapMode: Text.Wrap
}
