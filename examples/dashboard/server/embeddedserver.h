// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EMBEDDEDSERVER_H
#define EMBEDDEDSERVER_H

#include <QtCore/QObject>
#include <QtCore/QThread>
#include <QtCore/QUrl>
#include <QtQml/qqmlregistration.h>

#include <chrono>

class DemoFeed;

// The feeds of the demo server in this process, in a thread of their own, reachable from this
// machine only: a market, which makes trouble on purpose, and the states of services.
class EmbeddedServer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl marketUrl READ marketUrl CONSTANT FINAL)
    Q_PROPERTY(QUrl servicesUrl READ servicesUrl CONSTANT FINAL)
    Q_PROPERTY(bool down READ isDown WRITE setDown NOTIFY downChanged FINAL)
    QML_ELEMENT
    QML_UNCREATABLE("The application hands it over.")

public:
    EmbeddedServer(std::chrono::milliseconds interval, std::chrono::milliseconds cutEvery,
                   QObject *parent = nullptr);
    ~EmbeddedServer() override;

    QUrl marketUrl() const { return m_marketUrl; } // with prices and news
    QUrl servicesUrl() const { return m_servicesUrl; }

    // Down, it cuts all connections and refuses new ones.
    bool isDown() const { return m_isDown; }
    void setDown(bool down);
    Q_INVOKABLE void cut(); // all connections, once
    void stop();            // no new events

Q_SIGNALS:
    void downChanged();

private:
    void start(std::chrono::milliseconds interval, std::chrono::milliseconds cutEvery);
    template <typename Task> void inThread(Task task, Qt::ConnectionType type);

    QThread m_thread;
    QObject *const m_owner; // of the feeds, in the thread
    DemoFeed *m_market = nullptr;
    DemoFeed *m_services = nullptr;
    QUrl m_marketUrl;
    QUrl m_servicesUrl;
    bool m_isDown = false;
};

#endif
