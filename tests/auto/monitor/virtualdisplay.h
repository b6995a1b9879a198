// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef VIRTUALDISPLAY_H
#define VIRTUALDISPLAY_H

#include <QtCore/QProcess>

// An X server for this process alone, on a free display. It goes with the process.
class VirtualDisplay
{
public:
    VirtualDisplay();
    ~VirtualDisplay();

    bool isThere() const { return m_isThere; }

private:
    QProcess m_server;
    bool m_isThere = false;
};

#endif
