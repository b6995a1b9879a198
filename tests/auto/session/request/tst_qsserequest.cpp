// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseRequest>

#include <QtTest/QTest>

#include <QtCore/qdebug.h>
#include <QtCore/qregularexpression.h>

#include <functional>

using namespace Qt::StringLiterals;

using Change = std::function<void(QSseRequest &)>;
Q_DECLARE_METATYPE(Change)

static QSseRequest streamRequest()
{
    return QSseRequest(QUrl(u"http://example.org/stream"_s));
}

static QByteArray encoded(const QSseRequest &request)
{
    return request.url().toEncoded();
}

class tst_QSseRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void fromUrl();
    void fromParts_data();
    void fromParts();
    void addsQueryItems_data();
    void addsQueryItems();
    void keepsTheQueryItHas();
    void setsQuery();

    void setsHeaders();
    void refusesHeaders_data();
    void refusesHeaders();
    void refusesNetworkRequestHeaders();
    void refusesFramingHeaders_data();
    void refusesFramingHeaders();
    void refusedValueIsNotForgotten();
    void setsBearerToken();
    void refusesBearerToken();

    void normalisesMethod_data();
    void normalisesMethod();
    void refusesMethod();
    void keepsBody_data();
    void keepsBody();

    void refusesUrl_data();
    void refusesUrl();
    void isBuiltOnNetworkRequest();
    void isImplicitlyShared();
    void equality();
    void equalityOfHeaders();
    void inequality_data();
    void inequality();
    void debugShowsNothingConfidential();
};

void tst_QSseRequest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_QSseRequest::fromUrl()
{
    const QSseRequest request = streamRequest();
    QVERIFY(request.isValid());
    QVERIFY(request.errorString().isEmpty());
    QCOMPARE(request.url(), QUrl(u"http://example.org/stream"_s));
    QCOMPARE(request.method(), "GET"_ba);
    QVERIFY(!request.body());
    QVERIFY(request.lastEventIdParameter().isEmpty());
}

void tst_QSseRequest::fromParts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("url");
    const auto row = [](const char *name, const QString &path, const QByteArray &url) {
        QTest::newRow(name) << u"localhost"_s << path << u"http"_s << url;
    };
    row("plain", u"/stream"_s, "http://localhost:8080/stream"_ba);
    row("without a slash", u"stream"_s, "http://localhost:8080/stream"_ba);
    row("empty", u""_s, "http://localhost:8080/"_ba);
    row("question mark", u"/what?now"_s, "http://localhost:8080/what%3Fnow"_ba);
    row("number sign", u"/a#b"_s, "http://localhost:8080/a%23b"_ba);
    row("percent sign", u"/100%25"_s, "http://localhost:8080/100%2525"_ba);
    row("space", u"/a b"_s, "http://localhost:8080/a%20b"_ba);
    row("non-ASCII", u"/größe"_s, "http://localhost:8080/gr%C3%B6%C3%9Fe"_ba);
    row("two slashes", u"//host/a"_s, "http://localhost:8080//host/a"_ba);
    QTest::newRow("https") << u"example.org"_s << u"/a"_s << u"https"_s
                           << "https://example.org:8080/a"_ba;
    QTest::newRow("IPv6") << u"::1"_s << u"/a"_s << u"http"_s << "http://[::1]:8080/a"_ba;
}

void tst_QSseRequest::fromParts()
{
    QFETCH(QString, host);
    QFETCH(QString, path);
    QFETCH(QString, scheme);
    const QSseRequest request(host, 8080, path, scheme);
    QVERIFY2(request.isValid(), qPrintable(request.errorString()));
    QTEST(encoded(request), "url");
    QVERIFY(!request.url().hasQuery());
}

