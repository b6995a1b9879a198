// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef FEEDEVENT_H
#define FEEDEVENT_H

#include <QtCore/QByteArray>
#include <QtCore/QString>

// An event of the feed, however its bytes are spelt. Events are numbered from 1; their ids begin
// with the number, and not each has one.
struct FeedEvent
{
    int number = 0;
    QByteArray data;
    QString type;
    QString id; // null where there is none
};

FeedEvent feedEvent(quint64 seed, int number);
QString idOf(quint64 seed, int number);
bool hasId(quint64 seed, int number);

// What an id stands for; 0 for none.
int numberOf(const QString &id);

#endif // FEEDEVENT_H
