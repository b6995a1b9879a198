// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "page.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// What can be seen of EventSource before a byte has come.
class tst_EventSourceInterface : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void constructor_data();
    void constructor();
    void url_data();
    void url();
    void urlWithoutBase_data();
    void urlWithoutBase();
    void properties_data();
    void properties();
    void handlers_data();
    void handlers();
    void problemsTellNoSecrets();
    void baseUrlThatIsNone();
    void nullEngine();
    void installedTwice();
    void existingClassesStay();
};

void tst_EventSourceInterface::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_EventSourceInterface::constructor_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");

    QTest::newRow("no argument") << u"new EventSource()"_s << u"TypeError"_s;
    QTest::newRow("no new") << u"EventSource('x')"_s << u"TypeError"_s;
    QTest::newRow("no call on an object") << u"EventSource.call({}, 'x')"_s << u"TypeError"_s;
    QTest::newRow("symbol") << u"new EventSource(Symbol())"_s << u"TypeError"_s;
    QTest::newRow("throwing toString")
            << u"new EventSource({ toString() { throw new RangeError() } })"_s << u"RangeError"_s;
    QTest::newRow("bogus host") << u"new EventSource('http://this is invalid/')"_s
                                << u"SyntaxError"_s;
    QTest::newRow("no host") << u"new EventSource('http://')"_s << u"SyntaxError"_s;
    QTest::newRow("bogus port") << u"new EventSource('http://host:99999/')"_s << u"SyntaxError"_s;
    QTest::newRow("open bracket") << u"new EventSource('http://[::1')"_s << u"SyntaxError"_s;
    QTest::newRow("code of the exception")
            << u"try { new EventSource('http://[') } catch (e) { "
               "[e.name, e.code, e instanceof SyntaxError, e instanceof Error].join() }"_s
            << u"SyntaxError,12,true,true"_s;
    QTest::newRow("name") << u"EventSource.name + typeof EventSource"_s << u"EventSourcefunction"_s;

    QTest::newRow("no scheme of ours") << u"new EventSource('mailto:a@b').readyState"_s << u"0"_s;
    QTest::newRow("no options") << u"new EventSource('x').withCredentials"_s << u"false"_s;
    QTest::newRow("undefined options")
            << u"new EventSource('x', undefined).withCredentials"_s << u"false"_s;
    QTest::newRow("null options") << u"new EventSource('x', null).withCredentials"_s << u"false"_s;
    QTest::newRow("empty options") << u"new EventSource('x', {}).withCredentials"_s << u"false"_s;
    QTest::newRow("withCredentials")
            << u"new EventSource('x', { withCredentials: true }).withCredentials"_s << u"true"_s;
    QTest::newRow("truthy withCredentials")
            << u"new EventSource('x', { withCredentials: 'no' }).withCredentials"_s << u"true"_s;
    QTest::newRow("falsy withCredentials")
            << u"new EventSource('x', { withCredentials: '' }).withCredentials"_s << u"false"_s;
    QTest::newRow("options that are none") << u"new EventSource('x', 7)"_s << u"TypeError"_s;
    QTest::newRow("derived class")
            << u"class Mine extends EventSource { constructor(u) { super(u); this.mine = u; } }"
               "const m = new Mine('x');"
               "[m.mine, m.readyState, m instanceof EventSource, m instanceof Mine].join()"_s
            << u"x,0,true,true"_s;
}

void tst_EventSourceInterface::constructor()
{
    QFETCH(const QString, script);
    Page page;
    QTEST(page.run(script), "expected");
}

