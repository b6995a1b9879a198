// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "mcpclient.h"
#include "nodeserver.h"
#include "subscriber.h"

#include <QtCore/qjsondocument.h>
#include <QtCore/qregularexpression.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;
const auto sdk = u"@modelcontextprotocol/sdk"_s;

// The messages that the events carry. An event with an empty payload is there for its id only.
QVariantList messages(const Subscriber &subscriber)
{
    QVariantList messages;
    for (const QSseEvent &event : subscriber.events()) {
        if (const auto message = event.value<QVariantMap>())
            messages.append(*message);
    }
    return messages;
}

QVariant member(const QVariant &object, const QString &path)
{
    QVariant member = object;
    for (const QString &name : path.split(u'.'))
        member = member.toMap().value(name);
    return member;
}

// One member of each message, as text: null where a message has none.
QStringList members(const QVariantList &messages, const QString &path)
{
    QStringList members;
    for (const QVariant &message : messages)
        members.append(member(message, path).toString());
    return members;
}

QStringList numbers(int from, int to)
{
    return numbersUpTo(to + 1).mid(from);
}

} // namespace

// The Model Context Protocol's own server, with its "streamable HTTP": answers to POST requests
// are event streams, which a GET request takes up where they broke off.
class tst_Mcp : public QObject
{
    Q_OBJECT

public:
    enum class End { Cut, HungUp };
    enum class Rest { SentBefore, SentAfter };

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void answersAreStreams();
    void callResumes_data();
    void callResumes();
    void sessionResumesItsCall_data();
    void sessionResumesItsCall();
    void notificationsResume();
    void unknownMethodIsAnswered();
    void unknownSessionIsRefused();

private:
    QSseRequest callWork();
    void halfWay(Subscriber &subscriber);
    void verifyWork(const QVariantList &messages);

    std::unique_ptr<NodeServer> m_server;
    std::unique_ptr<McpClient> m_client;
    std::unique_ptr<Subscriber> m_greeting;
};

void tst_Mcp::initTestCase()
{
    if (const QString missing = NodeServer::whatIsMissing(sdk); !missing.isNull())
        QSKIP(qPrintable(missing));
}

void tst_Mcp::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<NodeServer>(u"mcp.js"_s);
    QVERIFY(m_server->start());

    m_client = std::make_unique<McpClient>(m_server->url(u"/mcp"_s));
    m_greeting = std::make_unique<Subscriber>(m_client->initialize());
    QSignalSpy closed(m_greeting.get(), &QSseSession::closed);
    m_greeting->open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    m_client->setSessionId(m_greeting->response().header("Mcp-Session-Id"));
}

void tst_Mcp::cleanup()
{
    m_greeting.reset();
    m_client.reset();
    m_server.reset();
}

QSseRequest tst_Mcp::callWork()
{
    return m_client->call(
            u"tools/call"_s,
            {{u"name"_s, u"work"_s}, {u"_meta"_s, QVariantMap{{u"progressToken"_s, u"token"_s}}}});
}

// The first event has no message, then there are five of the ten steps.
void tst_Mcp::halfWay(Subscriber &subscriber)
{
    QVERIFY(subscriber.waitForEvents(6));
    QCOMPARE(members(messages(subscriber), u"params.progress"_s), numbers(1, 5));
}

void tst_Mcp::verifyWork(const QVariantList &messages)
{
    QCOMPARE(messages.size(), 11);
    QCOMPARE(members(messages, u"params.progress"_s), numbers(1, 10) + QStringList(QString()));
    const QVariantList content = member(messages.last(), u"result.content"_s).toList();
    QCOMPARE(content.size(), 1);
    QCOMPARE(member(content.first(), u"text"_s).toString(), u"done"_s);
}

void tst_Mcp::answersAreStreams()
{
    QVERIFY(!m_greeting->error());
    QCOMPARE(m_greeting->response().status(), 200);
    QVERIFY(!m_greeting->response().header("Mcp-Session-Id").isEmpty());

    QCOMPARE(m_greeting->count(), 2);
    const QSseEvent &first = m_greeting->events().first();
    QVERIFY(first.isMessage());
    QVERIFY(first.data().isEmpty());
    QVERIFY(!first.id().isEmpty());
    QCOMPARE(first.retry(), 20ms);
    QCOMPARE(member(messages(*m_greeting).first(), u"result.serverInfo.name"_s).toString(),
             u"interop"_s);
}

