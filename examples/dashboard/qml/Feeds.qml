// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQml
import QtQml.Models
import Dashboard

// The streams, and where their events go.
QtObject {
    id: feeds

    required property EmbeddedServer server // null where only another stream is watched
    required property Settings settings

    property string symbol: "" // the one that the chart shows
    readonly property Series series: quotes.count > 0 ? quotes.seriesOf(symbol) : null
    readonly property bool paused: !streams.some(stream => !stream.paused)
    readonly property bool embedded: server !== null
    property real eventsPerSecond: 0
    property real bytesPerSecond: 0

    readonly property var streams: (embedded ? [prices, news, services] : [])
                                   .concat(String(other.url) === "" ? [] : [other])

    readonly property Stream prices: Stream {
        title: qsTr("Prices")
        active: feeds.embedded
        url: feeds.embedded ? feeds.server.marketUrl : ""
        parameters: ({ types: "price" })
        onEventReceived: (event) => feeds.take(event)
        onNoted: (text) => feeds.log.note(text)
    }
    readonly property Stream news: Stream {
        title: qsTr("News")
        active: feeds.embedded
        url: feeds.embedded ? feeds.server.marketUrl : ""
        parameters: ({ types: "news", cut: 45000 })
        onEventReceived: (event) => feeds.take(event)
        onNoted: (text) => feeds.log.note(text)
    }
    readonly property Stream services: Stream {
        title: qsTr("Services")
        active: feeds.embedded
        url: feeds.embedded ? feeds.server.servicesUrl : ""
        onEventReceived: (event) => feeds.take(event)
        onNoted: (text) => feeds.log.note(text)
    }
    readonly property Stream other: Stream {
        title: qsTr("Stream")
        active: false
        onEventReceived: (event) => feeds.take(event)
        onNoted: (text) => feeds.log.note(text)
    }

    readonly property QuoteModel quotes: QuoteModel {}
    readonly property EventLog headlines: EventLog { maximumCount: 200; typeFilter: ["news"] }
    readonly property ListModel states: ListModel {}
    readonly property EventLog log: EventLog { maximumCount: 2000 }
    readonly property Series rate: Series {} // events a second, of all streams

    function take(event) {
        log.take(event)
        switch (event.type) {
        case "price":
            quotes.take(event)
            break
        case "news":
            headlines.take(event)
            break
        case "status":
            takeState(event.json)
        }
    }

    function takeState(report) {
        if (typeof report?.service !== "string" || report.service === "")
            return
        const latency = Number(report.latency)
        const row = { service: Format.brief(report.service), state: Format.brief(String(report.state ?? "")),
                      latency: Number.isFinite(latency) ? latency : 0 }
        for (let i = 0; i < states.count; ++i) {
            if (states.get(i).service === row.service) {
                states.set(i, row)
                return
            }
        }
        if (states.count < 50)
            states.append(row)
    }

    function openUrl(url, token) {
        keepPlace()
        other.active = false
        other.wasOpen = false
        other.url = url
        other.bearerToken = token
        other.lastEventId = settings.lastEventId(url)
        other.active = true
        settings.rememberStream(url, other.lastEventId)
    }

    function keepPlace() {
        if (String(other.url) !== "")
            settings.rememberStream(other.url, other.lastEventId)
    }

    function pauseAll(pause) {
        for (const stream of streams)
            stream.paused = pause
    }

    function measure() {
        let events = 0
        let bytes = 0
        for (const stream of streams) {
            stream.measure(meter.interval / 1000)
            events += stream.eventsPerSecond
            bytes += stream.bytesPerSecond
        }
        eventsPerSecond = events
        bytesPerSecond = bytes
        rate.append(0, events)
        keepPlace()
    }

    property Timer meter: Timer {
        interval: 1000
        repeat: true
        running: true
        onTriggered: feeds.measure()
    }
}
