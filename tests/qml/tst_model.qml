// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtSse

SseTestCase {
    id: test
    name: "Model"

    readonly property string stream: 'event: a\nid: 1\ndata: {"n": 1}\n\nevent: b\ndata: 2\n\n'
                                     + ': a comment\n\nevent: c\ndata: 3\n\n'

    Component {
        id: sourceComponent
        SseSource {
            property int last: 0
            showComments: true
            onEventReceived: (event) => { if (event.isMessage) last = Number(event.text) || 0 }
        }
    }

    Component { id: plainSourceComponent; SseSource {} }
    Component { id: modelComponent; SseEventModel {} }

    Component {
        id: rowsComponent
        Instantiator {
            delegate: QtObject {
                required property string eventType
                required property string text
                required property string eventId
                required property var json
                required property var event
                required property date time
            }
        }
    }

    Component {
        id: windowComponent
        Window {
            property alias view: view
            property alias model: view.model

            width: 100
            height: 100
            ListView { id: view; anchors.fill: parent; delegate: Text { required text } }
        }
    }

    function createSource() {
        server.setScript({ send: test.stream })
        return createTemporaryObject(sourceComponent, test, { url: server.url() })
    }

    function createRows(properties) {
        const model = createTemporaryObject(modelComponent, test, properties)
        return createTemporaryObject(rowsComponent, test, { model: model })
    }

    function textsOf(rows) {
        return Array.from({ length: rows.count }, (_, row) => rows.objectAt(row).text)
    }

    function test_roles() {
        const rows = createRows({ source: createSource() })
        tryCompare(rows, "count", 3)
        const first = rows.objectAt(0)
        compare(first.eventType, "a")
        compare(first.text, '{"n": 1}')
        compare(first.eventId, "1")
        compare(first.json.n, 1)
        compare(first.event.json.n, 1)
        compare(first.event.retry, -1)
        verify(first.time.getTime() > 0)
        compare(rows.model.count, 3)
    }

    // As in the event itself.
    function test_json_data() {
        return [
            { tag: "object", text: '{"bid": 1.5}', json: { bid: 1.5 } },
            { tag: "array", text: '[1, "two", null]', json: [1, "two", null] },
            { tag: "text", text: '"text"', json: "text" },
            { tag: "empty text", text: '""', json: "" },
            { tag: "number", text: '-12.25', json: -12.25 },
            { tag: "integer", text: '42', json: 42 },
            { tag: "true", text: 'true', json: true },
            { tag: "false", text: 'false', json: false },
            { tag: "null", text: 'null', json: null },
            { tag: "no json", text: 'EUR 12', json: undefined },
        ]
    }
    function test_json(row) {
        server.setScript({ send: "data: " + row.text + "\n\n" })
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        const rows = createRows({ source: source })
        tryCompare(rows, "count", 1)
        const first = rows.objectAt(0)
        compare(first.json, row.json)
        compare(typeof first.json, typeof row.json)
        compare(first.event.json, row.json)
        compare(typeof first.event.json, typeof row.json)
    }

    function test_maximumCount() {
        const rows = createRows({ source: createSource(), maximumCount: 2 })
        tryVerify(() => rows.count === 2 && rows.objectAt(1).text === "3")
        compare(textsOf(rows), ["2", "3"])
    }

    function test_maximumCountBelowOne_data() {
        return [{ tag: "zero", count: 0 }, { tag: "negative", count: -5 }]
    }
    function test_maximumCountBelowOne(row) {
        ignoreWarning(new RegExp("setMaximumCount: " + row.count + " is taken for 1"))
        const rows = createRows({ source: createSource(), maximumCount: row.count })
        compare(rows.model.maximumCount, 1)
        tryVerify(() => rows.count === 1 && rows.objectAt(0).text === "3")
    }

    function test_typeFilter_data() {
        return [
            { tag: "text", filter: "b", texts: ["2"] },
            { tag: "list", filter: ["a", "c"], texts: ['{"n": 1}', "3"] },
            { tag: "empty", filter: [], texts: ['{"n": 1}', "2", "3"] },
        ]
    }
    function test_typeFilter(row) {
        const rows = createRows({ source: createSource(), typeFilter: row.filter })
        tryCompare(rows, "count", row.texts.length)
        compare(textsOf(rows), row.texts)
    }

    function test_typeFilterAsText() {
        const model = fromText("SseEventModel { source: null; typeFilter: 'price' }")
        compare(model.typeFilter, ["price"])
    }

    function test_filterThatMatchesNothing() {
        const source = createSource()
        const rows = createRows({ source: source, typeFilter: "x" })
        const all = createRows({ source: source })
        tryCompare(all, "count", 3)
        compare(rows.count, 0)
        rows.model.typeFilter = []
        server.send("data: 4\n\n")
        tryCompare(rows, "count", 1)
    }

    function test_pausedAndClear() {
        const rows = createRows({ source: createSource(), paused: true })
        const all = createRows({ source: rows.model.source })
        tryCompare(all, "count", 3)
        compare(rows.count, 0)
        rows.model.paused = false
        tryCompare(rows, "count", 3)
        rows.model.clear()
        compare(rows.count, 0)
    }

    function test_withoutASource() {
        ignoreWarning(/It has no source and stays empty/)
        const model = createTemporaryObject(modelComponent, test)
        compare(model.source, null)
        compare(model.count, 0)
    }

    function test_sourceThatComesLater() {
        const rows = createRows({ source: null })
        const changed = spyOn(rows.model, "sourceChanged")
        rows.model.source = createSource()
        compare(changed.count, 1)
        tryCompare(rows, "count", 3)
    }

    function test_anotherSource() {
        const rows = createRows({ source: createSource() })
        tryCompare(rows, "count", 3)
        const before = rows.model.source
        const changed = spyOn(rows.model, "sourceChanged")
        rows.model.source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        tryCompare(rows, "count", 6)
        server.send("data: 7\n\n")
        tryCompare(rows, "count", 7)
        before.destroy()
        tryVerify(() => server.openExchanges() === 1)
        compare(changed.count, 1)
        verify(rows.model.source)
    }

    function test_sourceIsDestroyed() {
        const rows = createRows({ source: createSource() })
        tryCompare(rows, "count", 3)
        const changed = spyOn(rows.model, "sourceChanged")
        rows.model.source.destroy()
        tryCompare(changed, "count", 1)
        compare(rows.model.source, null)
        compare(rows.count, 3)
    }

    // Nothing is drawn: the model goes on, bounded, and the window has it all when it is shown.
    function test_hiddenWindow() {
        const events = 1000000
        server.setScript({ send: "data: x\n\n".repeat(events - 1) + "data: last\n\n" })
        const source = createTemporaryObject(plainSourceComponent, test, { url: server.url() })
        const model = createTemporaryObject(modelComponent, test, { source: source })
        const window = createTemporaryObject(windowComponent, test, { model: model })
        const frames = spyOn(window, "frameSwapped")
        const lastText = () => model.data(model.index(model.count - 1, 0), Qt.DisplayRole)
        tryVerify(() => model.count > 0 && lastText() === "last", 60000)
        compare(model.count, 1000)
        compare(source.statistics.events, events)
        compare(frames.count, 0)

        window.visible = true
        tryVerify(() => frames.count > 0)
        compare(window.view.count, 1000)
        window.view.positionViewAtEnd()
        compare(window.view.itemAtIndex(999).text, "last")
    }
}
