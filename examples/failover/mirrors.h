// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef MIRRORS_H
#define MIRRORS_H

#include "eventhistory.h"
#include "scriptedserver.h"

#include <QtCore/QTimer>

#include <array>

// Two servers of one stream. Every other second the one that is in use goes down, and the other is
// up again.
class Mirrors : public QObject
{
    Q_OBJECT

public:
    Mirrors();

    QList<QUrl> urls() const;

Q_SIGNALS:
    void published();
    void wentDown(const QUrl &url);

private:
    void publish();
    void change();

    std::array<ScriptedServer, 2> m_servers;
    EventHistory m_history;
    QTimer m_publishTimer;
    QTimer m_changeTimer;
    size_t m_up = 0;
};

#endif
