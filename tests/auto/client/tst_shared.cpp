// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"
#include "sessionlog.h"

#include <QtSse/QSseClient>

#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = QSseSession::State;

namespace {

QStringList texts(const QList<QSseEvent> &events)
{
    QStringList texts;
    for (const QSseEvent &event : events)
        texts << event.text();
    return texts;
}

} // namespace

// sharedSession(): one connection for all who ask for the same.
class tst_Shared : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void oneConnectionForMany();
    void keyIsTheWholeRequest();
    void keyIsNotTheOrderOfHeaders();
    void keyIsTheCompletedRequest();
    void keyIsWhatWasAskedFor();
    void closesWithTheLast();
    void isNoChildOfTheClient();
    void anewAfterTheLast();
    void closedOneIsOpenedAgain();
    void pauseHoldsAll();
    void lastGoesInASlot();
    void lastGoesInAnotherThread();
    void badRequest();

    void lateOneSeesTheLastEvents();
    void noReplayByDefault();
    void replayIsBounded();
    void joinsInASlot();
    void recentEventsOfOthers();
};

void tst_Shared::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Shared::oneConnectionForMany()
{
    constexpr int Consumers = 100;
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\ndata: 2\n\n"));
    QSseClient client;
    std::vector<std::shared_ptr<QSseSession>> sessions;
    QList<QSseEvent> events;
    for (int i = 0; i < Consumers; ++i) {
        sessions.push_back(client.sharedSession(server.url()));
        connect(sessions.back().get(), &QSseSession::eventReceived, this,
                [&](const QSseEvent &event) { events << event; });
        QCOMPARE(sessions.back(), sessions.front());
    }
    QTRY_COMPARE(events.size(), 2 * Consumers);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(sessions.front()->statistics().events(), 2);
    // Parsed once: all have the very same bytes.
    QCOMPARE(events.at(0).data().constData(), events.at(Consumers - 1).data().constData());
}

void tst_Shared::keyIsTheWholeRequest()
{
    QSseClient client;
    const QSseRequest request(QUrl(u"http://localhost:1/"_s));
    QSseRequest other = request;
    other.setBearerToken(u"other"_s);
    const auto one = client.sharedSession(request);
    QVERIFY(one != client.sharedSession(other));
    QVERIFY(one != client.sharedSession("localhost"_L1, 2, "/"_L1));
    QVERIFY(one == client.sharedSession("localhost"_L1, 1, "/"_L1));
    QVERIFY(one != QSseClient().sharedSession(request));
}

void tst_Shared::keyIsNotTheOrderOfHeaders()
{
    QSseClient client;
    QSseRequest request(QUrl(u"http://localhost:1/"_s));
    request.setHeader("X-One"_ba, "1"_ba);
    request.setHeader("X-Two"_ba, "2"_ba);
    QSseRequest same(request.url());
    same.setHeader("x-two"_ba, "2"_ba);
    same.setHeader("x-one"_ba, "1"_ba);
    QSseRequest other = same;
    other.setHeader("X-One"_ba, "one"_ba);
    const auto one = client.sharedSession(request);
    QCOMPARE(client.sharedSession(same), one);
    QVERIFY(one != client.sharedSession(other));
}

void tst_Shared::keyIsTheCompletedRequest()
{
    QSseClient client;
    client.setBaseRequest(QSseRequest(QUrl(u"http://localhost:1/?l=en"_s)));
    const auto one = client.sharedSession(QUrl(u"http://localhost:1/p?l=en"_s));
    QCOMPARE(client.sharedSession(QUrl(u"p"_s)), one);
}

void tst_Shared::keyIsWhatWasAskedFor()
{
    QSseClient client;
    const QUrl url(u"http://localhost:1/"_s);
    const auto one = client.sharedSession(url);
    one->setUrl(QUrl(u"http://localhost:2/"_s));
    QCOMPARE(client.sharedSession(url), one);
}

void tst_Shared::closesWithTheLast()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseClient client;
    auto one = client.sharedSession(server.url());
    auto two = client.sharedSession(server.url());
    QTRY_COMPARE(one->state(), State::Open);
    const QPointer<QSseSession> session = one.get();

    one.reset();
    roundTrips();
    QCOMPARE(two->state(), State::Open);
    two.reset();
    QVERIFY(!session);
    QTRY_COMPARE(server.openExchanges(), 0);
}

void tst_Shared::isNoChildOfTheClient()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\n"));
    auto client = std::make_unique<QSseClient>();
    client->setReplayCount(1);
    const auto session = client->sharedSession(server.url());
    client.reset();
    QTRY_COMPARE(texts(QSseClient::recentEvents(session.get())), QStringList{u"1"_s});
}

void tst_Shared::anewAfterTheLast()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseClient client;
    for (int i = 1; i <= 3; ++i) {
        const auto session = client.sharedSession(server.url());
        QTRY_COMPARE(session->state(), State::Open);
        QCOMPARE(server.requestCount(), i);
    }
}

