// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseEvent>
#include <QtSse/QSseParser>

#include <QtTest/QTest>

#include <QtCore/qdatetime.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qthread.h>
#include <QtCore/quuid.h>

#include <limits>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct Price
{
    Q_GADGET
    Q_PROPERTY(QString symbol MEMBER symbol)
    Q_PROPERTY(double bid MEMBER bid)

public:
    QString symbol;
    double bid = -1;

    friend bool operator==(const Price &a, const Price &b)
    {
        return a.symbol == b.symbol && qFuzzyCompare(a.bid, b.bid);
    }
    friend bool operator!=(const Price &a, const Price &b) { return !(a == b); }
};

struct Order
{
    Q_GADGET
    Q_PROPERTY(Side side MEMBER side)
    Q_PROPERTY(int count MEMBER count)
    Q_PROPERTY(qint64 serial MEMBER serial)
    Q_PROPERTY(bool open MEMBER open)
    Q_PROPERTY(Price price MEMBER price)
    Q_PROPERTY(QList<double> history MEMBER history)
    Q_PROPERTY(QList<int> lots MEMBER lots)
    Q_PROPERTY(QStringList tags MEMBER tags)
    Q_PROPERTY(QList<Price> levels MEMBER levels)
    Q_PROPERTY(QVariantMap extra MEMBER extra)
    Q_PROPERTY(QString computed READ computed CONSTANT)

public:
    enum class Side { Buy, Sell };
    Q_ENUM(Side)

    QString computed() const { return u"computed"_s; }

    Side side = Side::Buy;
    int count = 7;
    qint64 serial = 8;
    bool open = true;
    Price price;
    QList<double> history;
    QList<int> lots{1, 2};
    QStringList tags{u"default"_s};
    QList<Price> levels;
    QVariantMap extra;
};

struct Access
{
    Q_GADGET
    Q_PROPERTY(Level level MEMBER level)
    Q_PROPERTY(Delta delta MEMBER delta)
    Q_PROPERTY(Rights rights READ getRights WRITE setRights)
    Q_PROPERTY(QList<Level> levels MEMBER levels)
    Q_PROPERTY(Order::Side side MEMBER side)

public:
    enum Level : quint8 { Guest = 1, User = 5, Admin = 250 };
    Q_ENUM(Level)
    enum class Delta { Down = -1, Up = 1 };
    Q_ENUM(Delta)
    enum Right : quint32 { Read = 1, Write = 2, Everything = 0xf0, Owner = 0x80000000 };
    Q_DECLARE_FLAGS(Rights, Right)
    Q_FLAG(Rights)

    Rights getRights() const { return rights; } // moc knows no member for flags
    void setRights(Rights value) { rights = value; }

    Level level = Guest;
    Delta delta = Delta::Up;
    Rights rights = Read;
    QList<Level> levels;
    Order::Side side = Order::Side::Buy;
};

struct Board
{
    Q_GADGET
    Q_PROPERTY(QMap<QString, double> bids MEMBER bids)
    Q_PROPERTY(QHash<QString, int> counts MEMBER counts)
    Q_PROPERTY(QMap<QString, Price> prices MEMBER prices)
    Q_PROPERTY(QMap<QString, QList<int>> lots MEMBER lots)
    Q_PROPERTY(QMap<int, int> numbers MEMBER numbers)

public:
    QMap<QString, double> bids{{u"default"_s, 1}};
    QHash<QString, int> counts;
    QMap<QString, Price> prices;
    QMap<QString, QList<int>> lots;
    QMap<int, int> numbers;
};

class EventSource : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void eventReceived(const QSseEvent &event);
};

// The last event of a stream, with everything shown.
static QSseEvent parsed(const QByteArray &stream, const QUrl &origin = {})
{
    QSseEvent last;
    QSseParser parser;
    parser.setShowComments(true);
    parser.setShowRetry(true);
    parser.setOrigin(origin);
    parser.setEventHandler([&](const QSseEvent &event) { last = event; });
    parser.feed(stream);
    return last;
}