void tst_QSseRequest::addsQueryItems_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("plain") << u"a"_s << u"1"_s << "a=1"_ba;
    QTest::newRow("empty value") << u"a"_s << u""_s << "a="_ba;
    QTest::newRow("plus") << u"a+b"_s << u"1+2"_s << "a%2Bb=1%2B2"_ba;
    QTest::newRow("percent") << u"a%b"_s << u"100%"_s << "a%25b=100%25"_ba;
    QTest::newRow("encoded already") << u"a"_s << u"%41"_s << "a=%2541"_ba;
    QTest::newRow("ampersand") << u"a&b"_s << u"1&c=2"_s << "a%26b=1%26c%3D2"_ba;
    QTest::newRow("equals") << u"a=b"_s << u"1=1"_s << "a%3Db=1%3D1"_ba;
    QTest::newRow("space") << u"a b"_s << u"1 2"_s << "a%20b=1%202"_ba;
    QTest::newRow("number sign") << u"a"_s << u"1#2"_s << "a=1%232"_ba;
    QTest::newRow("line break") << u"a"_s << u"1\r\n2"_s << "a=1%0D%0A2"_ba;
    QTest::newRow("non-ASCII") << u"größe"_s << u"10 €"_s << "gr%C3%B6%C3%9Fe=10%20%E2%82%AC"_ba;
    QTest::newRow("beyond the BMP") << u"a"_s << u"😀"_s << "a=%F0%9F%98%80"_ba;
}

void tst_QSseRequest::addsQueryItems()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QByteArray, query);
    QSseRequest request = streamRequest();
    request.addQueryItem(name, value);
    QCOMPARE(encoded(request), "http://example.org/stream?" + query);
    request.addQueryItem(u"more", u"+");
    QCOMPARE(encoded(request), "http://example.org/stream?" + query + "&more=%2B");
}

void tst_QSseRequest::keepsTheQueryItHas()
{
    QSseRequest request(QUrl(u"http://example.org/stream?a=1+2&b=%2B%26"_s));
    request.addQueryItem(u"c", u"3");
    QCOMPARE(encoded(request), "http://example.org/stream?a=1+2&b=%2B%26&c=3"_ba);
}

void tst_QSseRequest::setsQuery()
{
    QUrlQuery query;
    query.addQueryItem(u"z"_s, u"1+1"_s);
    query.addQueryItem(u"a"_s, u"b&c=d"_s);
    query.addQueryItem(u"a"_s, u"ä ö"_s);
    QSseRequest request(QUrl(u"http://example.org/stream?old=1"_s));
    request.setQuery(query);
    QCOMPARE(encoded(request),
             "http://example.org/stream?z=1%2B1&a=b%26c%3Dd&a=%C3%A4%20%C3%B6"_ba);
    request.setQuery({});
    QCOMPARE(encoded(request), "http://example.org/stream"_ba);
}

void tst_QSseRequest::setsHeaders()
{
    QSseRequest request = streamRequest();
    QVERIFY(!request.hasHeader("X-Client-Version"_ba));
    request.setHeader("X-Client-Version"_ba, "1.0"_ba);
    QVERIFY(request.hasHeader("x-client-version"_ba));
    QCOMPARE(request.header("X-CLIENT-VERSION"_ba), "1.0"_ba);
    request.setHeader("x-client-version"_ba, "2.0"_ba);
    QCOMPARE(request.header("X-Client-Version"_ba), "2.0"_ba);
    request.setHeader("X-Client-Version"_ba, {});
    QVERIFY(!request.hasHeader("X-Client-Version"_ba));
    QVERIFY(request.isValid());
}

void tst_QSseRequest::refusesHeaders_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    const auto badValue = [](const char *row, const QByteArray &value) {
        QTest::newRow(row) << "X-Key"_ba << value;
    };
    badValue("CR LF", "secret\r\nX-Injected: 1"_ba);
    badValue("CR", "secret\r"_ba);
    badValue("LF", "secret\n"_ba);
    badValue("LF first", "\nsecret"_ba);
    badValue("NUL", "secret\0more"_ba);
    const auto badName = [](const char *row, const QByteArray &name) {
        QTest::newRow(row) << name << "secret"_ba;
    };
    badName("no name", ""_ba);
    badName("space in the name", "X Key"_ba);
    badName("colon in the name", "X-Key:"_ba);
    badName("CR LF in the name", "X-Key: 1\r\nX-Injected"_ba);
    badName("NUL in the name", "X-\0Key"_ba);
    badName("non-ASCII name", "X-Schlüssel"_ba);
}

