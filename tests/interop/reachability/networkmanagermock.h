// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef NETWORKMANAGERMOCK_H
#define NETWORKMANAGERMOCK_H

#include <QtCore/qprocess.h>
#include <QtCore/qstring.h>

// A system bus of its own with a NetworkManager on it that says what the test wants. To be started
// before anything asks for the system bus. Needs dbus-daemon and python3-dbusmock.
class NetworkManagerMock
{
public:
    enum class State : uint { Disconnected = 20, ConnectedGlobal = 70 };

    ~NetworkManagerMock();

    // Empty where it runs; otherwise why it does not.
    QString start();
    bool setState(State state);

private:
    bool isOnBus() const;

    QProcess m_bus;
    QProcess m_manager;
};

#endif // NETWORKMANAGERMOCK_H
