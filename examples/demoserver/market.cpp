// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "market.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr int reportsPerNews = 20;
constexpr double largestStep = 0.004; // of the price
constexpr double lowestPrice = 1.0;
constexpr double halfSpread = 0.0005; // of the price

double inCents(double amount)
{
    return std::round(amount * 100) / 100;
}

Report report(const QByteArray &type, const QJsonObject &values)
{
    return {type, QJsonDocument(values).toJson(QJsonDocument::Compact)};
}
} // namespace

Market::Market(quint32 seed)
    : m_random(seed)
    , m_stocks({{"QT", 46.20, 46.20},
                {"KDE", 128.75, 128.75},
                {"GNU", 83.40, 83.40},
                {"TUX", 19.91, 19.91},
                {"SSE", 64.00, 64.00},
                {"CPP", 217.15, 217.15},
                {"QML", 71.05, 71.05},
                {"GIT", 152.30, 152.30},
                {"WEB", 33.68, 33.68},
                {"RFC", 92.45, 92.45}})
{}

Report Market::next()
{
    return m_random.bounded(reportsPerNews) == 0 ? news() : price();
}

Report Market::price()
{
    Stock &stock = anyStock();
    const double step = (2 * m_random.generateDouble() - 1) * largestStep;
    stock.price = std::max(lowestPrice, stock.price * (1 + step));
    return report("price", {{u"symbol"_s, QString::fromLatin1(stock.symbol)},
                            {u"bid"_s, inCents(stock.price * (1 - halfSpread))},
                            {u"ask"_s, inCents(stock.price * (1 + halfSpread))},
                            {u"change"_s, inCents(stock.price - stock.opening)},
                            {u"time"_s, QDateTime::currentMSecsSinceEpoch()}});
}

Report Market::news()
{
    static const QStringList headlines = {
            u"%1 raises its forecast for the year"_s,
            u"%1 opens a new office by the sea"_s,
            u"Analysts disagree about %1"_s,
            u"%1 names a new head of engineering"_s,
            u"%1 ships a release on time, again"_s,
            u"Rumours of a merger lift %1"_s,
            u"%1 recalls a bug that it cannot repeat"_s,
    };
    const QString &headline = headlines.at(m_random.bounded(int(headlines.size())));
    const QString symbol = QString::fromLatin1(anyStock().symbol);
    return report("news", {{u"headline"_s, headline.arg(symbol)},
                           {u"symbol"_s, symbol},
                           {u"time"_s, QDateTime::currentMSecsSinceEpoch()}});
}

Market::Stock &Market::anyStock()
{
    return m_stocks[m_random.bounded(int(m_stocks.size()))];
}
