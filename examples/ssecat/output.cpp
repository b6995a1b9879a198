// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "output.h"

#include <cerrno>
#include <climits>
#include <limits>
#include <utility>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr qsizetype WriteSize = 64 * 1024;
constexpr qsizetype StallSize = 1024 * 1024;

bool isRegularFile(int descriptor)
{
    struct stat status = {};
    return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

} // namespace

// The descriptor is shared with other programs and must not be made non-blocking. A pipe that
// polls as writable takes PIPE_BUF bytes without blocking; a file takes all there is.
Output::Output(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_chunk(isRegularFile(descriptor) ? std::numeric_limits<qsizetype>::max() : PIPE_BUF)
    , m_writable(descriptor, QSocketNotifier::Write)
    , m_broken(descriptor, QSocketNotifier::Exception)
{
    m_writable.setEnabled(false);
    connect(&m_writable, &QSocketNotifier::activated, this, &Output::flush);
    connect(&m_broken, &QSocketNotifier::activated, this, [this] { fail(EPIPE); });
}

void Output::commit()
{
    if (unwritten() >= WriteSize && !m_writable.isEnabled())
        flush();
    if (unwritten() > StallSize && !m_stalled) {
        m_stalled = true;
        Q_EMIT stalled();
    } else if (unwritten() > 0 && !m_flushQueued) {
        m_flushQueued = true;
        QMetaObject::invokeMethod(this, &Output::flush, Qt::QueuedConnection);
    }
}

void Output::flush()
{
    m_flushQueued = false;
    if (m_failed)
        return;
    while (unwritten() > 0 && isWritable()) {
        if (!writeSome())
            return;
    }
    m_writable.setEnabled(unwritten() > 0);
    if (unwritten() > 0) {
        if (m_written >= WriteSize) {
            m_buffer.remove(0, m_written);
            m_written = 0;
        }
        return;
    }
    m_buffer.resize(0);
    m_written = 0;
    m_stalled = false;
    Q_EMIT drained();
}

bool Output::writeSome()
{
    const auto size = size_t(qMin(unwritten(), m_chunk));
    const ssize_t count = ::write(m_descriptor, m_buffer.constData() + m_written, size);
    if (count < 0 && errno != EINTR && errno != EAGAIN) {
        fail(errno);
        return false;
    }
    m_written += qMax<ssize_t>(count, 0);
    return true;
}

bool Output::isWritable() const
{
    pollfd descriptor = {m_descriptor, POLLOUT, 0};
    return ::poll(&descriptor, 1, 0) > 0;
}

void Output::fail(int errorNumber)
{
    m_writable.setEnabled(false);
    m_broken.setEnabled(false);
    m_buffer.clear();
    m_written = 0;
    if (!std::exchange(m_failed, true))
        Q_EMIT failed(errorNumber);
}