void tst_QSseRequest::refusesHeaders()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QSseRequest request = streamRequest();
    request.setHeader(name, value);
    QVERIFY(!request.isValid());
    QVERIFY(!request.errorString().isEmpty());
    QVERIFY(!request.errorString().contains("secret"_L1));
    QVERIFY(!request.hasHeader(name));
    QVERIFY(request.networkRequest().rawHeaderList().isEmpty());

    request.setHeader("X-Other"_ba, "good"_ba);
    QVERIFY2(!request.isValid(), "What was refused is forgotten");
    request.setHeader(name, {});
    QVERIFY2(request.isValid(), qPrintable(request.errorString()));
}

void tst_QSseRequest::refusesNetworkRequestHeaders()
{
    QNetworkRequest network(QUrl(u"http://example.org/stream"_s));
    network.setRawHeader("X-Key", "secret\r\nX-Injected: 1");
    QSseRequest request(network);
    QVERIFY(!request.isValid());
    QVERIFY(!request.errorString().contains("secret"_L1));
    request.setHeader("X-Key"_ba, "good"_ba);
    QVERIFY(request.isValid());
}

void tst_QSseRequest::refusesFramingHeaders_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("length") << "Content-Length"_ba
                            << "5"_ba;
    QTest::newRow("length of 0") << "Content-Length"_ba
                                 << "0"_ba;
    QTest::newRow("length in lower case") << "content-length"_ba
                                          << "5"_ba;
    QTest::newRow("chunks") << "Transfer-Encoding"_ba
                            << "chunked"_ba;
    QTest::newRow("chunks in upper case") << "TRANSFER-ENCODING"_ba
                                          << "chunked"_ba;
}

// The server would wait for a body that never comes, or take the next request for it.
void tst_QSseRequest::refusesFramingHeaders()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QSseRequest request = streamRequest();
    request.setHeader(name, value);
    QVERIFY(!request.isValid());
    QVERIFY(request.errorString().contains(QString::fromLatin1(name), Qt::CaseInsensitive));
    QVERIFY(request.errorString().contains("QtSse"_L1));
    request.setBody("12345"_ba, "text/plain"_ba);
    QVERIFY(!request.isValid());
    request.setHeader(name, {});
    QVERIFY2(request.isValid(), qPrintable(request.errorString()));

    QNetworkRequest network(request.url());
    network.setRawHeader(name, value);
    QVERIFY(!QSseRequest(network).isValid());
    request.setNetworkRequest(network);
    QVERIFY(!request.isValid());
}

void tst_QSseRequest::refusedValueIsNotForgotten()
{
    QSseRequest request = streamRequest();
    request.setHeader("X-Key"_ba, "secret\n"_ba);
    request.setHeader("X-Other"_ba, "good"_ba);
    QVERIFY(!request.isValid());
    QVERIFY(request.errorString().contains("X-Key"_L1));
    request.setHeader("x-key"_ba, {});
    QVERIFY(request.isValid());
}

void tst_QSseRequest::setsBearerToken()
{
    QSseRequest request = streamRequest();
    request.setBearerToken(u"abc.def"_s);
    QCOMPARE(request.header("Authorization"_ba), "Bearer abc.def"_ba);
    request.setBearerToken(u""_s);
    QVERIFY(!request.hasHeader("Authorization"_ba));
    QVERIFY(request.isValid());
}

void tst_QSseRequest::refusesBearerToken()
{
    QSseRequest request = streamRequest();
    request.setBearerToken(u"secret\n"_s);
    QVERIFY(!request.isValid());
    QVERIFY(!request.errorString().contains("secret"_L1));
    request.setBearerToken(u"good"_s);
    QVERIFY(request.isValid());
}

