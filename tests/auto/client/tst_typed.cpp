// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"
#include "sessionlog.h"

#include <QtSse/QSseClient>

#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;

using Kind = QSseError::Kind;
using MisfitPolicy = QSseClient::MisfitPolicy;

struct Price
{
    Q_GADGET
    Q_PROPERTY(QString symbol MEMBER symbol)
    Q_PROPERTY(double bid MEMBER bid)

public:
    QString symbol;
    double bid = 0;
};

// No gadget and no default.
struct Pair
{
    Pair(const QString &a, const QString &b)
        : first(a)
        , second(b)
    {}
    QString first;
    QString second;
};

// sse<T>() and deserializers: values out of events.
class tst_Typed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void passesOverWhatIsNoMessage();
    void hostPortPath();
    void numbers();
    void misfitFails_data();
    void misfitFails();
    void misfitIsSkipped();
    void misfitIsOfOneSession();

    void deserializerOfOwnType();
    void deserializerRefuses();
    void deserializerThrows();
    void deserializerHoldsFromThenOn();
    void deserializerIsOfOneType();
    void nullDeserializerIsTheDefault();
    void handlerThrows();
    void handlerDeletesTheClient();
};

void tst_Typed::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Typed::passesOverWhatIsNoMessage()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send(":c\n\nretry: 4\n\nid: 9\ndata: 1\n\n"));
    QSseClient client;
    client.setShowComments(true);
    client.setShowRetry(true);
    QList<int> values;
    QString id;
    client.sse<int>(server.url(), &server, [&](int value, const QSseEvent &event) {
        values << value;
        id = event.id();
    });
    QTRY_COMPARE(values, QList<int>{1});
    QCOMPARE(id, u"9"_s);
}

void tst_Typed::hostPortPath()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\ndata: 1\n\n"));
    QSseClient client;
    QList<int> values;
    client.sse<int>(
            "127.0.0.1"_L1, server.port(), "/n"_L1, &server,
            [&](int value, const QSseEvent &) { values << value; }, MisfitPolicy::Skip);
    QTRY_COMPARE(values, QList<int>{1});
    QCOMPARE(server.requests().constFirst().target, "/n");
}

void tst_Typed::numbers()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1.5\n\ndata: 2\n\n"));
    QSseClient client;
    QList<double> values;
    client.sse<double>(server.url(), &server,
                       [&](double value, const QSseEvent &) { values << value; });
    QTRY_COMPARE(values, (QList<double>{1.5, 2}));
}

void tst_Typed::misfitFails_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("no JSON") << QByteArray("geheim");
    QTest::newRow("cut short") << QByteArray("{\"symbol\": \"geheim");
    QTest::newRow("other type") << QByteArray("[\"geheim\"]");
    QTest::newRow("other type of a member") << QByteArray("{\"bid\": \"geheim\"}");
    QTest::newRow("empty") << QByteArray("");
}

void tst_Typed::misfitFails()
{
    QFETCH(QByteArray, data);
    ScriptedServer server;
    server.setDefaultScript(
            Script().send("data: {\"bid\": 1}\n\ndata: " + data + "\n\ndata: {\"bid\": 2}\n\n"));
    QSseClient client;
    QList<double> bids;
    QPointer<QSseSession> session =
            client.sse<Price>(server.url(), &server,
                              [&](const Price &price, const QSseEvent &) { bids << price.bid; });
    QSseError error;
    connect(session, &QSseSession::errorOccurred, this,
            [&](const QSseError &occurred) { error = occurred; });
    QTRY_VERIFY(!session);
    QCOMPARE(error.kind(), Kind::Handler);
    QVERIFY(!error.willReconnect());
    QVERIFY(!error.exception());
    QVERIFY(error.message().contains(u"Price"_s));
    QVERIFY(!error.message().contains(u"geheim"_s));
    QCOMPARE(bids, QList<double>{1});
    QCOMPARE(server.requestCount(), 1);
}

void tst_Typed::misfitIsSkipped()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\ndata: {\"bid\": 2}\n\n"));
    QSseClient client;
    QList<double> bids;
    QPointer<QSseSession> session = client.sse<Price>(
            server.url(), &server,
            [&](const Price &price, const QSseEvent &) { bids << price.bid; }, MisfitPolicy::Skip);
    QTRY_COMPARE(bids, QList<double>{2});
    QCOMPARE(session->state(), QSseSession::State::Open);
    QVERIFY(!session->error());
}

void tst_Typed::misfitIsOfOneSession()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\ndata: 2\n\n"));
    QSseClient client;
    QPointer<QSseSession> strict =
            client.sse<int>(server.url(), &server, [](int, const QSseEvent &) {});
    const QSignalSpy errors(strict, &QSseSession::errorOccurred);
    QPointer<QSseSession> lax = client.sse<int>(
            server.url(), &server, [](int, const QSseEvent &) {}, MisfitPolicy::Skip);
    QTRY_VERIFY(!strict);
    QCOMPARE(errors.count(), 1);
    QTRY_COMPARE(lax->statistics().events(), 2);
}

