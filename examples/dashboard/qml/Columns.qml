// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
pragma Singleton
import QtQml

// How wide the columns of the tables are: heading and rows have to agree.
QtObject {
    readonly property int allFrom: 480 // the width that all of them need
    readonly property int symbol: 52
    readonly property int price: 68
    readonly property int percent: 76
    readonly property int logTime: 66
    readonly property int logType: 86
}
