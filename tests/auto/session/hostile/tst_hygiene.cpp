// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "localcertificate.h"
#include "probe.h"
#include "scriptedserver.h"

#include <QtCore/qloggingcategory.h>
#include <QtCore/qregularexpression.h>
#include <QtTest/qtest.h>

#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = QSseError::Kind;
using State = QSseSession::State;
using Setter = std::function<void(QSseRequest *, const QString &)>;

Q_DECLARE_METATYPE(Setter)

// What must not be sent is not sent, and what must not be seen is not shown.
class tst_Hygiene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void refuses_data();
    void refuses();
    void encodes_data();
    void encodes();
    void keepsBytesOfHeaders();
    void logsNoSecret_data();
    void logsNoSecret();
};

void tst_Hygiene::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

namespace {

const std::pair<const char *, QString> injections[] = {
        {"CR LF", u"secret\r\nX-Injected: 1"_s}, {"CR", u"secret\rX-Injected: 1"_s},
        {"LF", u"secret\nX-Injected: 1"_s},      {"NUL", u"secret\0X"_s},
        {"LF at the end", u"secret\n"_s},        {"CR at the beginning", u"\rsecret"_s},
};

const std::pair<const char *, Setter> valueSetters[] = {
        {"header", [](QSseRequest *request,
                      const QString &bad) { request->setHeader("X-Key"_ba, bad.toUtf8()); }},
        {"id header",
         [](QSseRequest *request, const QString &bad) {
             request->setHeader("Last-Event-ID"_ba, bad.toUtf8());
         }},
        {"cookie", [](QSseRequest *request,
                      const QString &bad) { request->setHeader("Cookie"_ba, bad.toUtf8()); }},
        {"token", [](QSseRequest *request, const QString &bad) { request->setBearerToken(bad); }},
        {"content type", [](QSseRequest *request,
                            const QString &bad) { request->setBody("body"_ba, bad.toUtf8()); }},
        {"network request",
         [](QSseRequest *request, const QString &bad) {
             QNetworkRequest network = request->networkRequest();
             network.setRawHeader("X-Key", bad.toUtf8());
             request->setNetworkRequest(network);
         }},
        {"known header of the network request",
         [](QSseRequest *request, const QString &bad) {
             QNetworkRequest network = request->networkRequest();
             network.setHeader(QNetworkRequest::UserAgentHeader, bad);
             request->setNetworkRequest(network);
         }},
};

// What consists of letters, digits and a few marks.
const std::pair<const char *, Setter> nameSetters[] = {
        {"method",
         [](QSseRequest *request, const QString &bad) { request->setMethod(bad.toUtf8()); }},
        {"header name", [](QSseRequest *request,
                           const QString &bad) { request->setHeader(bad.toUtf8(), "secret"_ba); }},
        {"header name of the network request",
         [](QSseRequest *request, const QString &bad) {
             QNetworkRequest network = request->networkRequest();
             network.setRawHeader(bad.toUtf8(), "secret");
             request->setNetworkRequest(network);
         }},
};

} // namespace

void tst_Hygiene::refuses_data()
{
    QTest::addColumn<Setter>("set");
    QTest::addColumn<QString>("bad");
    for (const auto &[flaw, bad] : injections) {
        for (const auto &[name, set] : valueSetters)
            QTest::addRow("%s, %s", name, flaw) << set << bad;
        for (const auto &[name, set] : nameSetters)
            QTest::addRow("%s, %s", name, flaw) << set << bad;
    }
    for (const QString &bad : {u"émigré"_s, u"two words"_s, u"colon:"_s, u"(brackets)"_s}) {
        for (const auto &[name, set] : nameSetters)
            QTest::addRow("%s, %s", name, qPrintable(bad)) << set << bad;
    }
    const Setter setToken = valueSetters[3].second;
    QTest::newRow("token, non-ASCII") << setToken << u"émigré"_s;
    QTest::newRow("token, space") << setToken << u"secret secret"_s;
}

void tst_Hygiene::refuses()
{
    QFETCH(Setter, set);
    QFETCH(QString, bad);
    const ScriptedServer server;
    QSseRequest request(server.url());
    set(&request, bad);
    Probe probe(request);
    QTRY_COMPARE(probe.closed.size(), 1);
    QCOMPARE(probe.onlyError().kind(), Kind::InvalidRequest);
    QVERIFY(!probe.onlyError().message().isEmpty());
    QVERIFY(!tellsSecrets(probe.onlyError()));
    QCOMPARE(server.connectionCount(), 0);
}

