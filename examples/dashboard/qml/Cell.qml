// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick

// A number in a table.
Text {
    color: Style.text
    horizontalAlignment: Text.AlignRight
    font.pixelSize: Style.bodyText
}
