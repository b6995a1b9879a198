// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef MARKET_H
#define MARKET_H

#include "report.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QRandomGenerator>

// An invented market: prices that walk at random, and news about them. The same seed, the same day
// but for the times.
class Market
{
public:
    explicit Market(quint32 seed);
    Report next(); // of type "price" or "news"

private:
    struct Stock
    {
        QByteArray symbol;
        double opening;
        double price;
    };

    Report price();
    Report news();
    Stock &anyStock();

    QRandomGenerator m_random;
    QList<Stock> m_stocks;
};

#endif
