// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "page.h"

#include <QtCore/QRegularExpression>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// EventSource where QML is: in its own JavaScript, in what it imports, in bindings.
class tst_EventSourceQml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void inQml();
    void inImportedScripts_data();
    void inImportedScripts();
    void installedTwice();
    void engineGoesWithItsObjects();
    void objectGoesBeforeItsSource();
    void failure();

private:
    std::unique_ptr<QObject> create(QQmlEngine *engine, const QByteArray &body);
};

void tst_EventSourceQml::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

static void install(QQmlEngine *engine, const ScriptedServer &server)
{
    QSse::EventSourceOptions options;
    options.baseUrl = server.url();
    QSse::installEventSource(engine, options);
}

// Scripts are imported from the folder of this test.
std::unique_ptr<QObject> tst_EventSourceQml::create(QQmlEngine *engine, const QByteArray &body)
{
    QQmlComponent component(engine);
    component.setData(body, QUrl::fromLocalFile(QFINDTESTDATA("tst_eventsourceqml.cpp")));
    std::unique_ptr<QObject> object(component.create());
    if (!object)
        qCritical().noquote() << component.errorString();
    return object;
}

void tst_EventSourceQml::inQml()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: {\"bid\": 1.5}\n\n"));
    QQmlEngine engine;
    install(&engine, server);
    const auto object = create(&engine, R"(
        import QtQml
        QtObject {
            property var prices: new EventSource("prices")
            property double bid: 0
            property bool isMessage: false
            Component.onCompleted: prices.onmessage = (event) => {
                isMessage = event instanceof MessageEvent && event.target === prices;
                bid = JSON.parse(event.data).bid;
                prices.close();
            }
        }
    )");
    QVERIFY(object);
    QTRY_COMPARE(object->property("bid").toDouble(), 1.5);
    QVERIFY(object->property("isMessage").toBool());
    QTRY_COMPARE(server.openExchanges(), 0);
}

void tst_EventSourceQml::inImportedScripts_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("script") << QByteArray("script.js");
    QTest::newRow("library") << QByteArray("library.js");
    QTest::newRow("module") << QByteArray("module.mjs");
}

void tst_EventSourceQml::inImportedScripts()
{
    QFETCH(const QByteArray, file);
    ScriptedServer server;
    server.setDefaultScript(Script().send("data: a\n\n"));
    QQmlEngine engine;
    install(&engine, server);
    const auto object = create(&engine, R"(
        import QtQml
        import "scripts/)" + file + R"(" as Script
        QtObject {
            id: root
            property string text
            Component.onCompleted: Script.listen("x", (data) => root.text = data)
        }
    )");
    QVERIFY(object);
    QTRY_COMPARE(object->property("text").toString(), u"a"_s);
}

// The engine's global object is locked for QML, not for C++.
void tst_EventSourceQml::installedTwice()
{
    ScriptedServer server;
    QQmlEngine engine;
    install(&engine, server);
    QSse::EventSourceOptions options;
    options.baseUrl = QUrl(u"http://other.example/"_s);
    QSse::installEventSource(&engine, options);
    const auto object = create(&engine, R"(
        import QtQml
        QtObject {
            property string url
            Component.onCompleted: {
                const source = new EventSource("x");
                url = source.url;
                source.close();
            }
        }
    )");
    QVERIFY(object);
    QCOMPARE(object->property("url").toString(), u"http://other.example/x"_s);
}

void tst_EventSourceQml::engineGoesWithItsObjects()
{
    ScriptedServer server;
    auto engine = std::make_unique<QQmlEngine>();
    install(engine.get(), server);
    auto object = create(engine.get(), R"(
        import QtQml
        QtObject {
            property var source: new EventSource("x")
            property int readyState: -1
            Component.onCompleted: source.onopen = () => readyState = source.readyState
        }
    )");
    QVERIFY(object);
    QTRY_COMPARE(object->property("readyState").toInt(), 1);
    object.reset();
    engine.reset();
    QTRY_COMPARE(server.openExchanges(), 0);
}

// Who forgets to close it has a listener that finds nothing any more; nothing worse.
void tst_EventSourceQml::objectGoesBeforeItsSource()
{
    ScriptedServer server;
    QQmlEngine engine;
    install(&engine, server);
    auto object = create(&engine, R"(
        import QtQml
        QtObject {
            id: root
            property int count: 0
            property int readyState: -1
            Component.onCompleted: {
                const source = new EventSource("x");
                source.onopen = () => root.readyState = source.readyState;
                source.onmessage = () => ++root.count;
                source.addEventListener("message", () => source.close());
            }
        }
    )");
    QVERIFY(object);
    QTRY_COMPARE(object->property("readyState").toInt(), 1);
    object.reset();
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"^EventSource: a listener of \"message\" threw "_s));
    server.lastExchange()->send("data: a\n\ndata: b\n\n");
    QTRY_COMPARE(server.openExchanges(), 0);
}

void tst_EventSourceQml::failure()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(404).contentLength(0));
    QQmlEngine engine;
    install(&engine, server);
    const auto object = create(&engine, R"(
        import QtQml
        QtObject {
            property string text
            property var source: new EventSource("x")
            Component.onCompleted: source.onerror = (event) => {
                text = event.code + " " + (source.readyState === EventSource.CLOSED);
            }
        }
    )");
    QVERIFY(object);
    QTRY_COMPARE(object->property("text").toString(), u"404 true"_s);
}

QTEST_GUILESS_MAIN(tst_EventSourceQml)
#include "tst_eventsourceqml.moc"