static QSseEvent fullEvent()
{
    return parsed(": c\nevent: t\nid: 1\nretry: 5\ndata: x\n\n", QUrl(u"https://example.org"_s));
}

template <typename T> static std::optional<T> valueOf(const QByteArray &json)
{
    return QSseEvent(json).value<T>();
}

class tst_QSseEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void defaultConstructed();
    void constructed();
    void everyMember();
    void nullMeansTheBlockHasNone_data();
    void nullMeansTheBlockHasNone();
    void properties();
    void textOfInvalidUtf8();
    void copyAndMove();
    void selfAssignment();
    void equality_data();
    void equality();
    void debugHoldsNoData();

    void json_data();
    void json();
    void jsonError();

    void integers();
    void integersBeyondRange();
    void floatingPoint();
    void booleans();
    void strings();
    void variants();
    void notOneValue_data();
    void notOneValue();
    void eventWithoutData();
    void gadget();
    void gadgetKeepsDefaults();
    void gadgetWithNestedValues();
    void gadgetWithEnums();
    void gadgetOfWrongEnums_data();
    void gadgetOfWrongEnums();
    void enums();
    void gadgetWithMaps();
    void gadgetOfWrongMaps_data();
    void gadgetOfWrongMaps();
    void maps();
    void gadgetWithReadOnlyProperty();
    void gadgetOfWrongTypes_data();
    void gadgetOfWrongTypes();

    void queuedAcrossThreads();
};

void tst_QSseEvent::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_QSseEvent::defaultConstructed()
{
    const QSseEvent event;
    QVERIFY(event.data().isNull());
    QVERIFY(event.text().isEmpty());
    QCOMPARE(event.type(), u"message"_s);
    QVERIFY(event.id().isNull());
    QVERIFY(event.lastEventId().isEmpty());
    QVERIFY(!event.retry());
    QVERIFY(event.comments().isNull());
    QVERIFY(event.origin().isEmpty());
    QVERIFY(!event.isMessage());
    QVERIFY(event.json().isNull());
    QCOMPARE(event, QSseEvent());
}

void tst_QSseEvent::constructed()
{
    const QSseEvent event("x", u"t"_s, u"1"_s);
    QVERIFY(event.isMessage());
    QCOMPARE(event.data(), "x");
    QCOMPARE(event.text(), u"x"_s);
    QCOMPARE(event.type(), u"t"_s);
    QCOMPARE(event.id(), u"1"_s);
    QCOMPARE(event.lastEventId(), u"1"_s);

    const QSseEvent plain("x");
    QCOMPARE(plain.type(), u"message"_s);
    QVERIFY(plain.id().isNull());
    QVERIFY(plain.lastEventId().isEmpty());
    QVERIFY(QSseEvent(QByteArray()).isMessage());
}

void tst_QSseEvent::everyMember()
{
    const QSseEvent event = fullEvent();
    QCOMPARE(event.data(), "x");
    QCOMPARE(event.text(), u"x"_s);
    QCOMPARE(event.type(), u"t"_s);
    QCOMPARE(event.id(), u"1"_s);
    QCOMPARE(event.lastEventId(), u"1"_s);
    QCOMPARE(event.retry().value_or(-1ms), 5ms);
    QCOMPARE(event.comments(), u"c"_s);
    QCOMPARE(event.origin(), QUrl(u"https://example.org"_s));
    QVERIFY(event.isMessage());
}

void tst_QSseEvent::nullMeansTheBlockHasNone_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<bool>("hasData");
    QTest::addColumn<bool>("hasId");
    QTest::addColumn<bool>("hasComments");
    QTest::newRow("data only") << "data: x\n\n"_ba << true << false << false;
    QTest::newRow("empty data") << "data\n\n"_ba << true << false << false;
    QTest::newRow("empty id") << "id\ndata: x\n\n"_ba << true << true << false;
    QTest::newRow("empty comment") << ":\ndata: x\n\n"_ba << true << false << true;
    QTest::newRow("empty comment only") << ":\n\n"_ba << false << false << true;
    QTest::newRow("retry only") << "retry: 1\n\n"_ba << false << false << false;
    QTest::newRow("id of an earlier block") << "id: 1\n\ndata: x\n\n"_ba << true << false << false;
}

