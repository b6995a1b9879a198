// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "page.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Who is called, in what order and with what: the DOM standard, 2.7 to 2.9. Each row runs twice,
// with an event that a script dispatches and with one that comes from a server.
class tst_EventSourceDispatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void listeners_data();
    void listeners();
    void listenersOfStream_data();
    void listenersOfStream();
    void dispatchEvent_data();
    void dispatchEvent();
    void exceptions_data();
    void exceptions();
    void exceptionsLeaveNoTrace();
};

void tst_EventSourceDispatch::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// Scripts get a source s, and two events of type "t" with the data 1 and 2.
void tst_EventSourceDispatch::listeners_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("in order of adding")
            << u"for (const n of ['a', 'b', 'c']) s.addEventListener('t', e => log(n + e.data))"_s
            << QStringList{u"a1"_s, u"b1"_s, u"c1"_s, u"a2"_s, u"b2"_s, u"c2"_s};
    QTest::newRow("twice is once")
            << u"const f = e => log(e.data); s.addEventListener('t', f); s.addEventListener('t', f)"_s
            << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("twice with other options is once")
            << u"const f = e => log(e.data); s.addEventListener('t', f);"
               "s.addEventListener('t', f, { once: true })"_s
            << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("capture is another listener, and first")
            << u"const f = e => log('f' + e.data); s.addEventListener('t', f);"
               "s.addEventListener('t', e => log('c' + e.data), true);"
               "s.addEventListener('t', f, { capture: true }); s.removeEventListener('t', f)"_s
            << QStringList{u"c1"_s, u"f1"_s, u"c2"_s, u"f2"_s};
    QTest::newRow("removed") << u"const f = e => log(e.data); s.addEventListener('t', f);"
                                "s.removeEventListener('t', f)"_s
                             << QStringList();
    QTest::newRow("removed, but another one")
            << u"const f = e => log(e.data); s.addEventListener('t', f);"
               "s.removeEventListener('t', f, true); s.removeEventListener('t', () => 0);"
               "s.removeEventListener('u', f); s.removeEventListener('t', null)"_s
            << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("once") << u"s.addEventListener('t', e => log(e.data), { once: true })"_s
                          << QStringList{u"1"_s};
    QTest::newRow("once, added again by itself")
            << u"const f = e => { log(e.data); s.addEventListener('t', f, { once: true }) };"
               "s.addEventListener('t', f, { once: true })"_s
            << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("object")
            << u"s.addEventListener('t', { n: 'o', handleEvent(e) { log(this.n + e.data) } })"_s
            << QStringList{u"o1"_s, u"o2"_s};
    QTest::newRow("object that changes")
            << u"const o = { handleEvent() { log('a'); o.handleEvent = () => log('b') } };"
               "s.addEventListener('t', o)"_s
            << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("null is none") << u"s.addEventListener('t', null)"_s << QStringList();
    QTest::newRow("this is the source")
            << u"s.addEventListener('t', function (e) { log(this === s && e.target === s "
               "&& e.currentTarget === s && e.srcElement === s, e.eventPhase) })"_s
            << QStringList{u"true 2"_s, u"true 2"_s};
    QTest::newRow("type is a string")
            << u"s.addEventListener({ toString() { return 't' } }, e => log(e.data))"_s
            << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("types are told apart")
            << u"s.addEventListener('T', e => log(e.data)); s.onmessage = e => log(e.data)"_s
            << QStringList();

    QTest::newRow("added during dispatch") << u"s.addEventListener('t', () => { log('a'); "
                                              u"s.addEventListener('t', () => log('b')) },"
                                              "{ once: true })"_s
                                           << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("added in the capturing phase")
            << u"s.addEventListener('t', () => s.addEventListener('t', e => log(e.data)), "
               "{ capture: true, once: true })"_s
            << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("removed during dispatch")
            << u"const f = () => log('f');"
               "s.addEventListener('t', () => s.removeEventListener('t', f));"
               "s.addEventListener('t', f); s.addEventListener('t', () => log('g'))"_s
            << QStringList{u"g"_s, u"g"_s};
    QTest::newRow("removes itself")
            << u"s.addEventListener('t', function f() { log('f'); s.removeEventListener('t', f) });"
               "s.addEventListener('t', () => log('g'))"_s
            << QStringList{u"f"_s, u"g"_s, u"g"_s};
    QTest::newRow("removed and added during dispatch")
            << u"const f = () => log('f');"
               "s.addEventListener('t', () => { s.removeEventListener('t', f);"
               "s.addEventListener('t', f) }, { once: true }); s.addEventListener('t', f)"_s
            << QStringList{u"f"_s};
    QTest::newRow("stopped at once")
            << u"s.addEventListener('t', e => { log('a'); e.stopImmediatePropagation() });"
               "s.addEventListener('t', () => log('b'))"_s
            << QStringList{u"a"_s, u"a"_s};
    QTest::newRow("stopped while capturing")
            << u"s.addEventListener('t', e => { log('a'); e.stopPropagation() }, true);"
               "s.addEventListener('t', () => log('b'), true);"
               "s.addEventListener('t', () => log('c'))"_s
            << QStringList{u"a"_s, u"b"_s, u"a"_s, u"b"_s};
    QTest::newRow("event outlives its dispatch") << u"let old; s.addEventListener('t', e => {"
                                                    "if (old) log(old.type, old.data, old.target "
                                                    "=== s, old.currentTarget, old.eventPhase);"
                                                    "old = e })"_s
                                                 << QStringList{u"t 1 true  0"_s};
    QTest::newRow("path")
            << u"s.addEventListener('t', e => log(e.composedPath().length, e.composedPath()[0] === s))"_s
            << QStringList{u"1 true"_s, u"1 true"_s};
}

