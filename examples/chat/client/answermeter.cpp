// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "answermeter.h"

#include <QtCore/QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono;

void AnswerMeter::start(Time now)
{
    *this = {};
    m_start = now;
}

void AnswerMeter::countPiece(Time now)
{
    if (m_pieces == 0)
        m_firstPiece = now;
    m_lastPiece = now;
    m_tokens = ++m_pieces;
}

void AnswerMeter::stop(Time now, std::optional<int> tokens)
{
    m_end = now;
    m_tokens = tokens.value_or(m_pieces);
}

// The wait for the first piece is the server's thinking, not its pace.
double AnswerMeter::tokensPerSecond() const
{
    const double seconds = duration<double>(m_lastPiece - m_firstPiece).count();
    return seconds > 0 ? (m_tokens - double(m_tokens) / m_pieces) / seconds : 0;
}

milliseconds AnswerMeter::elapsed(Time now) const
{
    return duration_cast<milliseconds>(m_end.value_or(now) - m_start);
}

QString AnswerMeter::text(Time now) const
{
    const QLocale locale;
    const double seconds = duration<double>(elapsed(now)).count();
    QString text = locale.toString(seconds, 'f', 1) + " s"_L1;
    if (m_tokens == 0)
        return text;
    const double rate = tokensPerSecond();
    if (rate > 0)
        text.prepend(locale.toString(rate, 'f', rate < 10 ? 1 : 0) + u"/s · "_s);
    return u"%1 %2 · %3"_s.arg(locale.toString(m_tokens), m_tokens == 1 ? u"token"_s : u"tokens"_s,
                               text);
}
