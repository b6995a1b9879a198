// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "scriptedexchange.h"

#include "scriptedconnection.h"
#include "scriptrunner.h"

using Framing = ResponseHead::Framing;

ScriptedExchange::ScriptedExchange(const HttpRequest &request, int index,
                                   ScriptedConnection *connection)
    : QObject(connection)
    , m_request(request)
    , m_index(index)
    , m_connection(connection)
{
    connect(m_connection, &ScriptedConnection::bytesWritten, this,
            &ScriptedExchange::noteBytesWritten);
    connect(m_connection, &ScriptedConnection::closed, this, &ScriptedExchange::close);
}

// A Content-Length among the headers frames the body; otherwise it is chunked.
void ScriptedExchange::respond(int status, const HttpHeaders &headers)
{
    ResponseHead head;
    head.status = status;
    for (const auto &[name, value] : headers)
        head.addHeader(name, value);
    respond(head);
}

void ScriptedExchange::respond(const ResponseHead &head)
{
    if (m_state != State::Unanswered && m_state != State::Scripted)
        return;
    m_state = State::Answering;
    m_head = head;
    m_bodyLeft = m_head.contentLength;
    if (m_head.framing == Framing::Chunked && m_request.version == "HTTP/1.0")
        m_head.framing = Framing::UntilClose;

    m_connection->write(m_head.toBytes());
    m_connection->flush();
    if (!hasBody())
        finish();
}

void ScriptedExchange::send(const QByteArray &bytes)
{
    queue(bytes);
    if (m_state != State::Closed)
        m_connection->flush();
}

void ScriptedExchange::queue(const QByteArray &bytes)
{
    if (!isOpen())
        return;
    if (m_state != State::Answering)
        respond();
    if (!isOpen() || bytes.isEmpty()) // an empty chunk would be the last one
        return;
    m_connection->write(framed(bytes));
    if (m_head.framing == Framing::ContentLength && m_bodyLeft == 0)
        finish();
}

void ScriptedExchange::finish()
{
    if (!isOpen())
        return;
    if (m_state != State::Answering)
        respond();
    if (!isOpen())
        return;
    if (hasBody() && m_head.framing == Framing::Chunked)
        m_connection->write("0\r\n\r\n");
    if (!canKeepConnection()) {
        cut();
        return;
    }
    m_state = State::Draining;
    m_connection->flush();
    closeOnceDrained();
}

void ScriptedExchange::cut()
{
    if (!isOpen())
        return;
    m_state = State::Closing;
    m_connection->close();
}

void ScriptedExchange::reset()
{
    if (!isOpen())
        return;
    m_state = State::Closing;
    m_connection->reset();
}

void ScriptedExchange::run(const Script &script)
{
    if (m_state != State::Unanswered)
        return;
    m_state = State::Scripted;
    (new ScriptRunner(script, this))->start();
}

bool ScriptedExchange::isOpen() const
{
    return m_state < State::Draining;
}

qint64 ScriptedExchange::bytesToWrite() const
{
    return m_state == State::Closed ? 0 : m_connection->bytesToWrite();
}

bool ScriptedExchange::hasBody() const
{
    if (m_head.framing == Framing::ContentLength && m_head.contentLength == 0)
        return false;
    return m_head.allowsBody() && m_request.method != "HEAD";
}

// RFC 9112, 9.3: only where both sides want to and the client can tell where this answer ends.
bool ScriptedExchange::canKeepConnection() const
{
    const bool isWhole = m_bodyLeft == 0 || !hasBody();
    const bool clientCloses =
            m_request.version == "HTTP/1.0"
            || m_request.header("Connection").compare("close", Qt::CaseInsensitive) == 0;
    return isWhole && !clientCloses && !m_head.closesConnection();
}

QByteArray ScriptedExchange::framed(const QByteArray &bytes)
{
    switch (m_head.framing) {
    case Framing::Chunked:
        return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
    case Framing::ContentLength: {
        const QByteArray taken = bytes.left(m_bodyLeft);
        m_bodyLeft -= taken.size();
        return taken;
    }
    case Framing::UntilClose:
        break;
    }
    return bytes;
}

void ScriptedExchange::noteBytesWritten(qint64 bytes)
{
    if (m_state == State::Closed)
        return;
    m_bytesSent += bytes;
    Q_EMIT bytesWritten();
    closeOnceDrained();
}

void ScriptedExchange::closeOnceDrained()
{
    if (m_state == State::Draining && m_connection->bytesToWrite() == 0)
        close();
}

void ScriptedExchange::close()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_connection->exchangeEnded();
    Q_EMIT closed();
    deleteLater();
}
