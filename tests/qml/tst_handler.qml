// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtSse

SseTestCase {
    id: test
    name: "Handler"

    Component {
        id: sourceComponent
        SseSource {
            property var log: []
            showComments: true
            onEventReceived: (event) => { if (event.type === "end") log.push("end") }

            SseHandler { type: "price"; onReceived: (event) => log.push("price " + event.json.bid) }
            SseHandler { type: "news"; onReceived: (event) => log.push("news " + event.text) }
            SseHandler { onReceived: (event) => log.push("message " + event.text) }
        }
    }

    Component {
        id: handlerComponent
        SseHandler {
            property var texts: []
            onReceived: (event) => texts.push(event.text)
        }
    }

    function addHandler(source, properties) : var {
        return handlerComponent.createObject(source, properties)
    }

    function test_eachTakesItsType() {
        server.setScript({ send: 'event: price\ndata: {"bid": 2}\n\n: only a comment\n\ndata: a\n\n'
                                 + 'event: other\ndata: b\n\nevent: news\ndata: c\n\n'
                                 + 'event: Price\ndata: d\n\nevent: end\ndata:\n\n' })
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        tryVerify(() => source.log.includes("end"))
        compare(source.log, ["price 2", "message a", "news c", "end"])
    }

    function test_typeChanges() {
        server.setScript({ send: "event: a\ndata: 1\n\n" })
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        const handler = addHandler(source, { type: "a" })
        tryCompare(handler.texts, "length", 1)
        handler.type = "b"
        server.send("event: a\ndata: 2\n\nevent: b\ndata: 3\n\n")
        tryCompare(handler.texts, "length", 2)
        compare(handler.texts, ["1", "3"])
    }

    function test_emptyTypeIsMessage() {
        server.setScript({ send: "data: 1\n\n" })
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        const handler = addHandler(source, { type: "" })
        compare(handler.type, "message")
        tryCompare(handler.texts, "length", 1)
    }

    function test_outsideASource() {
        ignoreWarning(/It is in no SseSource and receives nothing/)
        verify(createTemporaryObject(handlerComponent, test))
    }

    function test_resources() {
        const source = fromText("SseSource { active: false; SseHandler {}"
                                + " QtObject { property int n: 3 } }")
        compare(source.resources.length, 2)
        compare(source.resources[1].n, 3)
        source.resources[0].destroy()
        tryCompare(source.resources, "length", 1)
        compare(source.resources[0].n, 3)
    }

    function test_destroyedWhileReceiving() {
        server.setScript({ send: "data: 1\n\ndata: 2\n\nevent: end\ndata:\n\n" })
        const source = createTemporaryObject(sourceComponent, test, { url: server.url() })
        const handler = addHandler(source)
        handler.received.connect(() => handler.destroy())
        tryVerify(() => source.log.includes("end"))
    }
}
