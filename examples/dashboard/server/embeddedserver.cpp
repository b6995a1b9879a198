// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "embeddedserver.h"

#include "demofeed.h"
#include "services.h"

#include <QtCore/QRandomGenerator>

#include <memory>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

EmbeddedServer::EmbeddedServer(milliseconds interval, milliseconds cutEvery, QObject *parent)
    : QObject(parent)
    , m_owner(new QObject)
{
    m_owner->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_owner, &QObject::deleteLater);
    m_thread.start();
    inThread([=] { start(interval, cutEvery); }, Qt::BlockingQueuedConnection);
}

EmbeddedServer::~EmbeddedServer()
{
    m_thread.quit();
    m_thread.wait();
}

void EmbeddedServer::setDown(bool down)
{
    if (m_isDown == down)
        return;
    m_isDown = down;
    inThread(
            [this, down] {
                m_market->setRefusing(down);
                m_services->setRefusing(down);
            },
            Qt::QueuedConnection);
    if (down)
        cut();
    Q_EMIT downChanged();
}

void EmbeddedServer::cut()
{
    inThread(
            [this] {
                m_market->cutAll();
                m_services->cutAll();
            },
            Qt::QueuedConnection);
}

void EmbeddedServer::stop()
{
    inThread(
            [this] {
                m_market->stop();
                m_services->stop();
            },
            Qt::BlockingQueuedConnection);
}

void EmbeddedServer::start(milliseconds interval, milliseconds cutEvery)
{
    const quint32 seed = QRandomGenerator::global()->generate();
    m_market = new DemoFeed(m_owner);
    m_market->setSeed(seed);
    m_market->setInterval(interval);
    m_market->setCutEvery(cutEvery);
    m_marketUrl = m_market->url();

    const auto services = std::make_shared<Services>(seed);
    m_services = new DemoFeed(m_owner);
    m_services->setReporter([services] { return services->next(); });
    m_services->setInterval(interval * 4);
    m_services->setCutEvery(cutEvery * 3); // less often, so that not all of them go at once
    m_servicesUrl = m_services->url();
}

template <typename Task> void EmbeddedServer::inThread(Task task, Qt::ConnectionType type)
{
    QMetaObject::invokeMethod(m_owner, task, type);
}