void tst_QSseEvent::nullMeansTheBlockHasNone()
{
    QFETCH(QByteArray, stream);
    QFETCH(bool, hasData);
    QFETCH(bool, hasId);
    QFETCH(bool, hasComments);
    const QSseEvent event = parsed(stream);
    QCOMPARE(event.isMessage(), hasData);
    QCOMPARE(!event.data().isNull(), hasData);
    QCOMPARE(!event.id().isNull(), hasId);
    QCOMPARE(!event.comments().isNull(), hasComments);
}

void tst_QSseEvent::properties()
{
    const QSseEvent event = fullEvent();
    const QMetaObject &meta = QSseEvent::staticMetaObject;
    const auto property = [&](const char *name) {
        return meta.property(meta.indexOfProperty(name)).readOnGadget(&event);
    };
    QCOMPARE(property("data").toByteArray(), "x");
    QCOMPARE(property("text").toString(), u"x"_s);
    QCOMPARE(property("type").toString(), u"t"_s);
    QCOMPARE(property("id").toString(), u"1"_s);
    QCOMPARE(property("lastEventId").toString(), u"1"_s);
    QCOMPARE(property("comments").toString(), u"c"_s);
    QCOMPARE(property("origin").toUrl(), QUrl(u"https://example.org"_s));
    QCOMPARE(property("isMessage").toBool(), true);
    QCOMPARE(QVariant::fromValue(event).value<QSseEvent>(), event);
}

void tst_QSseEvent::textOfInvalidUtf8()
{
    const QByteArray data = "x\xff\xe2\x82y\xf0\x9f\x98\x80"_ba;
    QCOMPARE(QSseEvent(data).text(), u"x\ufffd\ufffdy\U0001F600"_s);
    QCOMPARE(QSseEvent(data).data(), data);
    QCOMPARE(QSseEvent("\xef\xbb\xbfx").text(), u"\ufeffx"_s);
    QCOMPARE(QSseEvent("x\0y"_ba).text(), QString(u"x\0y"_s));
}

void tst_QSseEvent::copyAndMove()
{
    const QSseEvent original = fullEvent();
    QSseEvent copy = original;
    QCOMPARE(copy, original);
    QSseEvent moved = std::move(copy);
    QCOMPARE(moved, original);

    QSseEvent other("other");
    copy = other;
    QCOMPARE(copy, other);
    other = std::move(moved);
    QCOMPARE(other, original);
    QCOMPARE(copy.data(), "other");
    copy.swap(other);
    QCOMPARE(copy, original);
    QCOMPARE(other.data(), "other");
}

void tst_QSseEvent::selfAssignment()
{
    QSseEvent event = fullEvent();
    const QSseEvent &same = event;
    event = same;
    QCOMPARE(event, fullEvent());
}

void tst_QSseEvent::equality_data()
{
    QTest::addColumn<QSseEvent>("other");
    QTest::addColumn<bool>("equal");
    const QUrl origin(u"https://example.org"_s);
    const auto row = [&](const char *name, const QByteArray &stream, bool equal = false) {
        QTest::newRow(name) << parsed(stream, origin) << equal;
    };
    row("same", ": c\nevent: t\nid: 1\nretry: 5\ndata: x\n\n", true);
    row("same in another order", "data: x\r\rretry: 5\ndata: x\n:c\nid:1\nevent:t\n\n", true);
    row("data", ": c\nevent: t\nid: 1\nretry: 5\ndata: y\n\n");
    row("type", ": c\nevent: u\nid: 1\nretry: 5\ndata: x\n\n");
    row("id", ": c\nevent: t\nid: 2\nretry: 5\ndata: x\n\n");
    row("own id or inherited", "id: 1\n\n: c\nevent: t\nretry: 5\ndata: x\n\n");
    row("retry", ": c\nevent: t\nid: 1\nretry: 6\ndata: x\n\n");
    row("no retry", ": c\nevent: t\nid: 1\ndata: x\n\n");
    row("comments", ": d\nevent: t\nid: 1\nretry: 5\ndata: x\n\n");
    row("no comments", "event: t\nid: 1\nretry: 5\ndata: x\n\n");
    row("no message", ": c\nid: 1\nretry: 5\n\n");
    QTest::newRow("origin") << parsed(": c\nevent: t\nid: 1\nretry: 5\ndata: x\n\n") << false;
    QTest::newRow("default") << QSseEvent() << false;
}

