// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtQuick
import QtSse

SseTestCase {
    id: test
    name: "Life"

    readonly property string twoEvents: "id: 1\ndata: 1\n\nid: 2\ndata: 2\n\n"

    Component {
        id: sourceComponent
        SseSource {
            property var texts: []
            property var log: []
            reconnect: SseBackoff { initialDelay: 3600000; maximumDelay: 3600000; jitter: 0 }
            onEventReceived: (event) => texts.push(event.text)
            onOpened: log.push("opened")
            onClosed: log.push("closed")
            onErrorOccurred: (error) => log.push("error")
            onReconnectScheduled: (attempt, delay) => log.push("reconnect " + attempt)
        }
    }

    Component { id: loaderComponent; Loader {} }

    function create(properties) {
        return createTemporaryObject(sourceComponent, test,
                                     Object.assign({ url: server.url() }, properties))
    }

    function createOpen(properties) {
        const source = create(properties)
        tryCompare(source, "state", SseSource.Open)
        return source
    }

    // ---- Start and end

    function test_defaults() {
        const source = fromText("SseSource {}")
        compare(source.active, true)
        compare(source.paused, false)
        compare(source.state, SseSource.Closed)
        compare(source.error.kind, SseError.None)
        compare(source.attempt, 0)
        compare(source.nextReconnectIn, 0)
        compare(source.reconnect, null)
        compare(source.connectTimeout, 30000)
        compare(source.idleTimeout, 0)
        compare(source.endMarker, "")
        compare(source.strict, false)
        compare(source.showComments, false)
        compare(source.showRetry, false)
        compare(source.maximumEventSize, 16 * 1024 * 1024)
        source.active = false
    }

    function test_startsATurnAfterCompletion() {
        const source = create({})
        compare(source.state, SseSource.Closed)
        source.lastEventId = "9" // as Settings do that are complete later
        compare(source.lastEventId, "9")
        tryCompare(server, "requestCount", 1)
        compare(server.header(0, "Last-Event-ID"), "9")
    }

    function test_inactive() {
        const source = create({ active: false })
        source.lastEventId = "9"
        createOpen({ url: server.url("/other") }) // as long as a start takes
        compare(source.state, SseSource.Closed)
        compare(server.requestCount, 1)
        source.active = true
        tryCompare(source, "state", SseSource.Open)
        compare(server.header(1, "Last-Event-ID"), "9")
    }

    function test_states() {
        const source = create({})
        const states = []
        source.stateChanged.connect(() => states.push(source.state))
        tryCompare(source, "state", SseSource.Open)
        server.send("data: 1\n\n")
        tryCompare(source.texts, "length", 1)
        server.cut()
        tryCompare(source, "state", SseSource.Waiting)
        source.active = false
        compare(states, [SseSource.Connecting, SseSource.Open, SseSource.Waiting, SseSource.Closed])
        compare(source.log.filter((entry) => entry !== "error"),
                ["opened", "reconnect 1", "closed"])
    }

    function test_inactiveClosesAtOnce() {
        server.setScript({ send: twoEvents })
        const source = create({})
        source.eventReceived.connect(() => { source.active = false })
        tryCompare(source.log, "length", 2)
        compare(source.log, ["opened", "closed"])
        tryVerify(() => server.openExchanges() === 0)
        compare(source.texts, ["1"])
    }

    function test_activeAgainResumes() {
        server.setScript({ send: twoEvents })
        const source = create({})
        tryCompare(source.texts, "length", 2)
        source.active = false
        source.active = true
        tryCompare(server, "requestCount", 2)
        compare(server.header(1, "Last-Event-ID"), "2")
    }

    function test_noContentIsTheEnd() {
        server.setScript({ status: 204 })
        const source = create({})
        tryCompare(source.log, "length", 1)
        compare(source.log, ["closed"])
        compare(source.active, true)
        compare(source.error.kind, SseError.None)
    }

    // ---- Changes

    function test_changesOfOneTurn() {
        const source = createOpen({})
        source.url = server.url("/changed")
        source.bearerToken = "token"
        source.headers = { "X-Name": "value" }
        source.parameters = { a: 1 }
        source.lastEventId = "5"
        tryCompare(source, "state", SseSource.Open)
        createOpen({ url: server.url("/other") })
        compare(server.requestCount, 3)
        compare(server.target(1), "/changed?a=1")
        compare(server.header(1, "Authorization"), "Bearer token")
        compare(server.header(1, "X-Name"), "value")
        compare(server.header(1, "Last-Event-ID"), "5")
        compare(source.log, ["opened", "closed", "opened"])
    }

    function test_eachChangeRestarts_data() {
        return [
            { tag: "url", property: "url", value: "?q=2" },
            { tag: "headers", property: "headers", value: { a: "b" } },
            { tag: "parameters", property: "parameters", value: { a: "b" } },
            { tag: "bearerToken", property: "bearerToken", value: "token" },
            { tag: "method", property: "method", value: "REPORT" },
            { tag: "body", property: "body", value: "text" },
            { tag: "contentType", property: "contentType", value: "text/x-test" },
        ]
    }
    function test_eachChangeRestarts(row) {
        server.setScript({ send: "id: 3\ndata: 1\n\n" })
        const source = create({})
        tryCompare(source.texts, "length", 1)
        const changed = spyOn(source, row.property + "Changed")
        const value = row.tag === "url" ? server.url("/events" + row.value) : row.value
        source[row.property] = value
        source[row.property] = value
        compare(changed.count, 1)
        compare(source.state, SseSource.Closed)
        tryCompare(source.texts, "length", 2)
        compare(server.requestCount, 2)
        compare(server.header(1, "Last-Event-ID"), "3")
    }

    function test_sameValuesDoNot() {
        const values = { headers: { a: "b" }, parameters: { a: [1] }, body: null,
                         bearerToken: "x", active: true }
        const source = createOpen(values)
        Object.assign(source, { headers: { a: "b" }, parameters: { a: [1] }, body: null,
                                bearerToken: "x", active: true, url: server.url() })
        compare(source.state, SseSource.Open)
    }

    function test_sameBodyDoesNot_data() {
        return [
            { tag: "text", body: () => "text" },
            { tag: "object", body: () => ({ a: [1] }) },
            { tag: "bytes", body: () => new Uint8Array([1, 2]) },
        ]
    }
    function test_sameBodyDoesNot(row) {
        const source = createOpen({})
        const changed = spyOn(source, "bodyChanged")
        source.body = row.body()
        tryCompare(source, "state", SseSource.Open)
        source.body = row.body()
        compare(source.state, SseSource.Open)
        compare(changed.count, 1)
    }

    function test_changeInAHandler() {
        server.enqueue({ send: twoEvents })
        server.setScript({ send: "data: new\n\n" })
        const source = create({})
        source.eventReceived.connect(() => { source.url = server.url("/new") })
        tryCompare(source.texts, "length", 2)
        compare(source.texts, ["1", "new"])
    }

    // An id is of no use to another stream, and none of its business.
    function test_anotherStreamBeginsWithoutAnId() {
        server.setScript({ send: twoEvents })
        const source = create({})
        tryCompare(source, "lastEventId", "2")
        source.url = server.url("/another")
        tryCompare(server, "requestCount", 2)
        compare(server.header(1, "Last-Event-ID"), "")
    }

    function test_idOutlivesAnEmptyUrl() {
        const source = create({ url: "", lastEventId: "5" })
        tryCompare(source.error, "kind", SseError.InvalidRequest)
        source.url = server.url()
        tryCompare(server, "requestCount", 1)
        compare(server.header(0, "Last-Event-ID"), "5")
    }

    function test_changeWhileStarting_data() {
        return [{ tag: "inactive", property: "active", value: false, requests: 0 },
                { tag: "token", property: "bearerToken", value: "late", requests: 1 }]
    }
    function test_changeWhileStarting(row) {
        server.setScript({ send: twoEvents })
        const source = create({})
        tryCompare(source, "lastEventId", "2")
        source.url = server.url("/another") // begins without an id, and says so
        const changed = spyOn(source, "lastEventIdChanged")
        source.lastEventIdChanged.connect(() => { source[row.property] = row.value })
        server.setScript({})
        tryCompare(changed, "count", 1)
        tryCompare(source, "state", row.requests > 0 ? SseSource.Open : SseSource.Closed)
        createOpen({ url: server.url("/other") })
        compare(server.requestCount, 2 + row.requests)
        compare(source.log.filter((entry) => entry === "opened").length, 1 + row.requests)
        if (row.requests > 0)
            compare(server.header(1, "Authorization"), "Bearer late")
    }

    function test_lastEventIdWhileLive() {
        const source = createOpen({})
        const changed = spyOn(source, "lastEventIdChanged")
        ignoreWarning(/setLastEventId: the session is live and keeps its own id/)
        source.lastEventId = "7"
        tryCompare(changed, "count", 2) // there and back
        compare(source.lastEventId, "")
        compare(source.state, SseSource.Open)
    }

    // ---- Reconnecting

    function test_countdown() {
        server.setScript({ status: 503, end: "finish" })
        const source = create({})
        const changed = spyOn(source, "nextReconnectInChanged")
        tryCompare(source, "state", SseSource.Waiting)
        compare(changed.count, 1)
        verify(source.nextReconnectIn > 0)
        verify(source.nextReconnectIn <= 3600000)
        tryVerify(() => changed.count > 1 && source.nextReconnectIn <= 3599000)
        changed.clear()
        source.active = false
        compare(source.nextReconnectIn, 0)
        compare(changed.count, 1)
    }

    function test_reconnectNowWhileWaiting() {
        server.enqueue({ status: 503, end: "finish" })
        server.setScript({ send: "data: 1\n\n" })
        const source = create({})
        const attempts = spyOn(source, "attemptChanged")
        tryCompare(source, "state", SseSource.Waiting)
        compare(source.attempt, 1)
        compare(source.error.kind, SseError.HttpStatus)
        compare(source.error.willReconnect, true)
        source.reconnectNow()
        tryCompare(source.texts, "length", 1)
        tryCompare(source, "attempt", 0)
        compare(attempts.count, 2)
        compare(source.error.kind, SseError.None)
        compare(source.log, ["error", "reconnect 1", "opened"])
    }

    function test_reconnectNowAfterTheEnd() {
        server.enqueue({ status: 404, end: "finish" })
        const source = create({})
        tryCompare(source.log, "length", 2)
        compare(source.error.httpStatus, 404)
        compare(source.errorString, source.error.message)
        source.reconnectNow()
        tryCompare(source, "state", SseSource.Open)
        compare(source.errorString, "")
        source.reconnectNow()
        source.active = false
        source.reconnectNow()
        createOpen({ url: server.url("/other") })
        compare(source.state, SseSource.Closed)
        compare(server.requestCount, 3)
    }

    function test_postIsNotRepeated() {
        server.setScript({ send: "data: 1\n\n", end: "finish" })
        const source = create({ body: "x" })
        tryCompare(source.log, "length", 2)
        compare(source.log, ["opened", "closed"])
    }

    // ---- What is set on the session

    function test_paused() {
        const source = createOpen({ paused: true })
        const changed = spyOn(source, "pausedChanged")
        server.send(twoEvents)
        createOpen({ url: server.url("/other") })
        compare(source.texts, [])
        source.paused = false
        compare(changed.count, 1)
        tryCompare(source.texts, "length", 2)
        compare(source.texts, ["1", "2"])
    }

    function test_connectTimeout() {
        server.setScript({ silent: true })
        const source = create({ connectTimeout: 1 })
        tryCompare(source, "state", SseSource.Waiting)
        compare(source.error.kind, SseError.ConnectTimeout)
    }

    function test_idleTimeout() {
        const source = create({ idleTimeout: 1 })
        tryCompare(source, "state", SseSource.Waiting)
        compare(source.error.kind, SseError.IdleTimeout)
    }

    function test_endMarker() {
        server.setScript({ send: twoEvents + "data: [DONE]\n\n" })
        const source = create({ endMarker: "[DONE]" })
        tryCompare(source.log, "length", 2)
        compare(source.log, ["opened", "closed"])
        compare(source.texts, ["1", "2"])
    }

    function test_strict() {
        server.setScript({ status: 503, end: "finish" })
        const source = create({ strict: true })
        tryCompare(source.log, "length", 2)
        compare(source.log, ["error", "closed"])
        compare(source.error.willReconnect, false)
    }

    function test_showComments_data() {
        return [{ tag: "off", show: false, seen: ["1 "] },
                { tag: "on", show: true, seen: [" note", "1 with"] }]
    }
    function test_showComments(row) {
        const source = create({ showComments: row.show })
        const seen = []
        source.eventReceived.connect((event) => seen.push(event.text + " " + event.comments))
        tryCompare(source, "state", SseSource.Open)
        server.send(":note\n\n:with\ndata: 1\n\n")
        tryCompare(seen, "length", row.seen.length)
        compare(seen, row.seen)
    }

    function test_showRetry() {
        const source = create({ showRetry: true })
        const retries = []
        source.eventReceived.connect((event) => retries.push([event.isMessage, event.retry]))
        tryCompare(source, "state", SseSource.Open)
        server.send("retry: 700\n\n")
        tryCompare(source.texts, "length", 1)
        compare(retries, [[false, 700]])
    }

    function test_maximumEventSize() {
        server.setScript({ send: "data: " + "x".repeat(100) + "\n\n" })
        const source = create({ maximumEventSize: 50 })
        tryCompare(source.log, "length", 3)
        compare(source.log, ["opened", "error", "closed"])
        compare(source.error.kind, SseError.EventTooLarge)
    }

    function test_settersSayWhatChanged_data() {
        return [
            { tag: "connectTimeout", value: 5 }, { tag: "idleTimeout", value: 5 },
            { tag: "endMarker", value: "x" }, { tag: "strict", value: true },
            { tag: "showComments", value: true }, { tag: "showRetry", value: true },
            { tag: "maximumEventSize", value: 5 }, { tag: "paused", value: true },
            { tag: "active", value: false }, { tag: "lastEventId", value: "5" },
        ]
    }
    function test_settersSayWhatChanged(row) {
        const source = create({})
        const changed = spyOn(source, row.tag + "Changed")
        source[row.tag] = row.value
        source[row.tag] = row.value
        compare(source[row.tag], row.value)
        compare(changed.count, 1)
        source.active = false
    }

    QtObject {
        id: counter
        property SseSource source: null
        readonly property real events: source ? source.statistics.events : -1
        readonly property real connections: source ? source.statistics.connections : -1
    }

    // A binding follows, without a signal for each event.
    function test_statistics() {
        const source = createOpen({})
        counter.source = source
        compare(counter.connections, 1)
        compare(counter.events, 0)
        server.send(twoEvents)
        tryCompare(source.texts, "length", 2)
        compare(source.statistics.events, 2)
        verify(source.statistics.bytes >= twoEvents.length)
        verify(source.statistics.lastByteAt >= source.statistics.openedAt)
        tryCompare(counter, "events", 2)
        counter.source = null
    }

    // ---- Destruction

    function test_destroyedInAHandler_data() {
        return [{ tag: "stateChanged" }, { tag: "opened" }, { tag: "eventReceived" },
                { tag: "lastEventIdChanged" }, { tag: "attemptChanged" }, { tag: "errorChanged" },
                { tag: "errorOccurred" }, { tag: "nextReconnectInChanged" },
                { tag: "reconnectScheduled" }, { tag: "statisticsChanged" }, { tag: "closed" },
                { tag: "urlChanged" }]
    }
    function test_destroyedInAHandler(row) {
        server.enqueue({ send: twoEvents })
        server.setScript({ status: 503, end: "finish" })
        const source = sourceComponent.createObject(test, { url: server.url("/first") })
        let isGone = false
        source[row.tag].connect(() => {
            if (isGone)
                return
            isGone = true
            server.destroyNow(source)
        })
        source.url = server.url()
        if (!isGone)
            tryVerify(() => isGone || source.texts.length === 2)
        if (!isGone) {
            server.cut()
            tryVerify(() => isGone || source.state === SseSource.Waiting)
        }
        if (!isGone)
            source.active = false
        verify(isGone)
        tryVerify(() => server.openExchanges() === 0)
    }

    function test_destroyedAsTheWaitEnds() {
        server.setScript({ status: 503, end: "finish" })
        const source = sourceComponent.createObject(test, { url: server.url() })
        tryCompare(source, "state", SseSource.Waiting)
        let isGone = false
        source.nextReconnectInChanged.connect(() => {
            if (source.nextReconnectIn === 0 && !isGone) {
                isGone = true
                server.destroyNow(source)
            }
        })
        source.reconnectNow()
        verify(isGone)
    }

    function test_destroyedByItsLoader() {
        server.setScript({ send: twoEvents })
        const loader = createTemporaryObject(loaderComponent, test,
                                             { sourceComponent: sourceComponent })
        let events = 0
        loader.item.eventReceived.connect(() => { ++events; loader.active = false })
        loader.item.url = server.url()
        tryVerify(() => events > 0 && server.openExchanges() === 0)
        compare(loader.item, null)
    }
}
