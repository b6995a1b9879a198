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
