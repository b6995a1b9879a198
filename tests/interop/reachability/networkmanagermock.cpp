// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "networkmanagermock.h"

#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusconnectioninterface.h>
#include <QtDBus/qdbusmessage.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;

static const QString Service = u"org.freedesktop.NetworkManager"_s;

NetworkManagerMock::~NetworkManagerMock()
{
    for (QProcess *process : {&m_manager, &m_bus}) {
        process->kill();
        process->waitForFinished();
    }
}

QString NetworkManagerMock::start()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    if (!m_bus.waitForStarted() || !m_bus.waitForReadyRead())
        return u"dbus-daemon does not start: install dbus"_s;
    const QByteArray address = m_bus.readLine().trimmed();
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
    m_manager.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // The system's Python, which is the one that has the system's packages.
    m_manager.start(u"/usr/bin/python3"_s,
                    {u"-m"_s, u"dbusmock"_s, u"--system"_s, u"--template"_s, u"networkmanager"_s});
    const auto isReady = [this] { return m_manager.state() == QProcess::NotRunning || isOnBus(); };
    if (!m_manager.waitForStarted() || !QTest::qWaitFor(isReady, 60000) || !isOnBus())
        return u"the mock NetworkManager does not start: install python3-dbusmock"_s;
    return {};
}

bool NetworkManagerMock::isOnBus() const
{
    const QDBusConnectionInterface *bus = QDBusConnection::systemBus().interface();
    return bus && bus->isServiceRegistered(Service).value();
}

bool NetworkManagerMock::setState(State state)
{
    QDBusMessage call = QDBusMessage::createMethodCall(
            Service, u"/org/freedesktop/NetworkManager"_s, u"org.freedesktop.DBus.Mock"_s,
            u"SetGlobalConnectionState"_s);
    call << uint(state);
    return QDBusConnection::systemBus().call(call).type() == QDBusMessage::ReplyMessage;
}
