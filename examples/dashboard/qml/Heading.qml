// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick

// The name of a column.
Text {
    color: Style.quiet
    elide: Text.ElideRight
    font.pixelSize: Style.smallText
}
