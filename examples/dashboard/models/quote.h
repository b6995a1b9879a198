// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef QUOTE_H
#define QUOTE_H

#include <QtCore/QObject>
#include <QtCore/QString>

// What a price event holds: JSON, read into this by QSseEvent::value().
struct Quote
{
    Q_GADGET
    Q_PROPERTY(QString symbol MEMBER symbol)
    Q_PROPERTY(double bid MEMBER bid)
    Q_PROPERTY(double ask MEMBER ask)
    Q_PROPERTY(double change MEMBER change)
    Q_PROPERTY(double time MEMBER time)

public:
    QString symbol;
    double bid = 0;
    double ask = 0;
    double change = 0; // since the market opened
    double time = 0;   // in milliseconds since the epoch, 0 where it is not told

    double changePercent() const
    {
        const double opening = bid - change;
        return opening > 0 ? change / opening * 100 : 0;
    }
};

#endif
