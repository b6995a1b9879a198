// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// A session waits while the system says that there is no network, and no longer. What says so is
// Qt's NetworkManager backend on a bus of the test's own.
#include "networkmanagermock.h"
#include "scriptedserver.h"

#include <QtSse/QSseSession>

#include <QtCore/qregularexpression.h>
#include <QtCore/qthread.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qnetworkinformation.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = QSseSession::State;
using Reachability = QNetworkInformation::Reachability;

class tst_Reachability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void waitsWhileOffline();
    void reconnectsAtOnceWhenBack();
    void firstAttemptIsAlwaysMade();
    void reconnectNowAlwaysTries();
    void thisMachineIsAlwaysReachable();
    void stayingConnectedChangesNothing();
    void closesWhileOffline();
    void followsAcrossThreads();

private:
    void setReachability(Reachability reachability);
    void loseStream();

    NetworkManagerMock m_network;
    ScriptedServer m_server;
    std::unique_ptr<QSseSession> m_session;
};

void tst_Reachability::initTestCase()
{
    const QString missing = m_network.start();
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    if (!QNetworkInformation::loadBackendByName(u"networkmanager"_s))
        QSKIP("Qt has no NetworkManager backend here");
}

// A session to a host elsewhere, which the hook finds on this machine.
void tst_Reachability::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    setReachability(Reachability::Online);
    m_server.setDefaultScript(Script().send("id: 1\ndata: x\n\n"));
    m_session = std::make_unique<QSseSession>();
    m_session->setUrl(QUrl(u"http://elsewhere.test/events"_s));
    m_session->setRequestHook([this](QSseRequest request, int) {
        request.setUrl(m_server.url(u"/events"_s));
        return request;
    });
}

void tst_Reachability::cleanup()
{
    m_session.reset();
}

void tst_Reachability::setReachability(Reachability reachability)
{
    using Network = NetworkManagerMock::State;
    QVERIFY(m_network.setState(reachability == Reachability::Online ? Network::ConnectedGlobal
                                                                    : Network::Disconnected));
    QTRY_COMPARE_WITH_TIMEOUT(QNetworkInformation::instance()->reachability(), reachability, 60000);
}

void tst_Reachability::loseStream()
{
    const QSignalSpy events(m_session.get(), &QSseSession::eventReceived);
    if (m_session->state() == State::Closed)
        m_session->open();
    QTRY_COMPARE(events.size(), 1);
    m_server.lastExchange()->finish();
    QTRY_COMPARE(m_session->state(), State::Waiting);
}

void tst_Reachability::waitsWhileOffline()
{
    m_session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                  [](int) { return 0ms; });
    const QSignalSpy opened(m_session.get(), &QSseSession::opened);
    const QSignalSpy scheduled(m_session.get(), &QSseSession::reconnectScheduled);
    m_session->open();
    QTRY_COMPARE(opened.size(), 1);
    setReachability(Reachability::Disconnected);
    m_server.lastExchange()->finish();
    QTRY_COMPARE(scheduled.size(), 1);
    // Other timers of 0 ms come and go, the attempt does not.
    for (int turn = 0; turn < 20; ++turn) {
        bool fired = false;
        QTimer::singleShot(0, m_session.get(), [&fired] { fired = true; });
        QTRY_VERIFY(fired);
    }
    QCOMPARE(m_session->state(), State::Waiting);
    setReachability(Reachability::Online);
    QTRY_COMPARE(opened.size(), 2);
    QCOMPARE(scheduled.size(), 1);
}

void tst_Reachability::reconnectsAtOnceWhenBack()
{
    m_session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                  [](int) { return 24h; });
    loseStream();
    const QSignalSpy opened(m_session.get(), &QSseSession::opened);
    setReachability(Reachability::Disconnected);
    QCOMPARE(m_session->state(), State::Waiting);
    setReachability(Reachability::Online);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(m_session->response().resumed());
}

void tst_Reachability::firstAttemptIsAlwaysMade()
{
    setReachability(Reachability::Disconnected);
    const QSignalSpy opened(m_session.get(), &QSseSession::opened);
    m_session->open();
    QTRY_COMPARE(opened.size(), 1);
}

void tst_Reachability::reconnectNowAlwaysTries()
{
    m_session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                  [](int) { return 24h; });
    loseStream();
    setReachability(Reachability::Disconnected);
    const QSignalSpy opened(m_session.get(), &QSseSession::opened);
    m_session->reconnectNow();
    QCOMPARE(m_session->state(), State::Connecting);
    QTRY_COMPARE(opened.size(), 1);
}

void tst_Reachability::thisMachineIsAlwaysReachable()
{
    m_session->setUrl(m_server.url(u"/events"_s));
    m_session->clearRequestHook();
    m_session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                  [](int) { return 0ms; });
    setReachability(Reachability::Disconnected);
    const QSignalSpy opened(m_session.get(), &QSseSession::opened);
    const QSignalSpy events(m_session.get(), &QSseSession::eventReceived);
    m_session->open();
    QTRY_COMPARE(events.size(), 1);
    m_server.lastExchange()->finish();
    QTRY_COMPARE(opened.size(), 2);
}

void tst_Reachability::stayingConnectedChangesNothing()
{
    m_session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                  [](int) { return 24h; });
    const QSignalSpy events(m_session.get(), &QSseSession::eventReceived);
    m_session->open();
    QTRY_COMPARE(events.size(), 1);
    setReachability(Reachability::Disconnected);
    setReachability(Reachability::Online);
    QCOMPARE(m_session->state(), State::Open);
    m_server.lastExchange()->send("data: y\n\n");
    QTRY_COMPARE(events.size(), 2);
}

void tst_Reachability::closesWhileOffline()
{
    m_session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                  [](int) { return 24h; });
    loseStream();
    setReachability(Reachability::Disconnected);
    const QSignalSpy closed(m_session.get(), &QSseSession::closed);
    m_session->close();
    QCOMPARE(closed.size(), 1);
    setReachability(Reachability::Online);
    QCOMPARE(m_session->state(), State::Closed);
}

void tst_Reachability::followsAcrossThreads()
{
    m_session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                  [](int) { return 24h; });
    loseStream();
    QThread thread;
    thread.start();
    const QSignalSpy opened(m_session.get(), &QSseSession::opened);
    m_session->moveToThread(&thread);
    setReachability(Reachability::Disconnected);
    setReachability(Reachability::Online);
    QTRY_COMPARE(opened.size(), 1);
    QMetaObject::invokeMethod(
            m_session.get(), [this] { m_session.reset(); }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(tst_Reachability)
#include "tst_reachability.moc"
