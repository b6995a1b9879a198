// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "connectionhistory.h"

#include <QtCore/QLocale>
#include <QtGui/QTextDocument>

using namespace Qt::StringLiterals;

namespace {

constexpr size_t most = 500;

QString attemptText(const ConnectionHistory::End &end)
{
    return end.attempt > 0 ? QString::number(end.attempt) : u"–"_s;
}

QString delayText(const ConnectionHistory::End &end)
{
    if (end.attempt == 0)
        return u"–"_s;
    return ConnectionHistory::tr("%1 s").arg(
            QLocale().toString(double(end.delay.count()) / 1000, 'f', 2));
}

QString resumeText(const ConnectionHistory::End &end)
{
    if (end.attempt == 0)
        return u"–"_s;
    return end.resumesAfter.isEmpty() ? ConnectionHistory::tr("no id") : end.resumesAfter;
}

QString detailText(const ConnectionHistory::End &end)
{
    QString text = end.reason;
    if (end.error.httpStatus() > 0)
        text += u"\n\nHTTP %1"_s.arg(end.error.httpStatus());
    const QSseError::Headers headers = end.error.headers();
    for (const auto &[name, value] : headers)
        text += u"\n%1: %2"_s.arg(QString::fromUtf8(name), QString::fromUtf8(value));
    if (!end.error.body().isEmpty())
        text += u"\n\n"_s + QString::fromUtf8(end.error.body());
    if (!end.error.diagnostics().isEmpty()) {
        text += u"\n\n"_s + ConnectionHistory::tr("The last lines, byte for byte:") + u'\n'
                + QString::fromUtf8(end.error.diagnostics());
    }
    return text;
}

} // namespace

void ConnectionHistory::add(const End &end)
{
    if (m_ends.size() >= most) {
        beginRemoveRows({}, 0, 0);
        m_ends.pop_front();
        endRemoveRows();
    }
    const int row = int(m_ends.size());
    beginInsertRows({}, row, row);
    m_ends.push_back(end);
    endInsertRows();
}

void ConnectionHistory::clear()
{
    beginResetModel();
    m_ends.clear();
    endResetModel();
}

int ConnectionHistory::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ends.size());
}

int ConnectionHistory::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ConnectionHistory::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const End &end = at(index.row());
    if (role == DetailRole)
        return detailText(end);
    if (role == Qt::ToolTipRole && index.column() == Reason)
        return Qt::convertFromPlainText(end.reason); // it may quote the server
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return end.time.toString(u"HH:mm:ss.zzz"_s);
    case Reason:
        return end.reason;
    case Attempt:
        return attemptText(end);
    case Delay:
        return delayText(end);
    default:
        return resumeText(end);
    }
}

QVariant ConnectionHistory::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Reason:
        return tr("Why it ended");
    case Attempt:
        return tr("Attempt");
    case Delay:
        return tr("Delay");
    default:
        return tr("Resumes after");
    }
}
