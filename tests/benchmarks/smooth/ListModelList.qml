// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtSse

// What is written at first: each event into a ListModel.
EventList {
    id: list

    required property url url

    model: ListModel {}

    SseSource {
        url: list.url
        reconnect: SseBackoff { maximumAttempts: 0 }
        onEventReceived: (event) => list.model.append({ time: new Date(), eventType: event.type,
                                                        eventId: event.id, text: event.text })
    }
}
