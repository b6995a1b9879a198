// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CANNEDANSWER_H
#define CANNEDANSWER_H

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <chrono>

// What the embedded endpoint says to a question, and how it behaves meanwhile.
struct CannedAnswer
{
    enum class Pace { Steady, Slow, Full };
    enum class End { Done, ErrorInStream, Cut, OversizedEvent };

    QString text;
    Pace pace = Pace::Steady;
    End end = End::Done;  // those that are no proper end come half-way
    int status = 200;     // another one refuses the question
    QByteArray refusal{}; // JSON

    static CannedAnswer to(const QString &question, qsizetype turn); // turns count from 1
};

#endif
