// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtSse
import Qt.labs.settings

SseTestCase {
    id: test
    name: "Settings"
    // From Qt 6.5 on the type is in QtCore as well, and says so here.
    forbiddenWarnings: /^(?!.*Qt\.labs\.settings is deprecated)/

    Component {
        id: appComponent
        QtObject {
            id: app
            property alias source: prices
            property string fileName
            property url url
            property SseSource prices: SseSource { id: prices; url: app.url }
            property Settings settings: Settings {
                fileName: app.fileName
                property alias lastId: prices.lastEventId
            }
        }
    }

    function start() {
        return appComponent.createObject(test, { url: server.url(),
                                                 fileName: server.temporaryFile("app.ini") })
    }

    function test_resumesAfterARestart() {
        server.setScript({ send: "id: 17\ndata: x\n\n" })
        const first = start()
        tryCompare(first.source, "lastEventId", "17")
        compare(server.header(0, "Last-Event-ID"), "")
        first.destroy()
        tryVerify(() => server.openExchanges() === 0)

        const second = start()
        tryCompare(server, "requestCount", 2)
        compare(server.header(1, "Last-Event-ID"), "17")
        compare(second.source.lastEventId, "17")
        second.destroy()
    }
}