void tst_Typed::deserializerOfOwnType()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: {\"bid\": 3}\n\n"));
    QSseClient client;
    client.setDeserializer<Price>([](const QSseEvent &event) {
        auto price = event.value<Price>(); // the default is still at hand
        if (price)
            price->symbol = event.type();
        return price;
    });
    Price price;
    client.sse<Price>(server.url(), &server,
                      [&](const Price &value, const QSseEvent &) { price = value; });
    QTRY_COMPARE(price.bid, 3);
    QCOMPARE(price.symbol, u"message"_s);
}

// The type needs neither a gadget nor a default.
void tst_Typed::deserializerRefuses()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: a;b\n\ndata: c\n\n"));
    QSseClient client;
    QVERIFY(!client.deserialize<Pair>(QSseEvent("a;b")));
    client.setDeserializer<Pair>([](const QSseEvent &event) -> std::optional<Pair> {
        const QStringList fields = event.text().split(u';');
        if (fields.size() != 2)
            return std::nullopt;
        return Pair(fields.at(0), fields.at(1));
    });
    QStringList seen;
    QPointer<QSseSession> session =
            client.sse<Pair>(server.url(), &server,
                             [&](const Pair &pair, const QSseEvent &) { seen << pair.second; });
    Kind kind = Kind::None;
    connect(session, &QSseSession::errorOccurred, this,
            [&](const QSseError &error) { kind = error.kind(); });
    QTRY_VERIFY(!session);
    QCOMPARE(seen, QStringList{u"b"_s});
    QCOMPARE(kind, Kind::Handler);
    QVERIFY(!client.deserialize<Pair>(QSseEvent("c")));
}

void tst_Typed::deserializerThrows()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\n"));
    QSseClient client;
    client.setDeserializer<int>(
            [](const QSseEvent &) -> std::optional<int> { throw std::runtime_error("broken"); });
    QPointer<QSseSession> session = client.sse<int>(
            server.url(), &server, [](int, const QSseEvent &) {}, MisfitPolicy::Skip);
    QSseError error;
    connect(session, &QSseSession::errorOccurred, this,
            [&](const QSseError &occurred) { error = occurred; });
    QTRY_VERIFY(!session);
    QCOMPARE(error.kind(), Kind::Handler);
    QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(error.exception()), std::runtime_error);
}

void tst_Typed::deserializerHoldsFromThenOn()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\n"));
    QSseClient client;
    QList<int> values;
    client.sse<int>(server.url(), &server, [&](int value, const QSseEvent &) { values << value; });
    client.setDeserializer<int>([](const QSseEvent &) { return std::optional(7); });
    QTRY_COMPARE(values, QList<int>{1});
    client.sse<int>(server.url(), &server, [&](int value, const QSseEvent &) { values << value; });
    QTRY_COMPARE(values, (QList<int>{1, 7}));
}

void tst_Typed::deserializerIsOfOneType()
{
    QSseClient client;
    client.setDeserializer<int>([](const QSseEvent &) { return std::optional(7); });
    QCOMPARE(client.deserialize<int>(QSseEvent("1")), 7);
    QCOMPARE(client.deserialize<double>(QSseEvent("1")), 1.0);
    QVERIFY(!client.deserialize<bool>(QSseEvent("1")));
}

void tst_Typed::nullDeserializerIsTheDefault()
{
    QSseClient client;
    client.setDeserializer<int>([](const QSseEvent &) { return std::optional(7); });
    client.setDeserializer<int>(nullptr);
    QCOMPARE(client.deserialize<int>(QSseEvent("1")), 1);
}

void tst_Typed::handlerThrows()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: 1\n\ndata: 2\n\n"));
    QSseClient client;
    int calls = 0;
    QPointer<QSseSession> session = client.sse<int>(
            server.url(), &server,
            [&](int, const QSseEvent &) {
                ++calls;
                throw std::runtime_error("x");
            },
            MisfitPolicy::Skip);
    Kind kind = Kind::None;
    connect(session, &QSseSession::errorOccurred, this,
            [&](const QSseError &error) { kind = error.kind(); });
    QTRY_VERIFY(!session);
    QCOMPARE(kind, Kind::Handler);
    QCOMPARE(calls, 1);
}

void tst_Typed::handlerDeletesTheClient()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: x\n\ndata: 1\n\ndata: 2\n\n"));
    auto client = std::make_unique<QSseClient>();
    client->setDeserializer<int>([](const QSseEvent &event) { return event.value<int>(); });
    QList<int> values;
    client->sse<int>(
            server.url(), &server,
            [&](int value, const QSseEvent &) {
                client.reset();
                values << value;
            },
            MisfitPolicy::Skip);
    QTRY_VERIFY(!client);
    QTRY_COMPARE(server.openExchanges(), 0);
    QCOMPARE(values, QList<int>{1});
}

QTEST_GUILESS_MAIN(tst_Typed)
#include "tst_typed.moc"
