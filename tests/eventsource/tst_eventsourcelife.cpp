// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "page.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

// Who keeps a source, and what ends it.
class tst_EventSourceLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void openSourceOutlivesItsReferences();
    void connectingSourceOutlivesItsReferences();
    void endedSourceIsCollected_data();
    void endedSourceIsCollected();
    void engineGoes_data();
    void engineGoes();
    void engineGoesInAListener();
    void valuesOutliveTheEngine();
    void engineInAnotherThread();
};

void tst_EventSourceLife::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

// Tells when the source that has it is collected: it belongs to the engine.
static QPointer<QObject> attachWitness(Page &page)
{
    auto *witness = new QObject;
    QJSEngine::setObjectOwnership(witness, QJSEngine::JavaScriptOwnership);
    page.engine()->globalObject().property(u"s"_s).setProperty(u"witness"_s,
                                                               page.engine()->newQObject(witness));
    return witness;
}

static void forgetSource(Page &page)
{
    page.run(u"s = undefined"_s);
    for (int i = 0; i < 3; ++i) {
        page.engine()->collectGarbage();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

void tst_EventSourceLife::openSourceOutlivesItsReferences()
{
    Page page;
    page.run(u"var s = new EventSource('x'); s.onopen = () => log('open');"
             "s.onmessage = e => log(e.data)"_s);
    const QPointer<QObject> witness = attachWitness(page);
    QTRY_COMPARE(page.lines(), QStringList{u"open"_s});
    forgetSource(page);
    QVERIFY(witness);
    page.server().lastExchange()->send("data:a\n\n");
    QTRY_COMPARE(page.lines(), (QStringList{u"open"_s, u"a"_s}));
}

void tst_EventSourceLife::connectingSourceOutlivesItsReferences()
{
    Page page;
    page.run(u"var s = new EventSource('x'); s.onopen = () => log('open')"_s);
    const QPointer<QObject> witness = attachWitness(page);
    forgetSource(page);
    QVERIFY(witness);
    QTRY_COMPARE(page.lines(), QStringList{u"open"_s});
}

void tst_EventSourceLife::endedSourceIsCollected_data()
{
    QTest::addColumn<QString>("handlers");
    QTest::addColumn<int>("status");
    QTest::newRow("closed") << u"s.onmessage = () => log('no'); s.close()"_s << 200;
    QTest::newRow("closed in a listener") << u"s.onopen = () => s.close()"_s << 200;
    QTest::newRow("failed") << u"s.onerror = () => log('error')"_s << 404;
}

void tst_EventSourceLife::endedSourceIsCollected()
{
    QFETCH(const QString, handlers);
    QFETCH(const int, status);
    Page page;
    page.server().setDefaultScript(Script().status(status).contentLength(0));
    page.run(u"var s = new EventSource('x'); "_s + handlers);
    const QPointer<QObject> witness = attachWitness(page);
    QTRY_COMPARE(page.run(u"s.readyState"_s), u"2"_s);
    page.run(u"s.onopen = s.onmessage = s.onerror = null"_s);
    QTRY_COMPARE(page.sessionCount(), 0);
    QVERIFY(witness);
    forgetSource(page);
    QTRY_VERIFY((page.engine()->collectGarbage(), !witness));
}

void tst_EventSourceLife::engineGoes_data()
{
    QTest::addColumn<int>("readyState");
    QTest::newRow("connecting") << 0;
    QTest::newRow("open") << 1;
    QTest::newRow("closed") << 2;
}

// All sessions end with it, and nothing is heard of them.
void tst_EventSourceLife::engineGoes()
{
    QFETCH(const int, readyState);
    Page page;
    page.run(u"var all = []; for (let i = 0; i < 3; ++i) {"
             "const s = new EventSource('x'); s.onmessage = s.onerror = e => log(e.type);"
             "all.push(s) }"_s);
    if (readyState > 0)
        QTRY_COMPARE(page.run(u"all.every(s => s.readyState === 1)"_s), u"true"_s);
    if (readyState > 1)
        page.run(u"all.forEach(s => s.close())"_s);
    page.destroyEngine();
    QTRY_COMPARE(page.sessionCount(), 0);
    QTRY_COMPARE(page.server().openExchanges(), 0);
    QCOMPARE(page.lines(), QStringList());
}

// As QObjects do: with deleteLater().
void tst_EventSourceLife::engineGoesInAListener()
{
    Page page;
    page.server().setDefaultScript(Script().send("data:a\n\ndata:b\n\n"));
    page.run(u"var s = new EventSource('x');"
             "s.onmessage = e => { log(e.data); page.destroyEngineLater() }"_s);
    QTRY_VERIFY(!page.engine());
    QTRY_COMPARE(page.sessionCount(), 0);
    // The turn goes on, to the end of the chunk unless that takes too long.
    const QStringList both{u"a"_s, u"b"_s};
    QVERIFY(!page.lines().isEmpty());
    QCOMPARE(page.lines(), both.first(std::min(page.lines().size(), both.size())));
}

void tst_EventSourceLife::valuesOutliveTheEngine()
{
    Page page;
    page.run(u"var s = new EventSource('x')"_s);
    const QJSValue source = page.engine()->evaluate(u"s"_s);
    page.destroyEngine();
    QVERIFY(!source.isObject());
}

void tst_EventSourceLife::engineInAnotherThread()
{
    ScriptedServer server;
    server.setDefaultScript(Script().send("data:a\n\n"));
    QString data;
    const std::unique_ptr<QThread> thread(QThread::create([&data, url = server.url()] {
        QJSEngine engine;
        QSse::installEventSource(&engine);
        engine.evaluate(u"var data = '', s = new EventSource('%1'); s.onmessage = e => {"
                        "data = e.data; s.close() }"_s.arg(url.toString()));
        while (data.isEmpty() && !QThread::currentThread()->isInterruptionRequested()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            data = engine.evaluate(u"data"_s).toString();
        }
    }));
    thread->start();
    QTRY_VERIFY(thread->isFinished());
    QCOMPARE(data, u"a"_s);
}

QTEST_GUILESS_MAIN(tst_EventSourceLife)
#include "tst_eventsourcelife.moc"
