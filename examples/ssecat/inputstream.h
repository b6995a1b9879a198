// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef INPUTSTREAM_H
#define INPUTSTREAM_H

#include "options.h"
#include "report.h"
#include "stream.h"

#include <QtSse/QSseParser>

#include <QtCore/qsocketnotifier.h>

// A stream that is already here: standard input, fed to the parser as it comes.
class InputStream : public Stream
{
    Q_OBJECT

public:
    explicit InputStream(const Options &options, QObject *parent = nullptr);

    void open() override;
    void close() override;
    void setPaused(bool paused) override;
    bool hasOpened() const override { return true; }
    QString lastEventId() const override { return m_parser.lastEventId(); }

private:
    void read();
    void feed(QByteArrayView bytes);
    void handleEvent(const QSseEvent &event);
    void handleEnd();
    void end(int exitCode);

    const QByteArray m_endMarker;
    const Report m_report;
    QSseParser m_parser;
    QSocketNotifier m_readable;
    QByteArray m_chunk;
    bool m_closed = false;
    bool m_complete = false;
};

#endif // INPUTSTREAM_H
