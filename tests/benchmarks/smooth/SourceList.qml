// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtSse

EventList {
    id: list

    required property url url

    model: SseEventModel { source: events }

    SseSource { id: events; url: list.url; reconnect: SseBackoff { maximumAttempts: 0 } }
}
