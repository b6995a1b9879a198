// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef OUTPUT_H
#define OUTPUT_H

#include <QtCore/qbytearray.h>
#include <QtCore/qobject.h>
#include <QtCore/qsocketnotifier.h>

// Standard output: gathers what one turn of the event loop prints and writes it at the turn's end.
// It never waits for a slow reader; it says that it is stalled, and when it is drained again.
class Output : public QObject
{
    Q_OBJECT

public:
    explicit Output(int descriptor, QObject *parent = nullptr);

    QByteArray &buffer() { return m_buffer; }
    void commit();

public Q_SLOTS:
    void flush();

Q_SIGNALS:
    void stalled();
    void drained();
    void failed(int errorNumber);

private:
    bool writeSome();
    bool isWritable() const;
    void fail(int errorNumber);
    qsizetype unwritten() const { return m_buffer.size() - m_written; }

    const int m_descriptor;
    QByteArray m_buffer;
    qsizetype m_written = 0;
    qsizetype m_chunk;
    QSocketNotifier m_writable;
    QSocketNotifier m_broken;
    bool m_flushQueued = false;
    bool m_stalled = false;
    bool m_failed = false;
};

#endif // OUTPUT_H
