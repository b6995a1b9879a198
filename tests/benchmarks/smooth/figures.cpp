// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "figures.h"

#include <QtCore/qlist.h>

static constexpr double Figures::*All[] = {
        &Figures::medianWait,      &Figures::wait99,         &Figures::longestWait,
        &Figures::work99,          &Figures::longestWork,    &Figures::eventsPerSecond,
        &Figures::framesPerSecond, &Figures::events,         &Figures::rows,
        &Figures::earlyMebibytes,  &Figures::finalMebibytes,
};

Figures Figures::fromText(const QByteArray &text)
{
    const QList<QByteArray> numbers = text.simplified().split(' ');
    if (numbers.size() != qsizetype(std::size(All)))
        qFatal("a case has failed: %s", text.constData());
    Figures figures;
    for (qsizetype i = 0; i < numbers.size(); ++i)
        figures.*All[i] = numbers[i].toDouble();
    return figures;
}

QByteArray Figures::toText() const
{
    QByteArray text;
    for (const auto figure : All)
        text += QByteArray::number(this->*figure, 'f', 3) + ' ';
    return text;
}
