// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "quotemodel.h"

#include <QtQml/QQmlEngine>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto frame = 16ms;
constexpr size_t maximumCount = 500; // symbols; a stream may name any number of them
constexpr qsizetype longestSymbol = 64;
} // namespace

struct QuoteModel::Row
{
    Quote quote;
    int direction = 0;
    int updates = 0;
    bool isChanged = false;
    Series series;
};

QuoteModel::QuoteModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_frameTimer.setSingleShot(true);
    m_frameTimer.setInterval(frame);
    connect(&m_frameTimer, &QTimer::timeout, this, &QuoteModel::showChanges);
}

QuoteModel::~QuoteModel() = default;

void QuoteModel::take(const QSseEvent &event)
{
    if (event.type() != "price"_L1)
        return;
    const std::optional<Quote> quote = event.value<Quote>();
    if (!quote || quote->symbol.isEmpty() || quote->symbol.size() > longestSymbol)
        return;
    Row *row = rowFor(quote->symbol);
    if (!row)
        return;
    const double before = row->updates > 0 ? row->quote.bid : quote->bid;
    row->direction = (quote->bid > before) - (quote->bid < before);
    row->quote = *quote;
    ++row->updates;
    row->isChanged = true;
    row->series.append(quote->time, quote->bid);
    if (!m_frameTimer.isActive())
        m_frameTimer.start();
}

QString QuoteModel::symbolAt(int row) const
{
    return row >= 0 && row < count() ? m_rows[size_t(row)]->quote.symbol : QString();
}

int QuoteModel::rowOf(const QString &symbol) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(), [&symbol](const auto &candidate) {
        return candidate->quote.symbol == symbol;
    });
    return row == m_rows.cend() ? -1 : int(row - m_rows.cbegin());
}

Series *QuoteModel::seriesOf(const QString &symbol) const
{
    const int row = rowOf(symbol);
    return row < 0 ? nullptr : &m_rows[size_t(row)]->series;
}

double QuoteModel::changePercentOf(const QString &symbol) const
{
    const int row = rowOf(symbol);
    return row < 0 ? 0 : m_rows[size_t(row)]->quote.changePercent();
}

void QuoteModel::clear()
{
    if (m_rows.empty())
        return;
    beginResetModel();
    m_rows.clear();
    endResetModel();
    Q_EMIT countChanged();
}

int QuoteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant QuoteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = *m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case SymbolRole:
        return row.quote.symbol;
    case BidRole:
        return row.quote.bid;
    case AskRole:
        return row.quote.ask;
    case ChangeRole:
        return row.quote.change;
    case ChangePercentRole:
        return row.quote.changePercent();
    case DirectionRole:
        return row.direction;
    case UpdatesRole:
        return row.updates;
    case SeriesRole:
        return QVariant::fromValue(const_cast<Series *>(&row.series));
    default:
        return {};
    }
}

QHash<int, QByteArray> QuoteModel::roleNames() const
{
    return {{SymbolRole, "symbol"_ba},
            {BidRole, "bid"_ba},
            {AskRole, "ask"_ba},
            {ChangeRole, "change"_ba},
            {ChangePercentRole, "changePercent"_ba},
            {DirectionRole, "direction"_ba},
            {UpdatesRole, "updates"_ba},
            {SeriesRole, "series"_ba}};
}

// Null where there are too many.
QuoteModel::Row *QuoteModel::rowFor(const QString &symbol)
{
    const auto place = std::lower_bound(
            m_rows.begin(), m_rows.end(), symbol,
            [](const auto &row, const QString &wanted) { return row->quote.symbol < wanted; });
    if (place != m_rows.end() && (*place)->quote.symbol == symbol)
        return place->get();
    if (m_rows.size() >= maximumCount)
        return nullptr;
    const int number = int(place - m_rows.begin());
    auto row = std::make_unique<Row>();
    row->quote.symbol = symbol;
    Row *const added = row.get();
    QQmlEngine::setObjectOwnership(&added->series, QQmlEngine::CppOwnership);
    beginInsertRows({}, number, number);
    m_rows.insert(place, std::move(row));
    endInsertRows();
    Q_EMIT countChanged();
    return added;
}

void QuoteModel::showChanges()
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (std::exchange(m_rows[i]->isChanged, false))
            Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
    Q_EMIT updated();
}
