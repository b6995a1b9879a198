// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTLOG_H
#define EVENTLOG_H

#include <QtSse/QSseEventModel>

#include <QtQml/qqmlregistration.h>

// The last events of any number of streams, and what happened to the connections meanwhile.
class EventLog : public QSseEventModel
{
    Q_OBJECT
    QML_ELEMENT

public:
    using QSseEventModel::QSseEventModel;

    Q_INVOKABLE void take(const QSseEvent &event) { append(event); }
    Q_INVOKABLE void note(const QString &text); // a row of type "connection"
};

#endif
