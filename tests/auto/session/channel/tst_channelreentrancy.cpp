// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// What a continuation and a slot of readyReceive() may do.
#include "channelreader.h"
#include "replayfeed.h"
#include "sessionlog.h"

#include <QtCore/QEventLoop>
#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

using State = QSseSession::State;
using Way = ChannelReader::Way;

namespace {

enum class Act {
    CloseSession,
    DeleteSession,
    DeleteSessionInALoop,
    CloseChannel,
    DeleteChannel,
    Reopen,
    ReopenAndRead,
    PauseAndResume,
};

// Capacities of 4 and 64: with the one a result comes when the channel is full, with the other in a
// turn of the event loop.
void addActs()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<Way>("way");
    QTest::addColumn<int>("capacity");
    const std::pair<const char *, Act> acts[] = {
            {"close the session", Act::CloseSession},
            {"delete the session", Act::DeleteSession},
            {"delete the session and spin", Act::DeleteSessionInALoop},
            {"close the channel", Act::CloseChannel},
            {"delete the channel", Act::DeleteChannel},
            {"reopen", Act::Reopen},
            {"reopen and read on", Act::ReopenAndRead},
            {"pause and resume", Act::PauseAndResume},
    };
    const std::pair<const char *, Way> ways[] = {
            {"receive", Way::Receive},
            {"tryReceive", Way::TryReceive},
            {"one each time", Way::OneEachTime},
            {"tryReceiveAll", Way::TryReceiveAll},
    };
    for (const auto &[actName, act] : acts) {
        for (const auto &[wayName, way] : ways) {
            for (const int capacity : {4, 64})
                QTest::addRow("%s in %s of %d", actName, wayName, capacity)
                        << act << way << capacity;
        }
    }
}

// Waits for the next result in an event loop of its own.
QString receiveInALoop(QSseEventChannel *channel)
{
    QEventLoop loop;
    QString text;
    channel->receive().then([&](const QSseReceiveResult &result) {
        text = described(result);
        loop.quit();
    });
    loop.exec();
    return text;
}

bool isAscending(const QStringList &results)
{
    int last = 0;
    for (const QString &result : results) {
        if (const int number = result.toInt(); number > 0 && std::exchange(last, number) >= number)
            return false;
    }
    return true;
}

// A feed, a session with a channel, and what one of its results makes happen.
class Stage
{
public:
    Stage(Way way, int capacity, Act act)
        : m_capacity(capacity)
        , session(new QSseSession(QSseRequest(feed.url())))
    {
        useFastReconnects(session);
        channel = session->incoming(capacity);
        reader = std::make_unique<ChannelReader>(channel, way, [this, act] {
            if (++results == 6)
                perform(act);
        });
        session->open();
    }
    ~Stage() { delete session; }

    void perform(Act act)
    {
        switch (act) {
        case Act::CloseSession:
            session->close();
            break;
        case Act::DeleteSession:
            delete session;
            break;
        case Act::DeleteSessionInALoop:
            delete session;
            roundTrips(2);
            break;
        case Act::CloseChannel:
            channel->close();
            break;
        case Act::DeleteChannel:
            delete channel;
            break;
        case Act::Reopen:
            session->close();
            session->open();
            break;
        case Act::ReopenAndRead:
            session->close();
            session->open();
            second = std::make_unique<ChannelReader>(session->incoming(m_capacity), Way::Receive);
            break;
        case Act::PauseAndResume:
            session->pause();
            session->resume();
            break;
        }
        hasActed = true;
    }

private:
    const int m_capacity;

public:
    ReplayFeed feed{100, 30};
    QPointer<QSseSession> session;
    QPointer<QSseEventChannel> channel;
    std::unique_ptr<ChannelReader> reader;
    std::unique_ptr<ChannelReader> second;
    int results = 0;
    bool hasActed = false;
};

} // namespace

class tst_ChannelReentrancy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void actInAResult_data() { addActs(); }
    void actInAResult();
    void actInTheSessionsSlot_data() { addActs(); }
    void actInTheSessionsSlot();
    void loopInEachResult_data();
    void loopInEachResult();
    void receiveInLoops();
    void receiveInTheSessionsSlot();
    void newChannelInTheEnd();
};

void tst_ChannelReentrancy::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// No event is lost or comes twice, whatever happens in the middle.
void tst_ChannelReentrancy::actInAResult()
{
    QFETCH(Act, act);
    QFETCH(Way, way);
    QFETCH(int, capacity);
    Stage stage(way, capacity, act);
    QTRY_VERIFY(stage.hasActed);
    const bool isChannelDeleted = act == Act::DeleteChannel || act == Act::DeleteSession
                                  || act == Act::DeleteSessionInALoop;
    if (!isChannelDeleted)
        QTRY_VERIFY(stage.reader->isAtEnd());
    if (stage.second)
        QTRY_VERIFY(stage.second->isAtEnd());
    roundTrips();

    QStringList all = stage.reader->results();
    QVERIFY(isAscending(all));
    if (stage.second)
        all += stage.second->results();
    all.removeAll(u"closed"_s);
    QCOMPARE(all, numbers(1, int(all.size())));
    QCOMPARE_GE(all.size(), 6);
    if (act == Act::PauseAndResume || act == Act::ReopenAndRead)
        QCOMPARE(all.size(), 100);
}

