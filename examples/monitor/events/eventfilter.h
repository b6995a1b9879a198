// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTFILTER_H
#define EVENTFILTER_H

#include <QtCore/QSortFilterProxyModel>

// The events that one wants to see: of one type, with a text in them.
class EventFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Kind { Messages, Everything, Others, OneType }; // others: comments and retry times

    explicit EventFilter(QObject *parent = nullptr);

    bool isActive() const { return m_kind != Kind::Messages || !m_text.isEmpty(); }
    void setKind(Kind kind, const QString &type = {});
    void setText(const QString &text); // in the data, the type, the id or the comments

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    Kind m_kind = Kind::Messages;
    QString m_type;
    QString m_text;
};

#endif