void tst_EventSourceInterface::url_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("expected");

    const QString base = u"http://example.org/a/b"_s;
    QTest::newRow("absolute") << u"'https://host/x'"_s << u"https://host/x"_s;
    QTest::newRow("without a path") << u"'http://host'"_s << u"http://host/"_s;
    QTest::newRow("default port") << u"'http://host:80/'"_s << u"http://host/"_s;
    QTest::newRow("default port of https") << u"'https://host:443/'"_s << u"https://host/"_s;
    QTest::newRow("another port") << u"'https://host:80/'"_s << u"https://host:80/"_s;
    QTest::newRow("upper case") << u"'HTTP://HOST/X'"_s << u"http://host/X"_s;
    QTest::newRow("dots") << u"'http://host/a/./b/../c'"_s << u"http://host/a/c"_s;
    QTest::newRow("blanks around") << u"'  http://host/ \\n'"_s << u"http://host/"_s;
    QTest::newRow("line breaks within") << u"'ht\\ntp://ho\\tst/'"_s << u"http://host/"_s;
    QTest::newRow("blank within") << u"'http://host/a b?c d'"_s << u"http://host/a%20b?c%20d"_s;
    QTest::newRow("international")
            << u"'http://b\u00fccher.example/\u00fc'"_s << u"http://xn--bcher-kva.example/%C3%BC"_s;
    QTest::newRow("fragment") << u"'http://host/a#b'"_s << u"http://host/a#b"_s;
    QTest::newRow("user") << u"'http://me@host/a'"_s << u"http://me@host/a"_s;
    QTest::newRow("no http") << u"'mailto:a@b'"_s << u"mailto:a@b"_s;

    QTest::newRow("empty") << u"''"_s << base;
    QTest::newRow("blank") << u"' '"_s << base;
    QTest::newRow("relative") << u"'c?d=e'"_s << u"http://example.org/a/c?d=e"_s;
    QTest::newRow("relative path") << u"'/c'"_s << u"http://example.org/c"_s;
    QTest::newRow("relative host") << u"'//other/c'"_s << u"http://other/c"_s;
    QTest::newRow("relative query") << u"'?c'"_s << u"http://example.org/a/b?c"_s;
    QTest::newRow("above the root") << u"'../../../c'"_s << u"http://example.org/c"_s;

    QTest::newRow("undefined") << u"undefined"_s << u"http://example.org/a/undefined"_s;
    QTest::newRow("null") << u"null"_s << u"http://example.org/a/null"_s;
    QTest::newRow("number") << u"7"_s << u"http://example.org/a/7"_s;
    QTest::newRow("array") << u"['http:', '', 'host', 'x'].join('/')"_s << u"http://host/x"_s;
    QTest::newRow("object") << u"{ toString() { return 'http://host/o' } }"_s << u"http://host/o"_s;
    QTest::newRow("new object") << u"{}"_s << u"http://example.org/a/[object%20Object]"_s;
}

void tst_EventSourceInterface::url()
{
    QFETCH(const QString, argument);
    QJSEngine engine;
    QSse::EventSourceOptions options;
    options.baseUrl = QUrl(u"http://example.org/a/b#c"_s);
    QSse::installEventSource(&engine, options);
    const QJSValue url = engine.evaluate(u"new EventSource(%1).url"_s.arg(argument));
    QTEST(url.toString(), "expected");
}

void tst_EventSourceInterface::urlWithoutBase_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("relative") << u"events"_s;
    QTest::newRow("without a scheme") << u"//host/events"_s;
    QTest::newRow("undefined") << u"undefined"_s;
}

void tst_EventSourceInterface::urlWithoutBase()
{
    QFETCH(const QString, url);
    QJSEngine engine;
    QSse::installEventSource(&engine);
    const QJSValue error = engine.evaluate(u"new EventSource('%1')"_s.arg(url));
    QVERIFY(error.isError());
    QCOMPARE(error.property(u"name"_s).toString(), u"SyntaxError"_s);
    QVERIFY(error.property(u"message"_s).toString().contains(u"baseUrl"_s));
}

void tst_EventSourceInterface::properties_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");

    QTest::newRow("constants of the constructor")
            << u"[EventSource.CONNECTING, EventSource.OPEN, EventSource.CLOSED].join()"_s
            << u"0,1,2"_s;
    QTest::newRow("constants of an instance")
            << u"const s = new EventSource('x'); [s.CONNECTING, s.OPEN, s.CLOSED].join()"_s
            << u"0,1,2"_s;
    QTest::newRow("constants stay")
            << u"EventSource.OPEN = 7; const s = new EventSource('x'); s.OPEN = 8;"
               "delete EventSource.OPEN; delete EventSource.prototype.OPEN;"
               "[EventSource.OPEN, s.OPEN].join()"_s
            << u"1,1"_s;
    QTest::newRow("constants of events")
            << u"[Event.NONE, Event.CAPTURING_PHASE, Event.AT_TARGET, Event.BUBBLING_PHASE].join()"_s
            << u"0,1,2,3"_s;
    QTest::newRow("read only") << u"const s = new EventSource('x'); const u = s.url;"
                                  "s.readyState = 2; s.url = 'y'; s.withCredentials = true;"
                                  "[s.readyState, s.url === u, s.withCredentials].join()"_s
                               << u"0,true,false"_s;
    QTest::newRow("read only in strict mode")
            << u"'use strict'; new EventSource('x').readyState = 2"_s << u"TypeError"_s;
    QTest::newRow("prototype can be added to")
            << u"EventSource.prototype.ReturnTrue = function () { return true };"
               "new EventSource('x').ReturnTrue()"_s
            << u"true"_s;
    QTest::newRow("prototype is no source")
            << u"EventSource.prototype.readyState"_s << u"TypeError"_s;
    QTest::newRow("close of no source")
            << u"EventSource.prototype.close.call({})"_s << u"TypeError"_s;
    QTest::newRow("class string") << u"Object.prototype.toString.call(new EventSource('x'))"_s
                                  << u"[object EventSource]"_s;
    QTest::newRow("instance of")
            << u"const s = new EventSource('x');"
               "[s instanceof EventSource, s instanceof EventTarget, s.constructor === EventSource]"
               ".join()"_s
            << u"true,true,true"_s;
    QTest::newRow("nothing of its own") << u"const s = new EventSource('x');"
                                           "JSON.stringify(s) + Object.keys(s).length"_s
                                        << u"{}0"_s;
    QTest::newRow("has what it needs")
            << u"['url', 'readyState', 'withCredentials', 'onopen', 'onmessage', 'onerror', "
               u"'close',"
               "'addEventListener', 'removeEventListener', 'dispatchEvent']"
               ".every(name => name in EventSource.prototype)"_s
            << u"true"_s;
    QTest::newRow("message event")
            << u"const e = new MessageEvent('t', { data: 7, origin: 'o', lastEventId: 'i' });"
               "[e.type, e.data, e.origin, e.lastEventId, e.target, e.isTrusted, e.source,"
               "e instanceof Event].join()"_s
            << u"t,7,o,i,,false,,true"_s;
    QTest::newRow("message event without all")
            << u"const e = new MessageEvent('t');"
               "JSON.stringify([e.data, e.origin, e.lastEventId, e.ports])"_s
            << u"[null,\"\",\"\",[]]"_s;
    QTest::newRow("event without a type") << u"new Event()"_s << u"TypeError"_s;
}

