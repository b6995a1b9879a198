// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef STREAM_H
#define STREAM_H

#include <QtSse/QSseEvent>

#include <QtCore/qobject.h>

// Where events come from: a session on the network or standard input.
class Stream : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open() = 0;
    virtual void close() = 0;
    virtual void setPaused(bool paused) = 0;
    virtual bool hasOpened() const = 0;
    virtual QString lastEventId() const = 0;

Q_SIGNALS:
    void eventReceived(const QSseEvent &event);
    void ended(int exitCode);
};

#endif // STREAM_H
