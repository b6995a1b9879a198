// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "script.h"

Script &Script::status(int code, const QByteArray &reason)
{
    m_head.status = code;
    m_head.reason = reason;
    return *this;
}

Script &Script::header(const QByteArray &name, const QByteArray &value)
{
    m_head.addHeader(name, value);
    return *this;
}

Script &Script::rawHead(const QByteArray &bytes)
{
    m_head.setRaw(bytes);
    return *this;
}

Script &Script::waitBeforeHead(std::chrono::milliseconds duration)
{
    m_delayBeforeHead = duration;
    return *this;
}

Script &Script::silent()
{
    m_silent = true;
    return *this;
}

Script &Script::closeDelimited()
{
    m_head.framing = ResponseHead::Framing::UntilClose;
    return *this;
}

Script &Script::contentLength(qint64 length)
{
    m_head.setContentLength(length);
    return *this;
}

Script &Script::send(const QByteArray &bytes)
{
    return then(Send{bytes});
}

Script &Script::sendBytewise(const QByteArray &bytes)
{
    for (const char byte : bytes)
        send(QByteArray(1, byte));
    return *this;
}

Script &Script::sendSplit(const QByteArray &bytes, qsizetype at)
{
    return send(bytes.left(at)).send(bytes.mid(at));
}

Script &Script::repeat(const QByteArray &bytes)
{
    return then(Repeat{bytes});
}

Script &Script::wait(std::chrono::milliseconds duration)
{
    return then(Wait{duration});
}

Script &Script::finish()
{
    return then(End::Finish);
}

Script &Script::cut()
{
    return then(End::Cut);
}

Script &Script::reset()
{
    return then(End::Reset);
}

Script &Script::stall()
{
    return then(End::Stall);
}

Script &Script::then(const Step &step)
{
    m_steps.append(step);
    return *this;
}