void tst_EventSourceInterface::properties()
{
    QFETCH(const QString, script);
    Page page;
    QTEST(page.run(script), "expected");
}

void tst_EventSourceInterface::handlers_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"onopen", "onmessage", "onerror"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_EventSourceInterface::handlers()
{
    QFETCH(const QString, name);
    Page page;
    const auto set = [&](const QString &value) {
        return page.run(u"s.%1 = %2; String(s.%1)"_s.arg(name, value));
    };
    page.run(u"var s = new EventSource('x'); function f() {}"_s);
    QCOMPARE(page.run(u"s.%1"_s.arg(name)), u"null"_s);
    QCOMPARE(page.run(u"s.%1 = f; s.%1 === f"_s.arg(name)), u"true"_s);
    for (const QString &value :
         {u"null"_s, u"undefined"_s, u"7"_s, u"'f'"_s, u"{}"_s, u"{ handleEvent() {} }"_s}) {
        QCOMPARE(page.run(u"s.%1 = f; s.%1 === f"_s.arg(name)), u"true"_s);
        QCOMPARE(set(value), u"null"_s);
    }
}

void tst_EventSourceInterface::problemsTellNoSecrets()
{
    Page page;
    for (const QString &url : {u"http://user:secret-password@ho st/?token=secret-token"_s,
                               u"http://host:99999/?secret-query"_s}) {
        const QJSValue error = page.engine()->evaluate(u"new EventSource('%1')"_s.arg(url));
        QVERIFY(error.isError());
        QVERIFY(!error.toString().contains("secret"_L1));
    }
}

void tst_EventSourceInterface::baseUrlThatIsNone()
{
    QJSEngine engine;
    QSse::EventSourceOptions options;
    options.baseUrl = QUrl(u"secret/relative"_s);
    QTest::ignoreMessage(QtWarningMsg,
                         "QSse::installEventSource: the base URL is not a whole URL.");
    QSse::installEventSource(&engine, options);
    QCOMPARE(engine.evaluate(u"try { new EventSource('x') } catch (e) { e.name }"_s).toString(),
             u"SyntaxError"_s);
    QCOMPARE(engine.evaluate(u"new EventSource('http://host/').url"_s).toString(),
             u"http://host/"_s);
}

void tst_EventSourceInterface::nullEngine()
{
    QTest::ignoreMessage(QtWarningMsg, "QSse::installEventSource: there is no engine.");
    QSse::installEventSource(nullptr);
}

// The options are the new ones, the class stays.
void tst_EventSourceInterface::installedTwice()
{
    Page page;
    page.run(u"var first = EventSource; var before = new EventSource('x');"_s);
    QSse::EventSourceOptions options;
    options.baseUrl = QUrl(u"http://other.example/"_s);
    QSse::installEventSource(page.engine(), options);
    QCOMPARE(page.run(u"EventSource === first && before instanceof EventSource"_s), u"true"_s);
    QCOMPARE(page.run(u"new EventSource('x').url"_s), u"http://other.example/x"_s);

    page.run(u"EventSource = 7; Event = 8"_s);
    QSse::installEventSource(page.engine(), options);
    QCOMPARE(page.run(u"EventSource === first && Event === 8"_s), u"true"_s);
}

void tst_EventSourceInterface::existingClassesStay()
{
    QJSEngine engine;
    engine.evaluate(u"var Event = 7"_s);
    QSse::installEventSource(&engine);
    QCOMPARE(engine.evaluate(u"[Event, typeof EventTarget, typeof MessageEvent].join()"_s)
                     .toString(),
             u"7,function,function"_s);
}

QTEST_GUILESS_MAIN(tst_EventSourceInterface)
#include "tst_eventsourceinterface.moc"
