// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENTMODEL_H
#define QSSEEVENTMODEL_H

#include <QtSse/qsseevent.h>

#include <QtCore/qabstractitemmodel.h>
#include <QtCore/qstringlist.h>

#include <memory>

class QSseEventModelPrivate;
class QSseSession;

class QTSSE_EXPORT QSseEventModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QSseSession *session READ session WRITE setSession NOTIFY sessionChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int maximumCount READ maximumCount WRITE setMaximumCount NOTIFY maximumCountChanged
                       FINAL)
    Q_PROPERTY(QStringList typeFilter READ typeFilter WRITE setTypeFilter NOTIFY typeFilterChanged
                       FINAL)
    Q_PROPERTY(bool messagesOnly READ isMessagesOnly WRITE setMessagesOnly NOTIFY
                       messagesOnlyChanged FINAL)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged FINAL)

public:
    enum Role {
        EventTypeRole = Qt::UserRole + 1,
        TextRole,
        JsonRole,
        EventIdRole,
        TimeRole,
        EventRole,
    };
    Q_ENUM(Role)

    explicit QSseEventModel(QObject *parent = nullptr);
    ~QSseEventModel() override;

    QSseSession *session() const;
    void setSession(QSseSession *session);
    int count() const;
    int maximumCount() const;
    void setMaximumCount(int count);
    QStringList typeFilter() const;
    void setTypeFilter(const QStringList &types);
    bool isMessagesOnly() const;
    void setMessagesOnly(bool only);
    bool isPaused() const;
    void setPaused(bool paused);

    QSseEvent eventAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

public Q_SLOTS:
    void append(const QSseEvent &event);
    void clear();

Q_SIGNALS:
    void sessionChanged();
    void countChanged();
    void maximumCountChanged();
    void typeFilterChanged();
    void messagesOnlyChanged();
    void pausedChanged();

private:
    friend class QSseEventModelPrivate;

    std::unique_ptr<QSseEventModelPrivate> d;
};

#endif // QSSEEVENTMODEL_H