void tst_Mcp::callResumes_data()
{
    QTest::addColumn<End>("end");
    QTest::addColumn<Rest>("rest");
    QTest::newRow("cut, the rest is sent before") << End::Cut << Rest::SentBefore;
    QTest::newRow("cut, the rest is sent after") << End::Cut << Rest::SentAfter;
    QTest::newRow("hung up") << End::HungUp << Rest::SentBefore;
}

void tst_Mcp::callResumes()
{
    QFETCH(End, end);
    QFETCH(Rest, rest);
    Subscriber call(callWork());
    const QSignalSpy errors(&call, &QSseSession::errorOccurred);
    QSignalSpy closed(&call, &QSseSession::closed);
    call.open();
    halfWay(call);
    QVERIFY(m_server->tell(end == End::Cut ? u"cut"_s : u"hang-up"_s));
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QCOMPARE(errors.count(), end == End::Cut ? 1 : 0);
    if (end == End::Cut && rest == Rest::SentBefore)
        QVERIFY(m_server->tell(u"continue"_s));

    Subscriber remainder(m_client->listen());
    remainder.setLastEventId(call.lastEventId());
    remainder.open();
    if (rest == Rest::SentAfter) {
        QTRY_COMPARE_WITH_TIMEOUT(remainder.state(), QSseSession::State::Open, patience);
        QVERIFY(m_server->tell(u"continue"_s));
    }
    QVERIFY(remainder.waitForEvents(6));
    QVERIFY(remainder.response().resumed());
    verifyWork(messages(call) + messages(remainder));
}

void tst_Mcp::sessionResumesItsCall_data()
{
    QTest::addColumn<End>("end");
    QTest::newRow("cut") << End::Cut;
    QTest::newRow("hung up") << End::HungUp;
}

// One session for all of it: the request hook turns a later attempt into the GET request.
void tst_Mcp::sessionResumesItsCall()
{
    QFETCH(End, end);
    Subscriber call(callWork());
    call.setReconnectMode(QSseSession::ReconnectMode::Always);
    call.setRequestHook([this](const QSseRequest &request, int attempt) {
        return attempt == 0 ? request : m_client->listen();
    });
    QSignalSpy opened(&call, &QSseSession::opened);
    call.open();
    halfWay(call);
    QVERIFY(m_server->tell(end == End::Cut ? u"cut"_s : u"hang-up"_s));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 2, patience);
    if (end == End::Cut)
        QVERIFY(m_server->tell(u"continue"_s));
    QVERIFY(call.waitForEvents(12));
    verifyWork(messages(call));
}

void tst_Mcp::notificationsResume()
{
    Subscriber listener(m_client->listen());
    QSignalSpy opened(&listener, &QSseSession::opened);
    QSignalSpy comments(&listener, &QSseSession::commentReceived);
    listener.open();
    QTRY_VERIFY_WITH_TIMEOUT(comments.count() > 0, patience);
    QCOMPARE(comments.first().first().toString(), u"keepalive"_s);

    QVERIFY(m_server->tell(u"start"_s));
    for (int cut = 1; cut <= 3; ++cut) {
        QVERIFY(listener.waitForEvents(100 * cut));
        QVERIFY(m_server->tell(u"cut"_s));
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1 + cut, patience);
    }
    const int count = m_server->tell(u"stop"_s).value_or("-1"_ba).toInt();

    QVERIFY(count > 300);
    QVERIFY(listener.waitForEvents(count));
    QCOMPARE(members(messages(listener), u"params.data.number"_s), numbersUpTo(count));
}

void tst_Mcp::unknownMethodIsAnswered()
{
    Subscriber call(m_client->call(u"tools/nothing"_s));
    QSignalSpy closed(&call, &QSseSession::closed);
    call.open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QVERIFY(!call.error());
    QCOMPARE(members(messages(call), u"error.code"_s), QStringList(u"-32601"_s));
}

void tst_Mcp::unknownSessionIsRefused()
{
    m_client->setSessionId("unknown"_ba);
    Subscriber listener(m_client->listen());
    const QSignalSpy errors(&listener, &QSseSession::errorOccurred);
    QSignalSpy closed(&listener, &QSseSession::closed);
    listener.open();
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
    QCOMPARE(errors.count(), 1);
    const QSseError error = listener.error();
    QCOMPARE(error.kind(), QSseError::Kind::HttpStatus);
    QCOMPARE(error.httpStatus(), 404);
    QVERIFY(!error.willReconnect());
    QCOMPARE(member(QJsonDocument::fromJson(error.body()).toVariant(), u"error.code"_s), -32001);
}

QTEST_GUILESS_MAIN(tst_Mcp)

#include "tst_mcp.moc"
