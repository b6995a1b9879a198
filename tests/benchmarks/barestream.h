// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef BARESTREAM_H
#define BARESTREAM_H

#include <QtCore/qbytearray.h>
#include <QtCore/qobject.h>
#include <QtCore/qshareddata.h>

// The baseline: what an event costs at the very least. LF is the only line end, there is no byte
// order mark, no comment, no retry, no limit; data and id of each event are copied into an object
// of their own and a signal is emitted.
struct BareEventData : QSharedData
{
    QByteArray type;
    QByteArray data;
    QByteArray id;
};

struct BareEvent
{
    QSharedDataPointer<BareEventData> d;
};

class BareStream : public QObject
{
    Q_OBJECT

public:
    void feed(QByteArrayView bytes);

Q_SIGNALS:
    void eventReceived(const BareEvent &event);

private:
    void processLine(QByteArrayView line);
    void dispatch();

    QByteArray m_unfinished;
    QByteArray m_type;
    QByteArray m_data;
    QByteArray m_id;
    bool m_hasData = false;
};

#endif // BARESTREAM_H
