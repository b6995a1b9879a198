// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtSse
import Dashboard

// A source, with what a person wants to know about it in words and numbers.
SseSource {
    id: stream

    required property string title
    property real eventsPerSecond: 0
    property real bytesPerSecond: 0
    property int nextAttempt: 0
    property real secondsLeft: 0
    property bool wasOpen: false

    readonly property bool isWaiting: state === SseSource.Waiting
    readonly property bool isOpen: state === SseSource.Open
    readonly property bool hasFailed: state === SseSource.Closed && errorString !== ""
    readonly property color color: isOpen ? (paused ? Style.accent : Style.good)
                                          : hasFailed ? Style.bad
                                          : state === SseSource.Closed ? Style.quiet : Style.waiting
    readonly property string stateName: {
        switch (state) {
        case SseSource.Connecting: return qsTr("Connecting")
        case SseSource.Open: return paused ? qsTr("Paused") : qsTr("Open")
        case SseSource.Waiting: return qsTr("Waiting")
        default: return hasFailed ? qsTr("Failed") : qsTr("Closed")
        }
    }
    readonly property string explanation: {
        switch (state) {
        case SseSource.Connecting:
            return attempt > 0 ? qsTr("Connecting, attempt %1").arg(attempt)
                               : qsTr("Connecting to %1").arg(host)
        case SseSource.Open:
            return paused ? qsTr("The server waits, nothing is lost")
                          : Format.rate(eventsPerSecond, bytesPerSecond)
        case SseSource.Waiting:
            return qsTr("Reconnects in %1 s · attempt %2").arg(secondsLeft.toFixed(1))
                                                          .arg(nextAttempt)
        default:
            return hasFailed ? qsTr("Not tried again") : qsTr("Not connected")
        }
    }
    // Without the query, which may hold a token.
    readonly property string host: String(url).replace(/[?#].*$/, "").replace(/\/\/[^\/]*@/, "//")

    // Why it is not open. The address is known.
    readonly property string reason: errorString.startsWith(host + ": ")
                                     ? errorString.slice(host.length + 2) : errorString
    readonly property Series rate: Series {}

    signal noted(string text)

    property real measuredEvents: 0
    property real measuredBytes: 0

    function measure(seconds) {
        const now = statistics
        eventsPerSecond = Math.max(0, now.events - measuredEvents) / seconds
        bytesPerSecond = Math.max(0, now.bytes - measuredBytes) / seconds
        measuredEvents = now.events
        measuredBytes = now.bytes
        rate.append(0, eventsPerSecond)
    }

    function countDown() {
        secondsLeft = nextReconnectIn / 1000
    }

    onOpened: {
        if (wasOpen)
            noted(lastEventId === "" ? qsTr("%1: open again").arg(title)
                                     : qsTr("%1: open again, resumed after id %2").arg(title)
                                                                                  .arg(lastEventId))
        wasOpen = true
    }
    onReconnectScheduled: (attempt, delay) => {
        nextAttempt = attempt
        countDown()
        const why = reason === "" ? qsTr("the server ended the stream.") : reason
        noted(qsTr("%1: %2 Attempt %3 in %4 s").arg(title).arg(why).arg(attempt).arg((delay / 1000).toFixed(1)))
    }
    onErrorOccurred: (error) => {
        if (!error.willReconnect)
            noted(qsTr("%1: %2").arg(title).arg(reason))
    }

    property Timer countdownTimer: Timer {
        interval: 100
        repeat: true
        running: stream.isWaiting
        onTriggered: stream.countDown()
    }
}
