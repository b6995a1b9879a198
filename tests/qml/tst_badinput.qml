// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtSse

SseTestCase {
    id: test
    name: "BadInput"

    Component { id: sourceComponent; SseSource {} }
    Component { id: modelComponent; SseEventModel {} }

    function test_refused_data() {
        return [
            { tag: "headers: text", properties: { headers: "X-Secret: hush" },
              says: /headers is not a plain object/ },
            { tag: "headers: array", properties: { headers: ["hush"] },
              says: /headers is not a plain object/ },
            { tag: "headers: number", properties: { headers: 7 },
              says: /headers is not a plain object/ },
            { tag: "headers: nested", properties: { headers: { name: { deep: "hush" } } },
              says: /"name" in the property headers/ },
            { tag: "headers: array inside", properties: { headers: { name: ["hush"] } },
              says: /"name" in the property headers/ },
            { tag: "headers: line break", properties: { headers: { name: "hush\r\nX: y" } },
              says: /line break/ },
            { tag: "headers: bad name", properties: { headers: { "a b": "hush" } }, says: /name/ },
            { tag: "parameters: text", properties: { parameters: "a=hush" },
              says: /parameters is not a plain object/ },
            { tag: "parameters: nested", properties: { parameters: { name: [{ deep: "hush" }] } },
              says: /"name" in the property parameters/ },
            { tag: "token", properties: { bearerToken: "hush\n" }, says: /token/ },
            { tag: "method", properties: { method: "A B" }, says: /method/ },
            { tag: "url: none", properties: { url: "" }, says: /no URL/ },
            { tag: "url: relative", properties: { url: "events?hush" }, says: /scheme/ },
            { tag: "url: scheme", properties: { url: "ws://localhost/?hush" }, says: /scheme/ },
            { tag: "url: no host", properties: { url: "http:///x?hush" }, says: /URL/ },
            { tag: "url: broken", properties: { url: "http://ho st/?hush" }, says: /URL/ },
            { tag: "last event id", properties: { lastEventId: "hush\n" }, says: /last event id/ },
        ]
    }
    function test_refused(row) {
        const properties = Object.assign({ url: server.url() }, row.properties)
        verifyRefused(createTemporaryObject(sourceComponent, test, properties), row)
    }

    function verifyRefused(source, row) {
        const errors = spyOn(source, "errorOccurred")
        tryCompare(errors, "count", 1)
        compare(errors.signalArguments[0][0].kind, SseError.InvalidRequest)
        compare(source.error.kind, SseError.InvalidRequest)
        compare(source.error.willReconnect, false)
        compare(source.state, SseSource.Closed)
        verify(row.says.test(source.errorString), source.errorString)
        verify(!source.errorString.includes("hush"), source.errorString)
        compare(server.requestCount, 0)
    }

    // What has no members to read is assigned: as an initial property it would be a plain object.
    function test_refusedObject_data() {
        const rows = []
        for (const property of ["headers", "parameters", "body"]) {
            const says = property === "body" ? /body cannot be sent/
                                             : new RegExp(property + " is not a plain object")
            const add = (tag, value) => rows.push({ tag: property + ": " + tag, says: says,
                                                    property: property, value: value })
            add("Map", new Map([["name", "hush"]]))
            add("Set", new Set(["hush"]))
            add("Date", new Date(0))
            add("regular expression", /hush/)
            add("Error", new Error("hush"))
            add("boxed text", new String("hush"))
            add("Promise", new Promise(() => {}))
            add("QtObject", test)
            add("value type", Qt.point(1, 2))
            add("getter that throws", { get name() { throw new Error("hush") } })
            if (property !== "body")
                add("typed array", new Uint8Array([1]))
        }
        return rows
    }
    function test_refusedObject(row) {
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        source[row.property] = row.value
        verifyRefused(source, row)
    }

    // The engine itself lets no function be bound or assigned.
    function test_refusedFunction_data() {
        return [
            { tag: "headers", says: /headers is not a plain object/ },
            { tag: "parameters", says: /parameters is not a plain object/ },
            { tag: "body", says: /body cannot be sent/ },
        ]
    }
    function test_refusedFunction(row) {
        const properties = { url: server.url(), [row.tag]: function() { return "hush" } }
        verifyRefused(createTemporaryObject(sourceComponent, test, properties), row)
    }

    function test_refusedJson_data() {
        const circle = { name: "hush" }
        circle.self = circle
        return [
            { tag: "circle", body: circle },
            { tag: "throws", body: { toJSON: () => { throw new Error("hush") } } },
            { tag: "nothing", body: { toJSON: () => undefined } },
        ]
    }
    function test_refusedJson(row) {
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        source.body = row.body
        verifyRefused(source, { says: /body is no JSON/ })
    }

    function test_refusedWhereBound() {
        const source = fromText("SseSource { body: new Map([['name', 'hush']]) }")
        source.url = server.url()
        verifyRefused(source, { says: /body cannot be sent/ })
    }

    // What was wrong is set right, and the stream is there.
    function test_recovers_data() {
        return [
            { tag: "headers", wrong: { headers: "x" }, right: { headers: { a: "b" } } },
            { tag: "headers undefined", wrong: { headers: "x" }, right: { headers: undefined } },
            { tag: "parameters", wrong: { parameters: 1 }, right: { parameters: {} } },
            { tag: "body", wrong: { body: new Date(0) }, right: { body: "x" } },
            { tag: "body undefined", wrong: { body: new Date(0) }, right: { body: undefined } },
            { tag: "url", wrong: { url: "" }, right: {} },
        ]
    }
    function test_recovers(row) {
        server.setScript({ send: ": hello\n" })
        const source = createTemporaryObject(sourceComponent, test,
                                             Object.assign({ url: server.url() }, row.wrong))
        tryCompare(source.error, "kind", SseError.InvalidRequest)
        const errorChanged = spyOn(source, "errorChanged")
        Object.assign(source, { url: server.url() }, row.right)
        tryCompare(source, "state", SseSource.Open)
        compare(source.error.kind, SseError.None)
        compare(source.errorString, "")
        compare(errorChanged.count, 1)
    }

    // The stream does not go on with what was right before, and what is wrong is said once.
    function test_wrongWhileLive() {
        server.setScript({ send: ": hello\n" })
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        tryCompare(source, "state", SseSource.Open)
        const errors = spyOn(source, "errorOccurred")
        source.headers = 5
        source.parameters = 6
        compare(source.state, SseSource.Closed)
        tryCompare(source.error, "kind", SseError.InvalidRequest)
        source.headers = {}
        source.parameters = {}
        tryCompare(source, "state", SseSource.Open)
        compare(errors.count, 1)
        compare(server.requestCount, 2)
    }

    // What is wrong is no error before it is to be used.
    function test_wrongWhileInactive() {
        const source = createTemporaryObject(sourceComponent, test,
                                             { url: server.url(), headers: 5, active: false })
        const errors = spyOn(source, "errorOccurred")
        const other = createTemporaryObject(sourceComponent, test, { url: server.url() })
        tryCompare(other, "state", SseSource.Open)
        compare(errors.count, 0)
        source.active = true
        tryCompare(errors, "count", 1)
    }

    // A model has nothing of its own to say of a source that is wrong, and fills when it is right.
    function test_modelOfARefusedSource() {
        server.setScript({ send: "data: 1\n\n" })
        const source = createTemporaryObject(sourceComponent, test, { url: "nowhere" })
        const model = createTemporaryObject(modelComponent, test, { source: source })
        tryCompare(source.error, "kind", SseError.InvalidRequest)
        compare(model.count, 0)
        source.url = server.url()
        tryCompare(model, "count", 1)
    }

    function test_modelOfSomethingElse() {
        let said = ""
        try {
            fromText("SseEventModel { source: QtObject {} }")
        } catch (error) {
            said = error.message
        }
        verify(/Cannot assign object of type "?QtObject/.test(said), said)
    }

    // No limit is below zero.
    function test_negativeLimits_data() {
        return [{ tag: "connectTimeout" }, { tag: "idleTimeout" }, { tag: "maximumEventSize" }]
    }
    function test_negativeLimits(row) {
        server.setScript({ send: "data: 1\n\n" })
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        source[row.tag] = 0
        const changed = spyOn(source, row.tag + "Changed")
        const events = spyOn(source, "eventReceived")
        source[row.tag] = -1
        source[row.tag] = -2
        compare(source[row.tag], 0)
        compare(changed.count, 0)
        tryCompare(events, "count", 1)
        compare(source.state, SseSource.Open)
    }
}