void tst_QSseEvent::equality()
{
    QFETCH(QSseEvent, other);
    QFETCH(bool, equal);
    QCOMPARE(other == fullEvent(), equal);
    QCOMPARE(fullEvent() == other, equal);
    QCOMPARE(other != fullEvent(), !equal);
}

void tst_QSseEvent::debugHoldsNoData()
{
    QString output;
    QDebug(&output) << parsed("event: price\nid: 17\n: confidential\ndata: confidential\n\n");
    QVERIFY(output.contains(u"QSseEvent"_s));
    QVERIFY(output.contains(u"price"_s));
    QVERIFY(output.contains(u"17"_s));
    QVERIFY(!output.contains(u"confidential"_s));
    QDebug(&output) << QSseEvent();
}

// --- JSON ---

void tst_QSseEvent::json_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QJsonDocument>("expected");
    QTest::newRow("object") << "data: {\"a\": 1}\n\n"_ba << QJsonDocument(QJsonObject{{u"a"_s, 1}});
    QTest::newRow("array") << "data: [1, \"\xc3\xa9\"]\n\n"_ba
                           << QJsonDocument(QJsonArray{1, u"\u00e9"_s});
    QTest::newRow("over several lines")
            << "data: {\"a\":\ndata: 1\ndata: }\n\n"_ba << QJsonDocument(QJsonObject{{u"a"_s, 1}});
}

void tst_QSseEvent::json()
{
    QFETCH(QByteArray, stream);
    QFETCH(QJsonDocument, expected);
    QJsonParseError error;
    error.error = QJsonParseError::DeepNesting;
    QCOMPARE(parsed(stream).json(&error), expected);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(parsed(stream).json(), expected);
}

void tst_QSseEvent::jsonError()
{
    QJsonParseError error;
    QVERIFY(QSseEvent("{\"a\": ").json(&error).isNull());
    QVERIFY(error.error != QJsonParseError::NoError);
    QVERIFY(QSseEvent("[DONE]").json().isNull());
    QVERIFY(QSseEvent("").json().isNull());
    QVERIFY(parsed(": c\n\n").json(&error).isNull());
    QVERIFY(error.error != QJsonParseError::NoError);
}

void tst_QSseEvent::integers()
{
    QCOMPARE(valueOf<int>("42"), 42);
    QCOMPARE(valueOf<int>(" -1 \n"), -1);
    QCOMPARE(valueOf<int>("2147483647"), std::numeric_limits<int>::max());
    QCOMPARE(valueOf<int>("-2147483648"), std::numeric_limits<int>::min());
    QCOMPARE(valueOf<uint>("4294967295"), std::numeric_limits<uint>::max());
    QCOMPARE(valueOf<qint64>("9007199254740993"), 9007199254740993);
    QCOMPARE(valueOf<qint64>("9223372036854775807"), std::numeric_limits<qint64>::max());
    QCOMPARE(valueOf<qint64>("-9223372036854775808"), std::numeric_limits<qint64>::min());
    QCOMPARE(valueOf<quint64>("9223372036854775807"), 9223372036854775807u);
    QCOMPARE(valueOf<short>("-32768"), std::numeric_limits<short>::min());
}

void tst_QSseEvent::integersBeyondRange()
{
    QVERIFY(!valueOf<int>("2147483648"));
    QVERIFY(!valueOf<int>("-2147483649"));
    QVERIFY(!valueOf<int>("1e10"));
    QVERIFY(!valueOf<int>("1.5"));
    QVERIFY(!valueOf<uint>("-1"));
    QVERIFY(!valueOf<uint>("4294967296"));
    QVERIFY(!valueOf<short>("32768"));
    QVERIFY(!valueOf<uchar>("256"));
    QVERIFY(!valueOf<qint64>("9223372036854775808"));
    // QJsonDocument rounds -9223372036854775809 to the least qint64: it cannot be told apart.
    QVERIFY(!valueOf<qint64>("-9223372036854777856"));
    QVERIFY(!valueOf<qint64>("1e300"));
    QVERIFY(!valueOf<quint64>("-1"));
    QVERIFY(!valueOf<quint64>("1e300"));
}

