// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTEDEXCHANGE_H
#define SCRIPTEDEXCHANGE_H

#include "httprequest.h"
#include "responsehead.h"
#include "script.h"

#include <QtCore/QObject>

class ScriptedConnection;

// One request and its answer, given by a script or by hand. It deletes itself once it is closed.
class ScriptedExchange : public QObject
{
    Q_OBJECT

public:
    ScriptedExchange(const HttpRequest &request, int index, ScriptedConnection *connection);

    const HttpRequest &request() const { return m_request; }
    int index() const { return m_index; } // 0 for the first request the server saw

    void respond(int status = 200, const HttpHeaders &headers = {});
    void respond(const ResponseHead &head);
    void send(const QByteArray &bytes);  // framed as the head says, and flushed
    void queue(const QByteArray &bytes); // the same, not flushed
    void finish();
    void cut();
    void reset();
    void run(const Script &script);

    bool isAnswered() const { return m_state != State::Unanswered; }
    bool isOpen() const;                             // the peer has not gone and we have not ended
    qint64 bytesSent() const { return m_bytesSent; } // to the kernel, head and framing included
    qint64 bytesToWrite() const;

Q_SIGNALS:
    void bytesWritten();
    void closed(); // the last byte has gone out, or the connection is no more

private:
    enum class State { Unanswered, Scripted, Answering, Draining, Closing, Closed };

    bool hasBody() const;
    bool canKeepConnection() const;
    QByteArray framed(const QByteArray &bytes);
    void noteBytesWritten(qint64 bytes);
    void closeOnceDrained();
    void close();

    const HttpRequest m_request;
    const int m_index;
    ScriptedConnection *const m_connection;
    ResponseHead m_head;
    State m_state = State::Unanswered;
    qint64 m_bodyLeft = 0; // of the Content-Length
    qint64 m_bytesSent = 0;
};

#endif
