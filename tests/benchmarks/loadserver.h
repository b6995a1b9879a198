// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef LOADSERVER_H
#define LOADSERVER_H

#include <QtCore/qurl.h>

#include <thread>

// Sends events as fast as the socket takes them, in blocking threads of its own: GET /COUNT/SIZE is
// answered with COUNT events of SIZE bytes of data and an id, GET /COUNT/SIZE/RATE with RATE of
// them a second.
class LoadServer
{
public:
    LoadServer();
    ~LoadServer();
    Q_DISABLE_COPY_MOVE(LoadServer)

    QUrl url() const;

private:
    void accept();

    int m_listener;
    int m_port;
    std::thread m_thread;
};

#endif // LOADSERVER_H
