// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptedserver.h"

#include <QtSse/QSseEventModel>
#include <QtSse/QSseParser>
#include <QtSse/QSseSession>

#include <QtCore/qdatetime.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qtimer.h>
#include <QtTest/qabstractitemmodeltester.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;
using Model = QSseEventModel;

class tst_QSseEventModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void defaults();
    void roles();
    void json_data();
    void json();
    void roleNames();
    void rowsOfASession();
    void rowsComeInOneBatch();
    void nothingComesBetweenFrames();
    void oldestLeave();
    void floodBeforeTheFrame();
    void floodThatNobodyLooksAt_data();
    void floodThatNobodyLooksAt();
    void streamThatNobodyLooksAt();
    void smallerMaximum();
    void maximumBelowOne();
    void typeFilter();
    void filterRemovesRows();
    void filterThatMatchesNothing();
    void messagesOnly();
    void pausedKeepsTheRows();
    void pausedIsBounded();
    void clear();
    void clearForgetsWhatIsToCome();
    void anotherSession();
    void sessionIsDestroyed();
    void withoutSession();
    void indexesOfNothing();
    void appendWithinInsertion();

private:
    static QList<QSseEvent> parsed(const QByteArray &stream);
    static QSseEvent event(const QByteArray &data, const QByteArray &type = "message"_ba);
    QStringList texts() const;
    QByteArray appendNew(const QByteArray &data);

    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_QSseEventModel::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_model = std::make_unique<Model>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_QSseEventModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

QList<QSseEvent> tst_QSseEventModel::parsed(const QByteArray &stream)
{
    QList<QSseEvent> events;
    QSseParser parser;
    parser.setShowComments(true);
    parser.setEventHandler([&events](const QSseEvent &event) { events.append(event); });
    parser.feed(stream);
    return events;
}

QSseEvent tst_QSseEventModel::event(const QByteArray &data, const QByteArray &type)
{
    return parsed("event: " + type + "\ndata: " + data + "\n\n").constFirst();
}

QStringList tst_QSseEventModel::texts() const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        texts.append(m_model->index(row).data(Model::TextRole).toString());
    return texts;
}

void tst_QSseEventModel::defaults()
{
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->count(), 0);
    QCOMPARE(m_model->maximumCount(), 1000);
    QVERIFY(m_model->typeFilter().isEmpty());
    QVERIFY(m_model->isMessagesOnly());
    QVERIFY(!m_model->isPaused());
    QVERIFY(!m_model->session());
}

void tst_QSseEventModel::roles()
{
    const QDateTime before = QDateTime::currentDateTime().addMSecs(-1);
    m_model->append(parsed("id: 7\nevent: price\ndata: {\"bid\": 1.5}\n\n"_ba).constFirst());
    QTRY_COMPARE(m_model->count(), 1);
    const QModelIndex index = m_model->index(0);
    QCOMPARE(index.data(Model::EventTypeRole).toString(), u"price"_s);
    QCOMPARE(index.data(Model::TextRole).toString(), u"{\"bid\": 1.5}"_s);
    QCOMPARE(index.data(), index.data(Model::TextRole));
    QCOMPARE(index.data(Model::JsonRole).toMap().value(u"bid"_s).toDouble(), 1.5);
    QCOMPARE(index.data(Model::EventIdRole).toString(), u"7"_s);
    const QDateTime time = index.data(Model::TimeRole).toDateTime();
    QVERIFY(time >= before && time <= QDateTime::currentDateTime());
    QCOMPARE(index.data(Model::EventRole).value<QSseEvent>(), m_model->eventAt(0));
    QVERIFY(!index.data(Qt::DecorationRole).isValid());
}

void tst_QSseEventModel::json_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QVariant>("json");
    QTest::newRow("object") << "{\"bid\": 1.5}"_ba << QVariant(QVariantMap{{u"bid"_s, 1.5}});
    QTest::newRow("empty object") << "{}"_ba << QVariant(QVariantMap());
    QTest::newRow("array") << "[1.5, null]"_ba
                           << QVariant(QVariantList{1.5, QVariant::fromValue(nullptr)});
    QTest::newRow("number") << "-12.25"_ba << QVariant(-12.25);
    QTest::newRow("integer") << "42"_ba << QVariant(qlonglong(42));
    QTest::newRow("text") << "\"x\""_ba << QVariant(u"x"_s);
    QTest::newRow("empty text") << "\"\""_ba << QVariant(u""_s);
    QTest::newRow("true") << "true"_ba << QVariant(true);
    QTest::newRow("false") << "false"_ba << QVariant(false);
    QTest::newRow("null") << "null"_ba << QVariant::fromValue(nullptr);
    QTest::newRow("no JSON") << "EUR 12"_ba << QVariant();
    QTest::newRow("broken") << "{\"bid\": 1.5"_ba << QVariant();
    QTest::newRow("two values") << "1, 2"_ba << QVariant();
    QTest::newRow("no data") << ""_ba << QVariant();
}

