// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENT_P_H
#define QSSEEVENT_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseevent.h"

// One dispatched block. The ids stay bytes until somebody asks: most slots never do.
class QTSSE_EXPORT QSseEventPrivate : public QSharedData
{
public:
    QByteArray data;
    QByteArray lastEventId;
    QByteArray comments;
    QString type;
    QUrl origin;
    std::optional<std::chrono::milliseconds> retry;
    bool hasData = false;
    bool hasId = false;
    bool hasComments = false;
};

#endif // QSSEEVENT_P_H
