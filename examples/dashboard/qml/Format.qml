// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
pragma Singleton
import QtQml

// Numbers as they are read: always as wide, with their sign or their unit. Texts of a length that
// is laid out in no time.
QtObject {
    function signed(value, decimals) {
        return (value < 0 ? "\u2212" : "+") + Math.abs(value).toFixed(decimals)
    }

    function bytes(count) {
        const units = ["B", "kB", "MB", "GB", "TB"]
        let unit = 0
        while (count >= 1000 && unit < units.length - 1) {
            count /= 1000
            ++unit
        }
        return count.toFixed(unit === 0 || count >= 100 ? 0 : 1) + " " + units[unit]
    }

    function count(number) {
        return number >= 100000 ? (number / 1000).toFixed(0) + " k" : number.toFixed(0)
    }

    function brief(text) {
        const longest = 200
        return text.length > longest ? text.slice(0, longest) + "\u2026" : text
    }

    function rate(events, bytesCount) {
        return qsTr("%1 events/s · %2/s").arg(count(events)).arg(bytes(bytesCount))
    }
}