void tst_EventSourceDispatch::listeners()
{
    QFETCH(const QString, script);
    Page page;
    page.run(u"var s = new EventSource('x')"_s);
    QCOMPARE_NE(page.run(script), u"TypeError"_s);
    page.run(u"for (const n of [1, 2]) s.dispatchEvent(new MessageEvent('t', { data: n }))"_s);
    QTEST(page.lines(), "expected");
}

void tst_EventSourceDispatch::listenersOfStream_data()
{
    listeners_data();
}

void tst_EventSourceDispatch::listenersOfStream()
{
    QFETCH(const QString, script);
    Page page;
    page.server().setDefaultScript(
            Script().send("event: t\ndata: 1\n\nevent: t\ndata: 2\n\nevent: end\ndata\n\n"));
    page.run(u"var isOver = false; var s = new EventSource('x');"
             "s.addEventListener('end', () => isOver = true)"_s);
    QCOMPARE_NE(page.run(script), u"TypeError"_s);
    QTRY_COMPARE(page.run(u"isOver"_s), u"true"_s);
    QTEST(page.lines(), "expected");
}

void tst_EventSourceDispatch::dispatchEvent_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");

    QTest::newRow("no event") << u"s.dispatchEvent({ type: 'message' })"_s << u"TypeError"_s;
    QTest::newRow("nothing") << u"s.dispatchEvent()"_s << u"TypeError"_s;
    QTest::newRow("not trusted")
            << u"let r; s.onmessage = e => r = e.isTrusted; s.dispatchEvent(new Event('message')); r"_s
            << u"false"_s;
    QTest::newRow("not canceled") << u"s.dispatchEvent(new Event('t'))"_s << u"true"_s;
    QTest::newRow("canceled") << u"s.addEventListener('t', e => e.preventDefault());"
                                 "s.dispatchEvent(new Event('t', { cancelable: true }))"_s
                              << u"false"_s;
    QTest::newRow("canceled by a handler")
            << u"s.onmessage = () => false;"
               "s.dispatchEvent(new Event('message', { cancelable: true }))"_s
            << u"false"_s;
    QTest::newRow("not to be canceled")
            << u"s.onmessage = e => { e.preventDefault(); return false };"
               "s.dispatchEvent(new Event('message'))"_s
            << u"true"_s;
    QTest::newRow("twice one after the other")
            << u"const e = new Event('t'); let n = 0; s.addEventListener('t', () => ++n);"
               "s.dispatchEvent(e); s.dispatchEvent(e); n"_s
            << u"2"_s;
    QTest::newRow("while it is dispatched")
            << u"let r; s.addEventListener('t', e => {"
               "try { s.dispatchEvent(e) } catch (x) { r = x.name } });"
               "s.dispatchEvent(new Event('t')); r"_s
            << u"InvalidStateError"_s;
    QTest::newRow("handler keeps its place")
            << u"let r = ''; s.onmessage = () => r += 'a'; s.addEventListener('message', () => r "
               u"+= 'b');"
               "s.onmessage = () => r += 'c'; s.dispatchEvent(new Event('message')); r"_s
            << u"cb"_s;
    QTest::newRow("handler that was null goes last")
            << u"let r = ''; s.onmessage = () => r += 'a'; s.addEventListener('message', () => r "
               u"+= 'b');"
               "s.onmessage = null; s.onmessage = () => r += 'c';"
               "s.dispatchEvent(new Event('message')); r"_s
            << u"bc"_s;
    QTest::newRow("handler is no listener of its function")
            << u"let n = 0; const f = () => ++n; s.onmessage = f; s.addEventListener('message', f);"
               "s.dispatchEvent(new Event('message')); s.removeEventListener('message', f);"
               "s.dispatchEvent(new Event('message')); n"_s
            << u"3"_s;
    QTest::newRow("handler replaced in itself")
            << u"let r = ''; s.onmessage = () => { r += 'a'; s.onmessage = () => r += 'b' };"
               "s.dispatchEvent(new Event('message')); s.dispatchEvent(new Event('message')); r"_s
            << u"ab"_s;
    QTest::newRow("closed sources, too") << u"let n = 0; s.onmessage = () => ++n; s.close();"
                                            "s.dispatchEvent(new Event('message')); n"_s
                                         << u"1"_s;
    QTest::newRow("any target")
            << u"let n = 0; const t = new EventTarget(); t.addEventListener('x', () => ++n);"
               "t.dispatchEvent(new Event('x')); n"_s
            << u"1"_s;
    QTest::newRow("types that objects have")
            << u"let r = []; for (const t of ['__proto__', 'constructor', 'toString', '7', '']) {"
               "s.dispatchEvent(new Event(t)); s.addEventListener(t, e => r.push(e.type));"
               "s.dispatchEvent(new Event(t)) } r.join()"_s
            << u"__proto__,constructor,toString,7,"_s;
    QTest::newRow("listener that is none") << u"s.addEventListener('t', 7)"_s << u"TypeError"_s;
    QTest::newRow("removed listener that is none")
            << u"s.removeEventListener('t', 'x')"_s << u"TypeError"_s;
    QTest::newRow("listener left out") << u"s.addEventListener('t')"_s << u"TypeError"_s;
}