void tst_QSseEvent::floatingPoint()
{
    QCOMPARE(valueOf<double>("1.5"), 1.5);
    QCOMPARE(valueOf<double>("-2"), -2.0);
    QCOMPARE(valueOf<double>("1e300"), 1e300);
    QCOMPARE(valueOf<float>("1.5"), 1.5f);
    QVERIFY(!valueOf<float>("1e300"));
    QVERIFY(!valueOf<double>("\"1.5\""));
    QVERIFY(!valueOf<double>("true"));
    QVERIFY(!valueOf<double>("null"));
}

void tst_QSseEvent::booleans()
{
    QCOMPARE(valueOf<bool>("true"), true);
    QCOMPARE(valueOf<bool>("false"), false);
    QVERIFY(!valueOf<bool>("1"));
    QVERIFY(!valueOf<bool>("\"true\""));
    QVERIFY(!valueOf<bool>("null"));
}

void tst_QSseEvent::strings()
{
    QCOMPARE(valueOf<QString>("\"a\\n\xc3\xa9\""), u"a\n\u00e9"_s);
    QCOMPARE(valueOf<QString>("\"\""), u""_s);
    QVERIFY(!valueOf<QString>("a"));
    QVERIFY(!valueOf<QString>("1"));
    QVERIFY(!valueOf<QString>("null"));
    QVERIFY(!valueOf<QString>("{}"));

    const QUuid uuid = QUuid::createUuid();
    QCOMPARE(valueOf<QUuid>(uuid.toByteArray().prepend('"').append('"')), uuid);
    QCOMPARE(valueOf<QUrl>("\"https://example.org\""), QUrl(u"https://example.org"_s));
    QCOMPARE(valueOf<QDateTime>("\"2026-01-02T03:04:05Z\""),
             QDateTime::fromString(u"2026-01-02T03:04:05Z"_s, Qt::ISODate));
}

void tst_QSseEvent::variants()
{
    QCOMPARE(valueOf<QVariantMap>("{\"a\": [true]}"), (QVariantMap{{u"a"_s, QVariantList{true}}}));
    QCOMPARE(valueOf<QVariantMap>("{}"), QVariantMap());
    QCOMPARE(valueOf<QVariantList>("[\"a\", {\"b\": null}]"),
             (QVariantList{u"a"_s, QVariantMap{{u"b"_s, QVariant::fromValue(nullptr)}}}));
    QCOMPARE(valueOf<QVariantList>("[]"), QVariantList());
    QVERIFY(!valueOf<QVariantMap>("[]"));
    QVERIFY(!valueOf<QVariantMap>("null"));
    QVERIFY(!valueOf<QVariantList>("{}"));
    QVERIFY(!valueOf<QVariantList>("null"));
}

void tst_QSseEvent::notOneValue_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("space") << " "_ba;
    QTest::newRow("two values") << "1 2"_ba;
    QTest::newRow("values with a comma") << "1,2"_ba;
    QTest::newRow("trailing comma") << "1,"_ba;
    QTest::newRow("brackets the wrong way round") << "1],[2"_ba;
    QTest::newRow("unbalanced") << "1]"_ba;
    QTest::newRow("end marker") << "[DONE]"_ba;
    QTest::newRow("no JSON") << "hello"_ba;
}

void tst_QSseEvent::notOneValue()
{
    QFETCH(QByteArray, data);
    QVERIFY(!valueOf<int>(data));
    QVERIFY(!valueOf<double>(data));
    QVERIFY(!valueOf<QString>(data));
    QVERIFY(!valueOf<QVariantMap>(data));
    QVERIFY(!valueOf<QVariantList>(data));
    QVERIFY(!valueOf<Price>(data));
}

