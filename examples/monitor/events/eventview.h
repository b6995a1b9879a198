// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EVENTVIEW_H
#define EVENTVIEW_H

#include <QtWidgets/QTableView>

// The table of events. It follows the newest one, until the reader scrolls up or chooses an event
// further up, and again when the reader is back at the end.
class EventView : public QTableView
{
    Q_OBJECT

public:
    explicit EventView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    bool isFollowing() const { return m_follows; }
    void setFollowing(bool follows);
    void setPlaceholder(const QString &text); // where there is no row

Q_SIGNALS:
    void followingChanged(bool follows);
    void currentRowChanged(const QModelIndex &index);
    void pauseRequested();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void heedReader();
    void heedInsertion();
    void leaveCurrent(int first, int last);
    void keepPlace(int first, int last);

    QString m_placeholder;
    bool m_follows = true;
    bool m_isLeaving = false; // the chosen event goes, which is not the reader's choice
};

#endif
