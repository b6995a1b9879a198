// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTWORDS_H
#define EVENTWORDS_H

#include <QtCore/QString>

class QSseEvent;

// How an event is spoken of in a line.
namespace EventWords {

QString type(const QSseEvent &event);    // "comment" and "retry" for what is no message
QString summary(const QSseEvent &event); // the beginning of its data, on one line

} // namespace EventWords

#endif
