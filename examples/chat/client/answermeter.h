// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef ANSWERMETER_H
#define ANSWERMETER_H

#include <QtCore/QString>

#include <chrono>
#include <optional>

// How much came, how fast and since when. A piece of an answer counts as a token until the server
// says how many there were.
class AnswerMeter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    void start(Time now);
    void countPiece(Time now);
    void stop(Time now, std::optional<int> tokens);

    int tokens() const { return m_tokens; }
    double tokensPerSecond() const; // from the first piece to the last one; 0 where unknown
    std::chrono::milliseconds elapsed(Time now) const;
    QString text(Time now) const;

private:
    int m_pieces = 0;
    int m_tokens = 0;
    Time m_start;
    Time m_firstPiece;
    Time m_lastPiece;
    std::optional<Time> m_end;
};

#endif