void tst_QSseEventModel::json()
{
    QFETCH(QByteArray, data);
    QFETCH(QVariant, json);
    m_model->append(event(data));
    QTRY_COMPARE(m_model->count(), 1);
    const QVariant read = m_model->index(0).data(Model::JsonRole);
    QCOMPARE(read.metaType(), json.metaType());
    QCOMPARE(read, json);
}

void tst_QSseEventModel::roleNames()
{
    const QHash<int, QByteArray> names = m_model->roleNames();
    QCOMPARE(names.value(Model::EventTypeRole), "eventType"_ba);
    QCOMPARE(names.value(Model::TextRole), "text"_ba);
    QCOMPARE(names.value(Model::JsonRole), "json"_ba);
    QCOMPARE(names.value(Model::EventIdRole), "eventId"_ba);
    QCOMPARE(names.value(Model::TimeRole), "time"_ba);
    QCOMPARE(names.value(Model::EventRole), "event"_ba);
}

void tst_QSseEventModel::rowsOfASession()
{
    ScriptedServer server;
    server.enqueue(Script().send("data: a\n\ndata: b\n\n"));
    QSseSession session;
    session.setUrl(server.url());
    m_model->setSession(&session);
    session.open();
    QTRY_COMPARE(texts(), (QStringList{u"a"_s, u"b"_s}));
}

void tst_QSseEventModel::rowsComeInOneBatch()
{
    const QSignalSpy inserted(m_model.get(), &Model::rowsInserted);
    const QSignalSpy counted(m_model.get(), &Model::countChanged);
    for (int i = 0; i < 500; ++i)
        m_model->append(event("x"_ba));
    QCOMPARE(inserted.size(), 0);
    QTRY_COMPARE(m_model->count(), 500);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(counted.size(), 1);
}

// A batch is not followed by another one in the same frame, however the event loop turns.
void tst_QSseEventModel::nothingComesBetweenFrames()
{
    QElapsedTimer sinceLast;
    bool tooEarly = false;
    connect(m_model.get(), &Model::rowsInserted, this, [&] {
        tooEarly |= sinceLast.isValid() && sinceLast.elapsed() < 15;
        sinceLast.start();
        m_model->append(event("x"_ba));
    });
    m_model->append(event("x"_ba));
    QTRY_VERIFY(m_model->count() >= 5);
    QVERIFY(!tooEarly);
    m_model->disconnect(this);
}

void tst_QSseEventModel::oldestLeave()
{
    m_model->setMaximumCount(3);
    for (const char *data : {"a", "b"})
        m_model->append(event(data));
    QTRY_COMPARE(m_model->count(), 2);
    for (const char *data : {"c", "d"})
        m_model->append(event(data));
    QTRY_COMPARE(texts(), (QStringList{u"b"_s, u"c"_s, u"d"_s}));
    QCOMPARE(m_model->count(), 3);
}

void tst_QSseEventModel::floodBeforeTheFrame()
{
    m_model->setMaximumCount(3);
    for (int i = 0; i < 1000; ++i)
        m_model->append(event(QByteArray::number(i)));
    QTRY_COMPARE(texts(), (QStringList{u"997"_s, u"998"_s, u"999"_s}));
}

// The data is its only copy once the model has let go of the event.
QByteArray tst_QSseEventModel::appendNew(const QByteArray &data)
{
    const QSseEvent appended = event(data);
    m_model->append(appended);
    return appended.data();
}

void tst_QSseEventModel::floodThatNobodyLooksAt_data()
{
    QTest::addColumn<bool>("paused");
    QTest::newRow("running") << false;
    QTest::newRow("paused") << true;
}

