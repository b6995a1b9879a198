// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtSse

SseTestCase {
    id: test
    name: "Backoff"

    Component {
        id: sourceComponent
        SseSource {
            property var delays: []
            onReconnectScheduled: (attempt, delay) => { delays.push(delay) }
        }
    }

    Component { id: backoffComponent; SseBackoff { jitter: 0 } }

    function createBackoff(properties) {
        return createTemporaryObject(backoffComponent, test, properties)
    }

    function createSource(backoff) {
        server.setScript({ status: 503 , end: "finish" })
        return createTemporaryObject(sourceComponent, test,
                                     { url: server.url(), reconnect: backoff })
    }

    function test_defaults() {
        const backoff = fromText("SseBackoff {}")
        compare(backoff.initialDelay, 1000)
        compare(backoff.maximumDelay, 30000)
        compare(backoff.factor, 2)
        compare(backoff.jitter, 0.5)
        compare(backoff.maximumAttempts, -1)
    }

    function test_delays() {
        const source = createSource(createBackoff({ initialDelay: 2, factor: 3, maximumDelay: 10,
                                                    maximumAttempts: 4 }))
        tryCompare(source, "state", SseSource.Closed)
        tryCompare(source.delays, "length", 4)
        compare(source.delays, [2, 6, 10, 10])
    }

    function test_maximumAttempts() {
        const source = createSource(createBackoff({ initialDelay: 1, maximumAttempts: 2 }))
        const closed = spyOn(source, "closed")
        const errors = spyOn(source, "errorOccurred")
        tryCompare(closed, "count", 1)
        compare(errors.count, 3)
        compare(source.error.kind, SseError.RetriesExhausted)
        compare(source.error.httpStatus, 503)
        compare(source.error.willReconnect, false)
        compare(source.active, true)
    }

    function test_changeHoldsAtOnce() {
        const backoff = createBackoff({ initialDelay: 3600000, maximumDelay: 3600000 })
        const source = createSource(backoff)
        tryCompare(source, "state", SseSource.Waiting)
        backoff.maximumDelay = 5000000
        backoff.initialDelay = 4000000
        backoff.factor = 1
        source.reconnectNow()
        tryCompare(source.delays, "length", 2)
        compare(source.delays, [3600000, 4000000])
    }

    function test_shared() {
        const backoff = createBackoff({ initialDelay: 3600000, maximumDelay: 3600000 })
        const sources = [createSource(backoff), createSource(backoff)]
        for (const source of sources) {
            tryCompare(source.delays, "length", 1)
            compare(source.delays, [3600000])
        }
    }

    function test_nullIsTheDefault() {
        const backoff = createBackoff({ initialDelay: 3600000, maximumDelay: 3600000 })
        const source = createSource(backoff)
        source.reconnect = null
        tryCompare(source.delays, "length", 1)
        verify(source.delays[0] <= 1000)
    }

    function test_destroyedBackoffHoldsOn() {
        const backoff = backoffComponent.createObject(test, { initialDelay: 3600000,
                                                              maximumDelay: 3600000 })
        const source = createSource(backoff)
        backoff.destroy()
        tryCompare(source, "reconnect", null)
        tryCompare(source.delays, "length", 1)
        compare(source.delays, [3600000])
    }

    function test_outOfRange_data() {
        return [
            { tag: "initialDelay", property: "initialDelay", value: -1, clamped: 0 },
            { tag: "maximumDelay", property: "maximumDelay", value: -1, clamped: 0 },
            { tag: "factor", property: "factor", value: 0.5, clamped: 1 },
            { tag: "jitter", property: "jitter", value: 2, clamped: 1 },
        ]
    }
    function test_outOfRange(row) {
        const backoff = createBackoff({})
        const changed = spyOn(backoff, row.property + "Changed")
        ignoreWarning(/the value is out of range and is clamped/)
        backoff[row.property] = row.value
        compare(backoff[row.property], row.clamped)
        compare(changed.count, 1)
    }
}
