// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtSse

SseTestCase {
    id: test
    name: "Event"

    Component {
        id: sourceComponent
        SseSource {
            property var seen: []
            showComments: true
            onEventReceived: (event) => seen.push(event)
        }
    }

    // The first event of a stream.
    function eventOf(stream) {
        server.setScript({ send: stream })
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        tryVerify(() => source.seen.length > 0)
        return source.seen[0]
    }

    function test_json_data() {
        return [
            { tag: "object", text: '{"bid": 1.5, "of": {"symbol": "QT"}}',
              json: { bid: 1.5, of: { symbol: "QT" } } },
            { tag: "array", text: '[1, "two", null]', json: [1, "two", null] },
            { tag: "text", text: '"text"', json: "text" },
            { tag: "number", text: '-12.25', json: -12.25 },
            { tag: "bool", text: 'true', json: true },
            { tag: "null", text: 'null', json: null },
            { tag: "no json", text: 'EUR 12', json: undefined },
            { tag: "broken", text: '{"bid": 1.5', json: undefined },
        ]
    }
    function test_json(row) {
        compare(eventOf("data: " + row.text + "\n\n").json, row.json)
    }

    function test_jsonIsReady() {
        const json = eventOf('data: {"list": [3, 1, 2], "name": "QT"}\n\n').json
        verify(Array.isArray(json.list))
        compare(json.list.slice().sort(), [1, 2, 3])
        compare(Object.keys(json), ["list", "name"])
        compare(JSON.stringify(json.list), "[3,1,2]")
    }

    function test_allFields() {
        const event = eventOf(": note\nid: 7\nevent: price\nretry: 1500\ndata: a\ndata: €\n\n")
        compare(event.type, "price")
        compare(event.text, "a\n€")
        compare(event.id, "7")
        compare(event.lastEventId, "7")
        compare(event.comments, "note")
        compare(event.retry, 1500)
        compare(event.isMessage, true)
        compare(event.origin.toString(), server.url("/").slice(0, -1))
    }

    function test_data() {
        compare(Array.from(new Uint8Array(eventOf("data: aé\n\n").data)), [0x61, 0xc3, 0xa9])
    }

    function test_missingFields() {
        const event = eventOf("data: x\n\n")
        compare(event.type, "message")
        compare(event.id, "")
        compare(event.lastEventId, "")
        compare(event.comments, "")
        compare(event.retry, -1)
    }

    function test_retryBeyondInt() {
        compare(eventOf("retry: 99999999999999\ndata: x\n\n").retry, 2147483647)
    }
}