// A model that no view shows keeps no more than its rows and a batch, without any turn of the event
// loop between a million events and in whatever number of turns.
void tst_QSseEventModel::floodThatNobodyLooksAt()
{
    QFETCH(bool, paused);
    constexpr int Many = 1000000;
    const QSignalSpy inserted(m_model.get(), &Model::rowsInserted);
    const QSignalSpy removed(m_model.get(), &Model::rowsRemoved);
    const QSseEvent any = event("x"_ba);
    m_model->setPaused(paused);

    const QByteArray first = appendNew("first"_ba);
    QVERIFY(!first.isDetached());
    for (int i = 0; i < Many; ++i)
        m_model->append(any);
    QVERIFY(first.isDetached());
    const QByteArray shown = appendNew("shown"_ba);
    QCOMPARE(m_model->count(), 0);
    m_model->setPaused(false);
    QTRY_COMPARE(m_model->count(), 1000);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(texts().constLast(), u"shown"_s);

    for (int i = 0; i < Many; ++i)
        m_model->append(any);
    QVERIFY(!shown.isDetached());
    QTRY_VERIFY(shown.isDetached());
    QCOMPARE(m_model->count(), 1000);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(inserted.size(), 2);
}

void tst_QSseEventModel::streamThatNobodyLooksAt()
{
    constexpr int Many = 1000000;
    ScriptedServer server;
    server.enqueue(Script().send("data: x\n\n"_ba.repeated(Many - 1) + "data: last\n\n"));
    QSseSession session;
    session.setUrl(server.url());
    m_model->setSession(&session);
    session.open();
    const auto isLastShown = [this] {
        return m_model->count() > 0
               && m_model->index(m_model->count() - 1).data().toString() == u"last"_s;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLastShown(), 60000);
    QCOMPARE(m_model->count(), 1000);
    QCOMPARE(session.statistics().events(), Many);
}

void tst_QSseEventModel::smallerMaximum()
{
    for (const char *data : {"a", "b", "c"})
        m_model->append(event(data));
    QTRY_COMPARE(m_model->count(), 3);
    const QSignalSpy counted(m_model.get(), &Model::countChanged);
    const QSignalSpy changed(m_model.get(), &Model::maximumCountChanged);
    m_model->setMaximumCount(1);
    QCOMPARE(texts(), QStringList{u"c"_s});
    m_model->setMaximumCount(1);
    QCOMPARE(counted.size(), 1);
    QCOMPARE(changed.size(), 1);
}

void tst_QSseEventModel::maximumBelowOne()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"setMaximumCount: 0 is taken for 1"_s));
    m_model->setMaximumCount(0);
    QCOMPARE(m_model->maximumCount(), 1);
    m_model->append(event("a"_ba));
    m_model->append(event("b"_ba));
    QTRY_COMPARE(texts(), QStringList{u"b"_s});
}

void tst_QSseEventModel::typeFilter()
{
    m_model->setTypeFilter({u"price"_s, u"news"_s});
    m_model->append(event("a"_ba, "price"_ba));
    m_model->append(event("b"_ba));
    m_model->append(event("c"_ba, "news"_ba));
    QTRY_COMPARE(texts(), (QStringList{u"a"_s, u"c"_s}));
}

void tst_QSseEventModel::filterRemovesRows()
{
    m_model->append(event("a"_ba, "price"_ba));
    m_model->append(event("b"_ba));
    QTRY_COMPARE(m_model->count(), 2);
    m_model->append(event("c"_ba, "price"_ba));
    m_model->append(event("d"_ba));
    const QSignalSpy changed(m_model.get(), &Model::typeFilterChanged);
    m_model->setTypeFilter({u"price"_s});
    QCOMPARE(texts(), QStringList{u"a"_s});
    QTRY_COMPARE(texts(), (QStringList{u"a"_s, u"c"_s}));
    QCOMPARE(changed.size(), 1);
}

void tst_QSseEventModel::filterThatMatchesNothing()
{
    m_model->append(event("a"_ba));
    QTRY_COMPARE(m_model->count(), 1);
    m_model->setTypeFilter({u"nothing"_s});
    QCOMPARE(m_model->count(), 0);
    m_model->append(event("b"_ba));
    m_model->setTypeFilter({});
    m_model->append(event("c"_ba));
    QTRY_COMPARE(texts(), QStringList{u"c"_s});
}