void tst_EventSourceDispatch::dispatchEvent()
{
    QFETCH(const QString, script);
    Page page;
    page.run(u"var s = new EventSource('x')"_s);
    QTEST(page.run(script), "expected");
}

void tst_EventSourceDispatch::exceptions_data()
{
    QTest::addColumn<QString>("listener");
    QTest::addColumn<QString>("threw"); // as a regular expression

    const QString here = u" \\(.*page\\.js:1\\)"_s;
    QTest::newRow("error") << u"() => { throw new RangeError('too far') }"_s
                           << u"RangeError: too far"_s + here;
    QTest::newRow("null") << u"() => { throw null }"_s << u"null"_s;
    QTest::newRow("string") << u"() => { throw 'up' }"_s << u"up"_s;
    QTest::newRow("object that throws")
            << u"() => { throw { toString() { throw 7 } } }"_s << u"7"_s;
    QTest::newRow("symbol") << u"() => { throw Symbol('x') }"_s << u"Symbol\\(x\\)"_s;
    QTest::newRow("no handleEvent")
            << u"{}"_s
            << u"TypeError: The listener has no function handleEvent\\. \\(.*eventsource\\.js:\\d+\\)"_s;
    QTest::newRow("getter that throws")
            << u"{ get handleEvent() { throw new Error('no') } }"_s << u"Error: no"_s + here;
}

void tst_EventSourceDispatch::exceptions()
{
    QFETCH(const QString, listener);
    QFETCH(const QString, threw);
    Page page;
    page.server().setDefaultScript(Script().send("data: 1\n\ndata: 2\n\n"));
    page.run(u"var s = new EventSource('x');"
             "s.addEventListener('message', %1);"
             "s.addEventListener('message', e => log(e.data))"_s.arg(listener));
    const QRegularExpression pattern(
            u"^EventSource: a listener of \"message\" threw %1$"_s.arg(threw));
    QTest::ignoreMessage(QtWarningMsg, pattern);
    QTest::ignoreMessage(QtWarningMsg, pattern);
    QTRY_COMPARE(page.lines(), (QStringList{u"1"_s, u"2"_s}));
}

// An exception of a listener is over when the next line of the application's own is evaluated.
void tst_EventSourceDispatch::exceptionsLeaveNoTrace()
{
    Page page;
    QTest::ignoreMessage(QtWarningMsg, "EventSource: a listener of \"t\" threw 7");
    QCOMPARE(page.run(u"var s = new EventSource('x'); s.addEventListener('t', () => { throw 7 });"
                      "s.dispatchEvent(new Event('t'))"_s),
             u"true"_s);
    QVERIFY(!page.engine()->hasError());
    QCOMPARE(page.run(u"1 + 1"_s), u"2"_s);
}

QTEST_GUILESS_MAIN(tst_EventSourceDispatch)
#include "tst_eventsourcedispatch.moc"