void tst_QSseEvent::eventWithoutData()
{
    QVERIFY(!QSseEvent().value<int>());
    QVERIFY(!QSseEvent().value<QVariantMap>());
    QVERIFY(!parsed(": 1\n\n").value<int>());
    QVERIFY(!parsed("retry: 1\n\n").value<Price>());
}

void tst_QSseEvent::gadget()
{
    const auto price = valueOf<Price>("{\"bid\": 1.25, \"symbol\": \"QT\", \"unknown\": [1]}");
    QVERIFY(price);
    QCOMPARE(price->symbol, u"QT"_s);
    QCOMPARE(price->bid, 1.25);
}

void tst_QSseEvent::gadgetKeepsDefaults()
{
    const auto price = valueOf<Price>("{\"symbol\": \"QT\"}");
    QVERIFY(price);
    QCOMPARE(price->bid, -1.0);

    const auto order = valueOf<Order>("{}");
    QVERIFY(order);
    QCOMPARE(order->count, 7);
    QCOMPARE(order->lots, (QList<int>{1, 2}));
    QCOMPARE(order->tags, QStringList{u"default"_s});

    const auto nulls = valueOf<Order>("{\"count\": null, \"price\": null, \"tags\": null}");
    QVERIFY(nulls);
    QCOMPARE(nulls->count, 7);
    QCOMPARE(nulls->tags, QStringList{u"default"_s});
}

void tst_QSseEvent::gadgetWithNestedValues()
{
    const auto order = valueOf<Order>(R"({
        "side": "Sell", "count": 3, "serial": 9007199254740993, "open": false,
        "price": {"symbol": "QT", "bid": 2}, "history": [1, 2.5], "lots": [3],
        "tags": ["a", "b"], "levels": [{"bid": 1}, {"symbol": "KDE"}], "extra": {"k": "v"}
    })");
    QVERIFY(order);
    QCOMPARE(order->side, Order::Side::Sell);
    QCOMPARE(order->count, 3);
    QCOMPARE(order->serial, 9007199254740993);
    QCOMPARE(order->open, false);
    QCOMPARE(order->price, (Price{u"QT"_s, 2}));
    QCOMPARE(order->history, (QList<double>{1, 2.5}));
    QCOMPARE(order->lots, QList<int>{3});
    QCOMPARE(order->tags, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(order->levels, (QList<Price>{{{}, 1}, {u"KDE"_s, -1}}));
    QCOMPARE(order->extra, (QVariantMap{{u"k"_s, u"v"_s}}));
}

void tst_QSseEvent::gadgetWithEnums()
{
    const auto named = valueOf<Access>(R"({"level": "User", "delta": "Down", "side": "Sell",
        "rights": "Write|Owner", "levels": ["Guest", "Admin"]})");
    const auto numbered = valueOf<Access>(R"({"level": 5, "delta": -1, "side": 1,
        "rights": 2147483650, "levels": [1, 250]})");
    for (const auto &access : {named, numbered}) {
        QVERIFY(access);
        QCOMPARE(access->level, Access::User);
        QCOMPARE(access->delta, Access::Delta::Down);
        QCOMPARE(access->side, Order::Side::Sell);
        QCOMPARE(access->rights, Access::Write | Access::Owner);
        QCOMPARE(access->levels, (QList<Access::Level>{Access::Guest, Access::Admin}));
    }
    QCOMPARE(valueOf<Access>("{\"rights\": 0}")->rights, Access::Rights());
    QCOMPARE(valueOf<Access>("{\"rights\": 241}")->rights, Access::Read | Access::Everything);
    QCOMPARE(valueOf<Access>("{\"level\": 5.0}")->level, Access::User);
}