// The event that the slot is about is in the channel already.
void tst_ChannelReentrancy::actInTheSessionsSlot()
{
    QFETCH(Act, act);
    QFETCH(Way, way);
    QFETCH(int, capacity);
    Stage stage(way, capacity, Act::PauseAndResume);
    stage.results = 1000; // nothing in the results
    int events = 0;
    connect(stage.session, &QSseSession::eventReceived, this, [&] {
        if (++events == 6)
            stage.perform(act);
    });
    QTRY_VERIFY(stage.hasActed);
    const bool isChannelDeleted = act == Act::DeleteChannel || act == Act::DeleteSession
                                  || act == Act::DeleteSessionInALoop;
    if (!isChannelDeleted) {
        QTRY_VERIFY(stage.reader->isAtEnd());
        const QStringList kept = stage.reader->results();
        QCOMPARE(kept.first(6), numbers(1, 6));
        if (act != Act::PauseAndResume)
            QCOMPARE(kept, numbers(1, 6) + QStringList{u"closed"_s});
    }
    if (stage.second) {
        QTRY_VERIFY(stage.second->isAtEnd());
        QCOMPARE(stage.second->results(), numbers(7, 100) + QStringList{u"closed"_s});
    }
}

void tst_ChannelReentrancy::loopInEachResult_data()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("receive") << Way::Receive;
    QTest::newRow("tryReceive") << Way::TryReceive;
    QTest::newRow("one each time") << Way::OneEachTime;
    QTest::newRow("tryReceiveAll") << Way::TryReceiveAll;
}

void tst_ChannelReentrancy::loopInEachResult()
{
    QFETCH(Way, way);
    ReplayFeed feed(20, 20);
    QSseSession session{QSseRequest(feed.url())};
    useFastReconnects(&session);
    QSseEventChannel *channel = session.incoming(4);
    ChannelReader reader(channel, way, [] { roundTrips(1); });
    session.open();
    // The loops are nested, and so is their order; each may see the end.
    const auto events = [&reader] {
        QStringList results = reader.results();
        results.removeAll(u"closed"_s);
        return results;
    };
    QTRY_COMPARE(events().size(), 20);
    QTRY_VERIFY(reader.results().contains(u"closed"_s));
    QCOMPARE(events().removeDuplicates(), 0);
}

// Receiving goes on while a continuation waits in an event loop, also for more than is there.
void tst_ChannelReentrancy::receiveInLoops()
{
    ReplayFeed feed(40, 20);
    QSseSession session{QSseRequest(feed.url())};
    useFastReconnects(&session);
    QSseEventChannel *channel = session.incoming(4);
    QStringList results;
    int depth = 0;
    std::function<void()> readNext = [&] {
        const QString text = receiveInALoop(channel);
        results.append(text);
        if (text == u"closed")
            return;
        if (++depth < 10)
            channel->receive().then([&](const QSseReceiveResult &result) {
                results.append(described(result));
                readNext();
            });
        else
            readNext();
    };
    session.open();
    readNext();
    QTRY_COMPARE(results, numbers(1, 40) + QStringList{u"closed"_s});
}

// What waits is served in the loop of a slot of the session, too.
void tst_ChannelReentrancy::receiveInTheSessionsSlot()
{
    ReplayFeed feed(10, 10);
    QSseSession session{QSseRequest(feed.url())};
    useFastReconnects(&session);
    QSseEventChannel *channel = session.incoming(4);
    QStringList results;
    connect(&session, &QSseSession::eventReceived, this,
            [&] { results.append(receiveInALoop(channel)); });
    session.open();
    QTRY_COMPARE(session.state(), State::Closed);
    QCOMPARE(results, numbers(1, 10));
}

void tst_ChannelReentrancy::newChannelInTheEnd()
{
    ReplayFeed feed(6, 2);
    QSseSession session{QSseRequest(feed.url())};
    session.setReconnectMode(QSseSession::ReconnectMode::Never);
    QStringList results;
    std::function<void(QSseEventChannel *)> readNext = [&](QSseEventChannel *channel) {
        channel->receive().then(&session, [&, channel](const QSseReceiveResult &result) {
            results.append(described(result));
            if (result.isSuccess()) {
                readNext(channel);
            } else if (result.isFailure()) {
                channel->deleteLater();
                readNext(session.incoming());
                session.open();
            }
        });
    };
    readNext(session.incoming());
    session.open();
    QTRY_VERIFY(results.contains(u"closed"_s));
    results.removeAll(u"failure Network"_s);
    QCOMPARE(results, numbers(1, 6) + QStringList{u"closed"_s});
}

QTEST_GUILESS_MAIN(tst_ChannelReentrancy)
#include "tst_channelreentrancy.moc"