void tst_QSseRequest::normalisesMethod_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("normalised");
    QTest::newRow("get") << "get"_ba
                         << "GET"_ba;
    QTest::newRow("Post") << "Post"_ba
                          << "POST"_ba;
    QTest::newRow("put") << "put"_ba
                         << "PUT"_ba;
    QTest::newRow("delete") << "delete"_ba
                            << "DELETE"_ba;
    QTest::newRow("custom") << "REPORT"_ba
                            << "REPORT"_ba;
    QTest::newRow("custom in lower case") << "report"_ba
                                          << "report"_ba;
}

void tst_QSseRequest::normalisesMethod()
{
    QFETCH(QByteArray, method);
    QSseRequest request = streamRequest();
    request.setMethod(method);
    QVERIFY(request.isValid());
    QTEST(request.method(), "normalised");
    request.setMethod({});
    QCOMPARE(request.method(), "GET"_ba);
}

void tst_QSseRequest::refusesMethod()
{
    for (const QByteArray &method : {"GE T"_ba, "GET / HTTP/1.1\r\nX-Injected: 1"_ba, "GET\n"_ba}) {
        QSseRequest request = streamRequest();
        request.setMethod(method);
        QVERIFY2(!request.isValid(), method.constData());
        QVERIFY(!request.errorString().isEmpty());
        request.setMethod("GET"_ba);
        QVERIFY2(request.isValid(), method.constData());
    }
}

void tst_QSseRequest::keepsBody_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("some") << "{\"stream\":true}"_ba;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("null") << QByteArray();
    QTest::newRow("binary") << "\0\r\n\xff"_ba;
}

void tst_QSseRequest::keepsBody()
{
    QFETCH(QByteArray, body);
    QSseRequest request = streamRequest();
    request.setBody(body, "application/json"_ba);
    QVERIFY(request.body());
    QCOMPARE(*request.body(), body);
    QCOMPARE(request.header("Content-Type"_ba), "application/json"_ba);
    QCOMPARE(request.method(), "POST"_ba);
    request.setMethod("PUT"_ba);
    QCOMPARE(request.method(), "PUT"_ba);
}

void tst_QSseRequest::refusesUrl_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("none") << QUrl();
    QTest::newRow("ftp") << QUrl(u"ftp://example.org/stream"_s);
    QTest::newRow("file") << QUrl(u"file:///tmp/stream"_s);
    QTest::newRow("qrc") << QUrl(u"qrc:/stream"_s);
    QTest::newRow("data") << QUrl(u"data:text/event-stream,data:x"_s);
    QTest::newRow("ws") << QUrl(u"ws://example.org/stream"_s);
    QTest::newRow("no scheme") << QUrl(u"example.org/stream"_s);
    QTest::newRow("no host") << QUrl(u"http:///stream"_s);
    QTest::newRow("invalid") << QUrl(u"http://exa mple.org/"_s);
}

void tst_QSseRequest::refusesUrl()
{
    QFETCH(QUrl, url);
    QSseRequest request(url);
    QVERIFY(!request.isValid());
    QVERIFY(!request.errorString().isEmpty());
    request.setUrl(QUrl(u"https://example.org/stream"_s));
    QVERIFY2(request.isValid(), qPrintable(request.errorString()));
}

void tst_QSseRequest::isBuiltOnNetworkRequest()
{
    QNetworkRequest network(QUrl(u"http://example.org/other"_s));
    network.setRawHeader("X-Key", "1");
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
    network.setTransferTimeout(1234);
    QSseRequest request = streamRequest();
    request.setBody("body"_ba, "text/plain"_ba);
    request.setNetworkRequest(network);
    QCOMPARE(request.networkRequest(), network);
    QCOMPARE(request.url(), network.url());
    QCOMPARE(request.header("X-Key"_ba), "1"_ba);
    QCOMPARE(*request.body(), "body"_ba);
    QCOMPARE(request.method(), "POST"_ba);

    request.setHeader("X-More"_ba, "2"_ba);
    QCOMPARE(request.networkRequest().rawHeader("X-More"), "2"_ba);
    QCOMPARE(request.networkRequest().transferTimeout(), 1234);
    QVERIFY(request.networkRequest().attribute(QNetworkRequest::Http2AllowedAttribute).toBool());
}