void tst_Hygiene::encodes_data()
{
    QTest::addColumn<Setter>("set");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("query item") << Setter([](QSseRequest *request, const QString &bad) {
        request->addQueryItem(u"key", bad);
    }) << "/events?key=%C3%A4%20%0D%0AX-Injected%3A%201"_ba;
    QTest::newRow("name of a query item") << Setter([](QSseRequest *request, const QString &bad) {
        request->addQueryItem(bad, u"value");
    }) << "/events?%C3%A4%20%0D%0AX-Injected%3A%201=value"_ba;
    QTest::newRow("path") << Setter([](QSseRequest *request, const QString &bad) {
        *request = QSseRequest(request->url().host(), quint16(request->url().port()), u'/' + bad);
    }) << "/%C3%A4%20%0D%0AX-Injected:%201"_ba;
    QTest::newRow("user") << Setter([](QSseRequest *request, const QString &bad) {
        QUrl url = request->url();
        url.setUserName(bad, QUrl::DecodedMode);
        request->setUrl(url);
    }) << "/events"_ba;
}

// Where any character is allowed, it is encoded.
void tst_Hygiene::encodes()
{
    QFETCH(Setter, set);
    QFETCH(QByteArray, target);
    const ScriptedServer server;
    QSseRequest request(server.url());
    set(&request, u"ä \r\nX-Injected: 1"_s);
    const Probe probe(request);
    QTRY_COMPARE(probe.session.state(), State::Open);
    QCOMPARE(server.requests().first().target, target);
    QCOMPARE(server.requests().first().headerCount("X-Injected"), 0);
}

// RFC 9110, 5.5: bytes beyond ASCII are allowed there, and opaque.
void tst_Hygiene::keepsBytesOfHeaders()
{
    const ScriptedServer server;
    QSseRequest request(server.url());
    request.setHeader("X-Key"_ba, "h\xc3\xa9\xff"_ba);
    const Probe probe(request);
    QTRY_COMPARE(probe.session.state(), State::Open);
    QCOMPARE(server.requests().first().header("X-Key"), "h\xc3\xa9\xff"_ba);
}

namespace {

// All that is logged while it lives, at every level.
class FullLog
{
public:
    FullLog()
    {
        s_text.clear();
        QLoggingCategory::setFilterRules(u"qt.sse*=true"_s);
        m_previous = qInstallMessageHandler(
                [](QtMsgType, const QMessageLogContext &context, const QString &message) {
                    s_text += QString::fromLatin1(context.category) + u": "_s + message + u'\n';
                });
    }
    ~FullLog()
    {
        qInstallMessageHandler(m_previous);
        QLoggingCategory::setFilterRules({});
    }
    Q_DISABLE_COPY_MOVE(FullLog)

    static QString text() { return s_text; }

private:
    inline static QString s_text;
    QtMessageHandler m_previous;
};

QSseRequest confidential(const ScriptedServer &server)
{
    QUrl url = server.url(u"/events?key=secret#secret"_s);
    url.setUserInfo(u"secret:secret"_s);
    QSseRequest request(url);
    request.setBearerToken(u"secret");
    request.setHeader("Cookie"_ba, "sid=secret"_ba);
    request.setLastEventIdParameter(u"secret");
    return request;
}

Script redirection(const QByteArray &location)
{
    return Script().status(307).header("Location", location).contentLength(0);
}

} // namespace

void tst_Hygiene::logsNoSecret_data()
{
    QTest::addColumn<Script>("answer");
    QTest::newRow("stream") << Script().send("id: secret\ndata: secret\n\n").finish();
    QTest::newRow("reset") << Script().send("data: secret\n\n").wait(50ms).reset();
    QTest::newRow("500")
            << Script().status(500).header("Set-Cookie", "secret").send("secret").finish();
    QTest::newRow("401") << Script().status(401, "secret").contentLength(0);
    QTest::newRow("type") << Script().header("Content-Type", "text/html").send("secret").finish();
    QTest::newRow("redirect") << redirection("/other?key=secret");
    QTest::newRow("redirect with user") << redirection("http://secret:secret@127.0.0.1:1/?secret");
    QTest::newRow("bad redirect") << redirection("ftp://secret:secret@127.0.0.1/?key=secret");
    QTest::newRow("no HTTP") << Script().rawHead("secret\r\n\r\n").cut();
    QTest::newRow("headers only") << Script();
}

void tst_Hygiene::logsNoSecret()
{
    QFETCH(Script, answer);
    const FullLog log;
    {
        ScriptedServer server;
        server.setDefaultScript(Script().send("data: last\n\n"));
        server.enqueue(answer);
        Probe probe(confidential(server));
        QTRY_VERIFY(probe.opened.size() + probe.errors.size() > 0);
        QTRY_VERIFY(probe.session.state() != State::Connecting);
        for (const auto &arguments : probe.errors)
            QVERIFY(!tellsSecrets(arguments.first().value<QSseError>()));
        qDebug() << probe.session.request() << probe.session.error() << probe.session.state();
        probe.session.close();
    }
    QVERIFY(log.text().contains("qt.sse: "_L1));
    QVERIFY2(!log.text().contains("secret"_L1), qPrintable(log.text()));
}

QTEST_GUILESS_MAIN(tst_Hygiene)
#include "tst_hygiene.moc"