void tst_QSseEvent::gadgetOfWrongEnums_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("no value of it") << "{\"level\": 2}"_ba;
    QTest::newRow("value beyond its bits") << "{\"level\": 261}"_ba;
    QTest::newRow("value beyond 32 bits") << "{\"level\": 4294967301}"_ba;
    QTest::newRow("sum of values") << "{\"level\": 251}"_ba;
    QTest::newRow("fraction") << "{\"level\": 1.5}"_ba;
    QTest::newRow("number in a string") << "{\"level\": \"5\"}"_ba;
    QTest::newRow("bool") << "{\"level\": true}"_ba;
    QTest::newRow("names of a plain enum") << "{\"level\": \"Guest|User\"}"_ba;
    QTest::newRow("minus one as unsigned") << "{\"delta\": 4294967295}"_ba;
    QTest::newRow("unknown flag") << "{\"rights\": 4}"_ba;
    QTest::newRow("unknown flag among others") << "{\"rights\": 7}"_ba;
    QTest::newRow("part of a flag") << "{\"rights\": 16}"_ba;
    QTest::newRow("negative flags") << "{\"rights\": -1}"_ba;
    QTest::newRow("flags beyond 32 bits") << "{\"rights\": 4294967297}"_ba;
    QTest::newRow("value as negative") << "{\"level\": -6}"_ba;
    QTest::newRow("unknown flag's name") << "{\"rights\": \"Read|Fly\"}"_ba;
    QTest::newRow("no value of it in a list") << "{\"levels\": [1, 2]}"_ba;
    QTest::newRow("unknown name in a list") << "{\"levels\": [\"Guest\", \"King\"]}"_ba;
    QTest::newRow("number for a list") << "{\"levels\": 1}"_ba;
}

void tst_QSseEvent::gadgetOfWrongEnums()
{
    QFETCH(QByteArray, data);
    QVERIFY(!valueOf<Access>(data));
}

void tst_QSseEvent::enums()
{
    QCOMPARE(valueOf<Access::Level>("250"), Access::Admin);
    QCOMPARE(valueOf<Access::Level>("\"Admin\""), Access::Admin);
    QCOMPARE(valueOf<Access::Rights>("3"), Access::Read | Access::Write);
    QCOMPARE(valueOf<Access::Rights>("\"Read|Write\""), Access::Read | Access::Write);
    QVERIFY(!valueOf<Access::Level>("2"));
    QVERIFY(!valueOf<Access::Level>("\"King\""));
    QVERIFY(!valueOf<Access::Rights>("4"));
}

void tst_QSseEvent::gadgetWithMaps()
{
    const auto board = valueOf<Board>(R"({
        "bids": {"QT": 1.5, "KDE": 2}, "counts": {"QT": 3}, "lots": {"QT": [1, 2]},
        "prices": {"first": {"symbol": "QT", "bid": 2}, "second": {}}
    })");
    QVERIFY(board);
    QCOMPARE(board->bids, (QMap<QString, double>{{u"QT"_s, 1.5}, {u"KDE"_s, 2}}));
    QCOMPARE(board->counts, (QHash<QString, int>{{u"QT"_s, 3}}));
    QCOMPARE(board->lots, (QMap<QString, QList<int>>{{u"QT"_s, {1, 2}}}));
    QCOMPARE(board->prices,
             (QMap<QString, Price>{{u"first"_s, {u"QT"_s, 2}}, {u"second"_s, {{}, -1}}}));
    QVERIFY(valueOf<Board>("{\"bids\": {}}")->bids.isEmpty());
    QCOMPARE(valueOf<Board>("{}")->bids.size(), 1);
}

void tst_QSseEvent::gadgetOfWrongMaps_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("array") << "{\"bids\": [1]}"_ba;
    QTest::newRow("empty array") << "{\"bids\": []}"_ba;
    QTest::newRow("number") << "{\"bids\": 1}"_ba;
    QTest::newRow("string") << "{\"bids\": \"QT\"}"_ba;
    QTest::newRow("string for a number") << "{\"bids\": {\"QT\": \"1\"}}"_ba;
    QTest::newRow("null for a number") << "{\"bids\": {\"QT\": null}}"_ba;
    QTest::newRow("int beyond its range") << "{\"counts\": {\"QT\": 3000000000}}"_ba;
    QTest::newRow("number for a gadget") << "{\"prices\": {\"QT\": 1}}"_ba;
    QTest::newRow("keys that are no strings") << "{\"numbers\": {\"1\": 1}}"_ba;
    QTest::newRow("object for a list") << "{\"lots\": {\"QT\": {}}}"_ba;
}

