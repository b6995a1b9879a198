// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "promises.h"

#include <cstdio>

using namespace Qt::StringLiterals;

static QByteArray inWords(const char *row, double value, const char *word, double bound)
{
    return row + " is at "_ba + QByteArray::number(value, 'f', 3) + ", promised is " + word + ' '
           + QByteArray::number(bound, 'g', 3);
}

void Promises::atLeast(double bound, const char *row, double value)
{
    if (!(value >= bound))
        m_missed += inWords(row, value, "at least", bound);
}

void Promises::atMost(double bound, const char *row, double value)
{
    if (!(value <= bound))
        m_missed += inWords(row, value, "at most", bound);
}

void Promises::tell(bool isFinal) const
{
    std::fflush(stdout);
    for (const QByteArray &each : m_missed)
        std::fprintf(isFinal ? stderr : stdout, "%s%s\n",
                     isFinal ? "MISSED: " : "once more: ", each.constData());
}