void tst_Shared::closedOneIsOpenedAgain()
{
    ScriptedServer server;
    server.enqueue(Script().status(404).contentLength(0));
    server.setDefaultScript(Script());
    QSseClient client;
    const auto one = client.sharedSession(server.url());
    const QSignalSpy errors(one.get(), &QSseSession::errorOccurred);
    QTRY_COMPARE(errors.count(), 1);
    QCOMPARE(one->error().httpStatus(), 404);
    QCOMPARE(one->state(), State::Closed);
    QCOMPARE(client.sharedSession(server.url()), one);
    QTRY_COMPARE(one->state(), State::Open);
}

void tst_Shared::pauseHoldsAll()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseClient client;
    const auto one = client.sharedSession(server.url());
    const auto two = client.sharedSession(server.url());
    QSignalSpy events(two.get(), &QSseSession::eventReceived);
    QTRY_COMPARE(one->state(), State::Open);
    one->pause();
    server.lastExchange()->send("data: 1\n\n");
    roundTrips();
    QCOMPARE(events.count(), 0);
    two->resume();
    QTRY_COMPARE(events.count(), 1);
}

void tst_Shared::lastGoesInASlot()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\ndata: 2\n\n"));
    QSseClient client;
    auto shared = client.sharedSession(server.url());
    const QPointer<QSseSession> session = shared.get();
    int count = 0;
    connect(shared.get(), &QSseSession::eventReceived, this, [&] {
        ++count;
        shared.reset();
    });
    QTRY_VERIFY(!session);
    QTRY_COMPARE(server.openExchanges(), 0);
    QCOMPARE(count, 1);
}

void tst_Shared::lastGoesInAnotherThread()
{
    ScriptedServer server;
    server.setDefaultScript(Script());
    QSseClient client;
    auto shared = client.sharedSession(server.url());
    const QPointer<QSseSession> session = shared.get();
    QTRY_COMPARE(shared->state(), State::Open);
    const std::unique_ptr<QThread> thread(QThread::create(
            [shared = std::exchange(shared, nullptr)]() mutable { shared.reset(); }));
    thread->start();
    thread->wait();
    QTRY_VERIFY(!session);
    QTRY_COMPARE(server.openExchanges(), 0);
}

void tst_Shared::badRequest()
{
    QSseClient client;
    const auto session = client.sharedSession(QUrl());
    const QSignalSpy errors(session.get(), &QSseSession::errorOccurred);
    QTRY_COMPARE(errors.count(), 1);
    QCOMPARE(session->error().kind(), QSseError::Kind::InvalidRequest);
}

void tst_Shared::lateOneSeesTheLastEvents()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\ndata: 2\n\ndata: 3\n\n"));
    QSseClient client;
    client.setReplayCount(2);
    const auto one = client.sharedSession(server.url());
    QTRY_COMPARE(one->statistics().events(), 3);
    const auto late = client.sharedSession(server.url());
    QCOMPARE(late->state(), State::Open);
    QCOMPARE(texts(QSseClient::recentEvents(late.get())), (QStringList{u"2"_s, u"3"_s}));
}

void tst_Shared::noReplayByDefault()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\n"));
    QSseClient client;
    const auto one = client.sharedSession(server.url());
    client.setReplayCount(5); // for those made from now on
    QTRY_COMPARE(one->statistics().events(), 1);
    QVERIFY(QSseClient::recentEvents(client.sharedSession(server.url()).get()).isEmpty());
}

void tst_Shared::replayIsBounded()
{
    ScriptedServer server;
    QByteArray stream;
    for (int i = 0; i < 10000; ++i)
        stream += "data: " + QByteArray::number(i) + "\n\n";
    server.setDefaultScript(Script().send(stream));
    QSseClient client;
    client.setReplayCount(3);
    const auto session = client.sharedSession(server.url());
    QTRY_COMPARE(session->statistics().events(), 10000);
    QCOMPARE(texts(QSseClient::recentEvents(session.get())),
             (QStringList{u"9997"_s, u"9998"_s, u"9999"_s}));
}

// No event is missing and none comes twice.
void tst_Shared::joinsInASlot()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\ndata: 2\n\ndata: 3\n\n"));
    QSseClient client;
    client.setReplayCount(10);
    const auto one = client.sharedSession(server.url());
    std::shared_ptr<QSseSession> late;
    QStringList seen;
    connect(one.get(), &QSseSession::eventReceived, this, [&](const QSseEvent &event) {
        if (event.text() != u"2"_s)
            return;
        late = client.sharedSession(server.url());
        seen = texts(QSseClient::recentEvents(late.get()));
        connect(late.get(), &QSseSession::eventReceived, this,
                [&](const QSseEvent &missed) { seen << missed.text(); });
    });
    QTRY_COMPARE(seen, (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

void tst_Shared::recentEventsOfOthers()
{
    const QSseSession session;
    QVERIFY(QSseClient::recentEvents(&session).isEmpty());
    QVERIFY(QSseClient::recentEvents(nullptr).isEmpty());
}

QTEST_GUILESS_MAIN(tst_Shared)
#include "tst_shared.moc"