void tst_QSseRequest::isImplicitlyShared()
{
    const QSseRequest original = streamRequest();
    QSseRequest copy = original;
    copy.addQueryItem(u"a", u"1");
    copy.setHeader("X-Key"_ba, "1"_ba);
    copy.setBody("x"_ba, "text/plain"_ba);
    QVERIFY(original == streamRequest());
    QSseRequest moved = std::move(copy);
    QCOMPARE(moved.header("X-Key"_ba), "1"_ba);
    copy = original;
    QVERIFY(copy == original);
}

void tst_QSseRequest::equality()
{
    QSseRequest a = streamRequest();
    QSseRequest b = streamRequest();
    QVERIFY(a == b);
    a.setMethod("get"_ba);
    QVERIFY(a == b);
    a.setBody("x"_ba, "text/plain"_ba);
    a.setMethod("POST"_ba);
    b.setBody("x"_ba, "text/plain"_ba);
    QVERIFY(!(a != b));
}

void tst_QSseRequest::equalityOfHeaders()
{
    QSseRequest a = streamRequest();
    a.setHeader("X-One"_ba, "1"_ba);
    a.setHeader("X-Two"_ba, "2"_ba);
    QSseRequest b = streamRequest();
    b.setHeader("x-two"_ba, "2"_ba);
    b.setHeader("X-ONE"_ba, "1"_ba);
    QVERIFY(a == b);
    QCOMPARE(b.networkRequest().rawHeaderList(), QByteArrayList({"x-two"_ba, "X-ONE"_ba}));
    b.setHeader("X-One"_ba, "one"_ba);
    QVERIFY(a != b);
    b.setHeader("X-One"_ba, {});
    QVERIFY(a != b);
    b.setHeader("X-One"_ba, ""_ba);
    QVERIFY(a != b);
    a.setHeader("X-One"_ba, ""_ba);
    QVERIFY(a == b);
    a.setHeader("X-Three"_ba, "3"_ba);
    QVERIFY(a != b);
}

void tst_QSseRequest::inequality_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("url", [](auto &request) { request.setUrl(QUrl(u"http://example.org/other"_s)); });
    row("query", [](auto &request) { request.addQueryItem(u"a", u"1"); });
    row("header", [](auto &request) { request.setHeader("X-Key"_ba, "1"_ba); });
    row("empty header", [](auto &request) { request.setHeader("X-Key"_ba, ""_ba); });
    row("refused header", [](auto &request) { request.setHeader("X-Key"_ba, "1\n"_ba); });
    row("token", [](auto &request) { request.setBearerToken(u"1"); });
    row("method", [](auto &request) { request.setMethod("REPORT"_ba); });
    row("body", [](auto &request) { request.setBody("1"_ba, {}); });
    row("empty body", [](auto &request) { request.setBody({}, {}); });
    row("id parameter", [](auto &request) { request.setLastEventIdParameter(u"lastEventID"); });
}

void tst_QSseRequest::inequality()
{
    QFETCH(Change, change);
    QSseRequest changed = streamRequest();
    change(changed);
    QVERIFY(changed != streamRequest());
    QVERIFY(!(changed == streamRequest()));
    QSseRequest changedLikewise = streamRequest();
    change(changedLikewise);
    QVERIFY(changed == changedLikewise);
}

void tst_QSseRequest::debugShowsNothingConfidential()
{
    QSseRequest request(QUrl(u"https://user:secret@example.org/stream?key=secret#secret"_s));
    request.setBearerToken(u"secret");
    request.setHeader("X-Key"_ba, "secret"_ba);
    request.setBody("secret"_ba, "text/plain"_ba);
    QString text;
    QDebug(&text) << request;
    QVERIFY(!text.contains("secret"_L1));
    QVERIFY(!text.contains("user"_L1));
    QVERIFY(!text.contains("X-Key"_L1));
    QVERIFY(!text.contains("text/plain"_L1));
    QVERIFY(text.contains("https://example.org/stream"_L1));
    QVERIFY(text.contains("POST"_L1));
}

QTEST_GUILESS_MAIN(tst_QSseRequest)
#include "tst_qsserequest.moc"
