// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SCRIPT_H
#define SCRIPT_H

#include "responsehead.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <chrono>
#include <variant>

// What one answer does, step by step. The head goes first, wherever in the script it is described.
class Script
{
public:
    struct Send
    {
        QByteArray bytes;
    };
    struct Repeat
    {
        QByteArray bytes;
    };
    struct Wait
    {
        std::chrono::milliseconds duration;
    };
    enum class End { Finish, Cut, Reset, Stall };
    using Step = std::variant<Send, Repeat, Wait, End>;

    Script &status(int code, const QByteArray &reason = {});
    Script &header(const QByteArray &name, const QByteArray &value); // null takes a default away
    Script &rawHead(const QByteArray &bytes);
    Script &waitBeforeHead(std::chrono::milliseconds duration);
    Script &silent(); // never answers, not even with a head

    Script &closeDelimited();
    Script &contentLength(qint64 length);

    Script &send(const QByteArray &bytes); // in an event loop turn of its own
    Script &sendBytewise(const QByteArray &bytes);
    Script &sendSplit(const QByteArray &bytes, qsizetype at);
    Script &repeat(const QByteArray &bytes); // for ever, as fast as the peer takes them
    Script &wait(std::chrono::milliseconds duration);

    Script &finish(); // the clean end
    Script &cut();    // FIN, without the end that the framing asks for
    Script &reset();  // RST
    Script &stall();  // open and silent, as at the end of every script without an end

    const ResponseHead &head() const { return m_head; }
    std::chrono::milliseconds delayBeforeHead() const { return m_delayBeforeHead; }
    bool isSilent() const { return m_silent; }
    const QList<Step> &steps() const { return m_steps; }

private:
    Script &then(const Step &step);

    ResponseHead m_head;
    std::chrono::milliseconds m_delayBeforeHead{0};
    bool m_silent = false;
    QList<Step> m_steps;
};

#endif
