// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef LOGFILTER_H
#define LOGFILTER_H

#include <QtCore/QSortFilterProxyModel>
#include <QtCore/QStringList>
#include <QtQml/qqmlregistration.h>

// The rows of an event model that have a type and hold a text. What it hides is not lost.
class LogFilter : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_PROPERTY(QString type READ type WRITE setType NOTIFY typeChanged FINAL)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(bool newestFirst READ isNewestFirst WRITE setNewestFirst NOTIFY newestFirstChanged
                       FINAL)
    Q_PROPERTY(QStringList knownTypes READ knownTypes NOTIFY knownTypesChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    QML_ELEMENT

public:
    enum Role { SummaryRole = Qt::UserRole + 100 }; // the text on one line, of a bounded length

    explicit LogFilter(QObject *parent = nullptr);

    QString type() const { return m_type; } // all where empty
    void setType(const QString &type);
    QString text() const { return m_text; } // case does not matter
    void setText(const QString &text);
    bool isNewestFirst() const { return sortColumn() >= 0; }
    void setNewestFirst(bool newestFirst);
    QStringList knownTypes() const { return m_knownTypes; } // that have come, sorted
    int count() const { return rowCount(); }
    Q_INVOKABLE QString textAt(int row) const;

    void setSourceModel(QAbstractItemModel *model) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void typeChanged();
    void textChanged();
    void newestFirstChanged();
    void knownTypesChanged();
    void countChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void learnTypes(int first, int last);

    QString m_type;
    QString m_text;
    QStringList m_knownTypes;
};

#endif
