// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtSse

SseTestCase {
    id: test
    name: "Request"

    Component { id: sourceComponent; SseSource {} }

    // The source whose first request the server has seen.
    function request(properties) {
        const source = createTemporaryObject(sourceComponent, test,
                                             Object.assign({ url: server.url() }, properties))
        tryCompare(server, "requestCount", 1)
        return source
    }

    function test_defaults() {
        request({})
        compare(server.method(0), "GET")
        compare(server.target(0), "/events")
        compare(server.header(0, "Accept"), "text/event-stream")
        compare(server.header(0, "Authorization"), "")
        compare(server.header(0, "Last-Event-ID"), "")
    }

    function test_headers() {
        const source = request({ headers: { "X-Text": "tëxt", "X-Number": 2, "X-Bool": true,
                                            "X-Null": null, "X-Undefined": undefined } })
        compare(server.header(0, "X-Text"), "tëxt")
        compare(server.header(0, "X-Number"), "2")
        compare(server.header(0, "X-Bool"), "true")
        compare(server.header(0, "X-Null"), "")
        compare(server.header(0, "X-Undefined"), "")
        compare(source.headers["X-Text"], "tëxt")
    }

    function test_parameters() {
        request({ url: server.url("/events?fixed=1"),
                  parameters: { topic: ["a", "b"], text: "a+b&c", n: 2, none: null } })
        compare(server.target(0), "/events?fixed=1&n=2&text=a%2Bb%26c&topic=a&topic=b")
    }

    function test_bearerToken() {
        request({ bearerToken: "secret" })
        compare(server.header(0, "Authorization"), "Bearer secret")
    }

    function test_tokenBeatsTheHeader() {
        request({ bearerToken: "secret", headers: { authorization: "Basic x" } })
        compare(server.header(0, "Authorization"), "Bearer secret")
    }

    function test_authorizationHeader() {
        request({ headers: { authorization: "Basic x" } })
        compare(server.header(0, "Authorization"), "Basic x")
    }

    function test_body_data() {
        const bytes = new Uint8Array([0x68, 0x69])
        return [
            { tag: "text", body: "héllo", sent: "héllo", type: "text/plain;charset=UTF-8" },
            { tag: "object", body: { ask: [1, "2"] }, sent: '{"ask":[1,"2"]}',
              type: "application/json" },
            { tag: "array", body: [1, null], sent: '[1,null]', type: "application/json" },
            { tag: "empty object", body: {}, sent: "{}", type: "application/json" },
            { tag: "empty array", body: [], sent: "[]", type: "application/json" },
            { tag: "members without a value", body: { a: undefined, b: () => 1, c: null },
              sent: '{"c":null}', type: "application/json" },
            { tag: "deep inside", body: { of: { a: undefined }, list: [undefined, { a: undefined }] },
              sent: '{"list":[null,{}],"of":{}}', type: "application/json" },
            { tag: "date inside", body: { at: new Date(0) },
              sent: '{"at":"1970-01-01T00:00:00.000Z"}', type: "application/json" },
            { tag: "no number inside", body: { a: NaN, b: Infinity }, sent: '{"a":null,"b":null}',
              type: "application/json" },
            { tag: "number", body: 1.5, sent: "1.5", type: "text/plain;charset=UTF-8" },
            { tag: "zero", body: 0, sent: "0", type: "text/plain;charset=UTF-8" },
            { tag: "bool", body: false, sent: "false", type: "text/plain;charset=UTF-8" },
            { tag: "bytes", body: bytes.buffer, sent: "hi", type: "application/octet-stream" },
            { tag: "empty text", body: "", sent: "", type: "text/plain;charset=UTF-8" },
        ]
    }
    function test_body(row) {
        request({ body: row.body })
        compare(server.method(0), "POST")
        compare(server.body(0), row.sent)
        compare(server.header(0, "Content-Type"), row.type)
    }

    // As an initial property these would be plain objects.
    function test_bodyOfBytes_data() {
        const bytes = new Uint8Array([0x20, 0x68, 0x69, 0x20])
        return [
            { tag: "Uint8Array", body: new Uint8Array([0x68, 0x69]) },
            { tag: "Uint16Array", body: new Uint16Array(new Uint8Array([0x68, 0x69]).buffer) },
            { tag: "part of a buffer", body: new Uint8Array(bytes.buffer, 1, 2) },
            { tag: "subarray", body: bytes.subarray(1, 3) },
            { tag: "DataView", body: new DataView(bytes.buffer, 1, 2) },
            { tag: "empty", body: new Uint8Array(0), sent: "" },
            { tag: "part without bytes", body: new Uint8Array(bytes.buffer, 2, 0), sent: "" },
        ]
    }
    function test_bodyOfBytes(row) {
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        source.body = row.body
        tryCompare(server, "requestCount", 1)
        compare(server.method(0), "POST")
        compare(server.body(0), row.sent ?? "hi")
        compare(server.header(0, "Content-Type"), "application/octet-stream")
    }

    // As JSON.stringify() writes it, in the order of the members too.
    function test_bodyOfClass() {
        class Ask {
            constructor() { this.model = "m"; this.first = 1 }
        }
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        source.body = [new Ask(), { toJSON: () => "own" }, new Date(0)]
        tryCompare(server, "requestCount", 1)
        compare(server.body(0), '[{"model":"m","first":1},"own","1970-01-01T00:00:00.000Z"]')
    }

    function test_bodyIsWhatItWas() {
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        const ask = { a: 1 }
        source.body = ask
        ask.a = 2
        tryCompare(server, "requestCount", 1)
        compare(server.body(0), '{"a":1}')
    }

    // A list of C++, which is no array of JavaScript.
    function test_list() {
        const model = fromText("SseEventModel { source: null; typeFilter: ['a', 'b'] }")
        request({ body: model.typeFilter, parameters: { topic: model.typeFilter } })
        compare(server.target(0), "/events?topic=a&topic=b")
        compare(server.body(0), '["a","b"]')
        compare(server.header(0, "Content-Type"), "application/json")
    }

    function test_noBody_data() {
        return [{ tag: "null", body: null }, { tag: "undefined", body: undefined }]
    }
    function test_noBody(row) {
        request({ body: row.body })
        compare(server.method(0), "GET")
        compare(server.header(0, "Content-Type"), "")
    }

    function test_contentType() {
        request({ body: "{}", contentType: "application/json" })
        compare(server.header(0, "Content-Type"), "application/json")
    }

    function test_method() {
        request({ method: "REPORT", body: "x" })
        compare(server.method(0), "REPORT")
    }

    function test_lastEventId() {
        const source = request({ lastEventId: "41" })
        compare(server.header(0, "Last-Event-ID"), "41")
        compare(source.lastEventId, "41")
    }
}
