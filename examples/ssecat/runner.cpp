// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "runner.h"

#include "exitcode.h"
#include "inputstream.h"
#include "networkstream.h"

#include <QtCore/qcoreapplication.h>

#include <cerrno>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<Stream> createStream(const Options &options)
{
    if (options.readsStandardInput)
        return std::make_unique<InputStream>(options);
    return std::make_unique<NetworkStream>(options);
}

} // namespace

Runner::Runner(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_report(options.verbose)
    , m_printer(Printer::create(options.format, options.colors, options.showRetry))
    , m_output(STDOUT_FILENO)
    , m_stream(createStream(options))
{
    connectStream();
    connectOutput();
    connectEnds();
}

void Runner::start()
{
    if (m_options.maximumTime > 0ms)
        m_maximumTime.start(m_options.maximumTime);
    m_stream->open();
}

void Runner::connectStream()
{
    connect(m_stream.get(), &Stream::eventReceived, this, &Runner::printEvent);
}

void Runner::connectOutput()
{
    connect(&m_output, &Output::stalled, this, [this] { m_stream->setPaused(true); });
    connect(&m_output, &Output::drained, this, &Runner::handleDrained);
    connect(&m_output, &Output::failed, this, &Runner::handleOutputError);
    if (m_options.idFile.isEmpty())
        return;
    m_idFile = std::make_unique<IdFile>(m_options.idFile, m_options.lastEventId);
    connect(m_idFile.get(), &IdFile::saveFailed, this,
            [this] { m_report.error(m_idFile->errorString()); });
}

void Runner::connectEnds()
{
    connect(m_stream.get(), &Stream::ended, this, &Runner::finish);
    connect(&m_signals, &Signals::received, this,
            [this](int number) { finishSoon(Exit::Signal + number); });
    m_maximumTime.setSingleShot(true);
    connect(&m_maximumTime, &QTimer::timeout, this, &Runner::handleMaximumTime);
}

void Runner::printEvent(const QSseEvent &event)
{
    const bool isMessage = event.isMessage();
    if (isMessage && !m_options.types.isEmpty() && !m_options.types.contains(event.type()))
        return;
    m_printer->printEvent(event, m_output.buffer());
    if (isMessage && ++m_count == m_options.count)
        finish(Exit::Ok);
    else
        m_output.commit();
}

// An id is only remembered once its event is out of the house: a run that is cut off repeats
// events, it never loses one.
void Runner::handleDrained()
{
    if (m_idFile)
        m_idFile->remember(m_stream->lastEventId());
    if (m_exitCode)
        quit();
    else
        m_stream->setPaused(false);
}

void Runner::handleMaximumTime()
{
    if (m_stream->hasOpened()) {
        finishSoon(Exit::Ok);
        return;
    }
    m_report.error(u"No connection within the time that --max-time allows"_s);
    finishSoon(Exit::Connection);
}

// A reader that has seen enough, as head does, is no error.
void Runner::handleOutputError(int errorNumber)
{
    if (errorNumber == EPIPE || errorNumber == EBADF) {
        finish(Exit::Ok);
    } else {
        m_report.error(u"Cannot write the output: %1"_s.arg(qt_error_string(errorNumber)));
        finish(Exit::InputOutput);
        m_exitCode = Exit::InputOutput; // also where all had been well until the last write
    }
    quit();
}

void Runner::finish(int exitCode)
{
    if (m_exitCode)
        return;
    m_exitCode = exitCode;
    m_maximumTime.stop();
    m_stream->close();
    QMetaObject::invokeMethod(&m_output, &Output::flush, Qt::QueuedConnection);
}

// A reader that does not read must not keep a program alive that was told to end.
void Runner::finishSoon(int exitCode)
{
    finish(exitCode);
    QTimer::singleShot(1s, this, &Runner::quit);
}

void Runner::quit()
{
    if (m_idFile && !m_idFile->save()) {
        m_report.error(m_idFile->errorString());
        if (m_exitCode == Exit::Ok)
            m_exitCode = Exit::InputOutput;
    }
    QCoreApplication::exit(m_exitCode.value_or(Exit::Ok));
}
