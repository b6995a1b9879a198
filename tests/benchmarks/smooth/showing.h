// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef SHOWING_H
#define SHOWING_H

#include "figures.h"

#include <QtCore/qlist.h>
#include <QtCore/qurl.h>

#include <chrono>

enum class Way {
    Nothing,       // a window without a stream: what the machine does by itself
    EventModel,    // QSseSession, QSseEventModel, ListView
    SseEventModel, // SseSource, SseEventModel, ListView
    Widgets,       // QSseSession, QSseEventModel, QListView
    RawModel,      // readyRead(), a row for each event, ListView
    RawListModel,  // SseSource, ListModel.append() for each event, ListView
};

// Shows a stream in a window of this process, which must have a QApplication, until so many events
// have come or the time is over.
Figures show(Way way, const QUrl &url, int events, std::chrono::seconds longest);

#endif // SHOWING_H
