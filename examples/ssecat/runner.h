// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef RUNNER_H
#define RUNNER_H

#include "idfile.h"
#include "options.h"
#include "output.h"
#include "printer.h"
#include "report.h"
#include "signals.h"
#include "stream.h"

#include <QtCore/qobject.h>
#include <QtCore/qtimer.h>

#include <optional>

// One run: the stream to the printer, until something ends it.
class Runner : public QObject
{
    Q_OBJECT

public:
    explicit Runner(const Options &options, QObject *parent = nullptr);

    void start();

private:
    void connectStream();
    void connectOutput();
    void connectEnds();
    void printEvent(const QSseEvent &event);
    void handleDrained();
    void handleMaximumTime();
    void handleOutputError(int errorNumber);
    void finish(int exitCode);
    void finishSoon(int exitCode);
    void quit();

    const Options m_options;
    const Report m_report;
    std::unique_ptr<Printer> m_printer;
    Output m_output;
    Signals m_signals;
    std::unique_ptr<Stream> m_stream;
    std::unique_ptr<IdFile> m_idFile;
    QTimer m_maximumTime;
    std::optional<int> m_exitCode;
    qint64 m_count = 0;
};

#endif // RUNNER_H
