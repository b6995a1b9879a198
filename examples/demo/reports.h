// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef REPORTS_H
#define REPORTS_H

#include <QtCore/QObject>
#include <QtCore/QString>

// What the events of the feed hold: JSON, read into these by QSseEvent::value().
struct Price
{
    Q_GADGET
    Q_PROPERTY(QString symbol MEMBER symbol)
    Q_PROPERTY(double bid MEMBER bid)
    Q_PROPERTY(double change MEMBER change)

public:
    QString symbol;
    double bid = 0;
    double change = 0;
};

struct News
{
    Q_GADGET
    Q_PROPERTY(QString headline MEMBER headline)

public:
    QString headline;
};

#endif