void tst_QSseEvent::gadgetOfWrongMaps()
{
    QFETCH(QByteArray, data);
    QVERIFY(!valueOf<Board>(data));
}

void tst_QSseEvent::maps()
{
    using Bids = QMap<QString, double>;
    QCOMPARE(valueOf<Bids>("{\"QT\": 1.5}"), (Bids{{u"QT"_s, 1.5}}));
    QCOMPARE(valueOf<Bids>("{}"), Bids());
    QVERIFY(!valueOf<Bids>("[]"));
    QVERIFY(!valueOf<Bids>("{\"QT\": true}"));
}

void tst_QSseEvent::gadgetWithReadOnlyProperty()
{
    const auto order = valueOf<Order>("{\"computed\": 1, \"count\": 2}");
    QVERIFY(order);
    QCOMPARE(order->count, 2);
}

void tst_QSseEvent::gadgetOfWrongTypes_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("null") << "null"_ba;
    QTest::newRow("array") << "[]"_ba;
    QTest::newRow("number") << "1"_ba;
    QTest::newRow("string for a number") << "{\"count\": \"3\"}"_ba;
    QTest::newRow("fraction for an int") << "{\"count\": 1.5}"_ba;
    QTest::newRow("int beyond its range") << "{\"count\": 3000000000}"_ba;
    QTest::newRow("qint64 beyond its range") << "{\"serial\": 9223372036854775808}"_ba;
    QTest::newRow("number for a bool") << "{\"open\": 1}"_ba;
    QTest::newRow("unknown enum key") << "{\"side\": \"Hold\"}"_ba;
    QTest::newRow("string for a gadget") << "{\"price\": \"QT\"}"_ba;
    QTest::newRow("wrong type in a nested gadget") << "{\"price\": {\"bid\": \"1\"}}"_ba;
    QTest::newRow("number for a list") << "{\"history\": 1}"_ba;
    QTest::newRow("string in a list of numbers") << "{\"history\": [1, \"2\"]}"_ba;
    QTest::newRow("number in a string list") << "{\"tags\": [1]}"_ba;
    QTest::newRow("string for a string list") << "{\"tags\": \"a\"}"_ba;
    QTest::newRow("number in a list of gadgets") << "{\"levels\": [1]}"_ba;
    QTest::newRow("array for a map") << "{\"extra\": []}"_ba;
}

void tst_QSseEvent::gadgetOfWrongTypes()
{
    QFETCH(QByteArray, data);
    QVERIFY(!valueOf<Order>(data));
}

// --- Threads ---

// The parser reuses the block of an event that nobody kept: a queued call keeps it.
void tst_QSseEvent::queuedAcrossThreads()
{
    EventSource source;
    QObject receiver;
    QThread thread;
    receiver.moveToThread(&thread);
    QList<QSseEvent> received;
    connect(
            &source, &EventSource::eventReceived, &receiver,
            [&](const QSseEvent &event) {
                if (QThread::currentThread() == &thread)
                    received.append(event);
                if (event.type() == "last"_L1)
                    thread.quit();
            },
            Qt::QueuedConnection);
    thread.start();

    QSseParser parser;
    parser.setEventHandler([&](const QSseEvent &event) { Q_EMIT source.eventReceived(event); });
    for (int i = 0; i < 1000; ++i)
        parser.feed("id: " + QByteArray::number(i) + "\ndata: " + QByteArray::number(i) + "\n\n");
    parser.feed("event: last\ndata: 1000\n\n");
    QVERIFY(thread.wait());

    QCOMPARE(received.size(), 1001);
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(received.at(i).data().toInt(), i);
        QCOMPARE(received.at(i).id().toInt(), i);
    }
    QCOMPARE(received.last().lastEventId(), u"999"_s);
    QVERIFY(received.last().id().isNull());
}

QTEST_GUILESS_MAIN(tst_QSseEvent)
#include "tst_qsseevent.moc"
