// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "inputstream.h"

#include "exitcode.h"

#include <QtCore/qstring.h>

#include <cerrno>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype ChunkSize = 64 * 1024;
constexpr qint64 MaximumEventSize = 16 * 1024 * 1024;

} // namespace

InputStream::InputStream(const Options &options, QObject *parent)
    : Stream(parent)
    , m_endMarker(options.endMarker)
    , m_report(options.verbose)
    , m_readable(STDIN_FILENO, QSocketNotifier::Read)
    , m_chunk(ChunkSize, Qt::Uninitialized)
{
    m_readable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &InputStream::read);

    m_parser.setMaximumEventSize(MaximumEventSize);
    m_parser.setEventHandler([this](const QSseEvent &event) { handleEvent(event); });
    m_parser.setShowComments(options.comments);
    m_parser.setShowRetry(options.showRetry);
}

void InputStream::open()
{
    m_report.note(u"* reading standard input"_s);
    m_readable.setEnabled(true);
}

void InputStream::close()
{
    m_closed = true;
    m_readable.setEnabled(false);
    m_parser.stop();
}

// The chunk at hand is still printed: it is small, and the pause is only there to bound memory.
void InputStream::setPaused(bool paused)
{
    m_readable.setEnabled(!paused && !m_closed);
}

void InputStream::read()
{
    const ssize_t count = ::read(STDIN_FILENO, m_chunk.data(), size_t(m_chunk.size()));
    if (count > 0) {
        feed(QByteArrayView(m_chunk).first(count));
    } else if (count == 0) {
        handleEnd();
    } else if (errno != EINTR && errno != EAGAIN) {
        m_report.error(u"Cannot read standard input: %1"_s.arg(qt_error_string(errno)));
        end(Exit::InputOutput);
    }
}

void InputStream::feed(QByteArrayView bytes)
{
    m_parser.feed(bytes);
    if (m_complete) {
        end(Exit::Ok);
    } else if (m_parser.error() == QSseParser::Error::EventTooLarge && !m_closed) {
        m_report.error(u"An event is larger than %1 MiB"_s.arg(MaximumEventSize >> 20));
        end(Exit::InputOutput);
    }
}

void InputStream::handleEvent(const QSseEvent &event)
{
    if (!m_endMarker.isEmpty() && event.data() == m_endMarker) {
        m_complete = true;
        m_parser.stop();
        return;
    }
    Q_EMIT eventReceived(event);
}

void InputStream::handleEnd()
{
    m_parser.finish();
    if (m_endMarker.isEmpty()) {
        end(Exit::Ok);
        return;
    }
    m_report.error(u"The input ended before the end marker: it is cut short"_s);
    end(Exit::InputOutput);
}

void InputStream::end(int exitCode)
{
    if (m_closed)
        return;
    close();
    Q_EMIT ended(exitCode);
}