void tst_QSseEventModel::messagesOnly()
{
    const QList<QSseEvent> events = parsed(": comment\n\ndata: a\n\n"_ba);
    QCOMPARE(events.size(), 2);
    for (const QSseEvent &each : events)
        m_model->append(each);
    QTRY_COMPARE(texts(), QStringList{u"a"_s});
    m_model->setMessagesOnly(false);
    for (const QSseEvent &each : events)
        m_model->append(each);
    QTRY_COMPARE(m_model->count(), 3);
    m_model->setMessagesOnly(true);
    QCOMPARE(m_model->count(), 2);
}

void tst_QSseEventModel::pausedKeepsTheRows()
{
    m_model->append(event("a"_ba));
    QTRY_COMPARE(m_model->count(), 1);
    m_model->append(event("b"_ba));
    m_model->setPaused(true);
    m_model->append(event("c"_ba));
    bool frameIsOver = false;
    QTimer::singleShot(40, m_model.get(), [&frameIsOver] { frameIsOver = true; });
    QTRY_VERIFY(frameIsOver);
    QCOMPARE(texts(), QStringList{u"a"_s});
    m_model->setPaused(false);
    QTRY_COMPARE(texts(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void tst_QSseEventModel::pausedIsBounded()
{
    m_model->setMaximumCount(2);
    m_model->setPaused(true);
    for (int i = 0; i < 100; ++i)
        m_model->append(event(QByteArray::number(i)));
    m_model->setPaused(false);
    QTRY_COMPARE(texts(), (QStringList{u"98"_s, u"99"_s}));
}

void tst_QSseEventModel::clear()
{
    const QSignalSpy counted(m_model.get(), &Model::countChanged);
    m_model->clear();
    QCOMPARE(counted.size(), 0);
    m_model->append(event("a"_ba));
    QTRY_COMPARE(m_model->count(), 1);
    m_model->clear();
    QCOMPARE(m_model->count(), 0);
    QCOMPARE(counted.size(), 2);
}

void tst_QSseEventModel::clearForgetsWhatIsToCome()
{
    m_model->append(event("a"_ba));
    m_model->clear();
    m_model->append(event("b"_ba));
    QTRY_COMPARE(texts(), QStringList{u"b"_s});
}

void tst_QSseEventModel::anotherSession()
{
    QSseSession first;
    QSseSession second;
    const QSignalSpy changed(m_model.get(), &Model::sessionChanged);
    m_model->setSession(&first);
    m_model->setSession(&first);
    m_model->setSession(&second);
    QCOMPARE(changed.size(), 2);
    Q_EMIT first.eventReceived(event("a"_ba));
    Q_EMIT second.eventReceived(event("b"_ba));
    QTRY_COMPARE(texts(), QStringList{u"b"_s});
    m_model->setSession(nullptr);
    Q_EMIT second.eventReceived(event("c"_ba));
    m_model->append(event("d"_ba));
    QTRY_COMPARE(texts(), (QStringList{u"b"_s, u"d"_s}));
}

void tst_QSseEventModel::sessionIsDestroyed()
{
    auto session = std::make_unique<QSseSession>();
    m_model->setSession(session.get());
    const QSignalSpy changed(m_model.get(), &Model::sessionChanged);
    Q_EMIT session->eventReceived(event("a"_ba));
    session.reset();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_model->session());
    QTRY_COMPARE(texts(), QStringList{u"a"_s});
}

void tst_QSseEventModel::withoutSession()
{
    m_model->append(event("a"_ba));
    QTRY_COMPARE(m_model->count(), 1);
}

void tst_QSseEventModel::indexesOfNothing()
{
    m_model->append(event("a"_ba));
    QTRY_COMPARE(m_model->count(), 1);
    QVERIFY(!m_model->data({}, Model::TextRole).isValid());
    QCOMPARE(m_model->rowCount(m_model->index(0)), 0);
}

void tst_QSseEventModel::appendWithinInsertion()
{
    connect(m_model.get(), &Model::rowsInserted, this, [this] {
        if (m_model->count() < 3)
            m_model->append(event("again"_ba));
    });
    m_model->append(event("first"_ba));
    QTRY_COMPARE(texts(), (QStringList{u"first"_s, u"again"_s, u"again"_s}));
    m_model->disconnect(this);
}

QTEST_GUILESS_MAIN(tst_QSseEventModel)
#include "tst_qsseeventmodel.moc"
