// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "dashboard.h"
#include "eventlog.h"
#include "quotemodel.h"
#include "scriptedserver.h"
#include "serieschart.h"

#include <QtSse/QSseSession>

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtGui/QGuiApplication>
#include <QtGui/QPalette>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QSize wide(1280, 800);
constexpr QSize narrow(390, 844);
constexpr int patience = 20'000;

Options options(QSize size = wide, const QString &theme = u"dark"_s)
{
    Options options;
    options.size = size;
    options.theme = theme;
    options.interval = 10ms;
    options.cutEvery = 0ms; // the tests do that
    return options;
}

Options optionsFor(const QUrl &url)
{
    Options options = ::options();
    options.url = url;
    return options;
}

void walk(QQuickItem *item, const std::function<void(QQuickItem *)> &visit)
{
    if (!item->isVisible())
        return;
    visit(item);
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children)
        walk(child, visit);
}

bool isText(const QQuickItem *item)
{
    return item->inherits("QQuickText");
}

bool isControl(const QQuickItem *item)
{
    if (item->parentItem() && item->parentItem()->inherits("QQuickComboBox"))
        return false; // a part of it
    return item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField")
           || item->inherits("QQuickComboBox");
}

QRectF placeOf(const QQuickItem *item)
{
    return item->mapRectToScene({0, 0, item->width(), item->height()});
}

QByteArray nameOf(const QQuickItem *item)
{
    return (item->objectName() + u'|' + item->property("text").toString()).toUtf8();
}

// Nothing sticks out of the panel that it is in.
void checkPlace(QQuickItem *item)
{
    const QRectF place = placeOf(item);
    for (auto *parent = item->parentItem(); parent; parent = parent->parentItem()) {
        const QRectF around = placeOf(parent);
        if (parent->objectName() == "panel"_L1 || parent->objectName() == "streamCard"_L1) {
            QVERIFY2(place.left() >= around.left() - 1 && place.right() <= around.right() + 1,
                     nameOf(item).constData());
        }
    }
}

// No text or control lies on another beside it.
void checkChildren(QQuickItem *item)
{
    QList<QQuickItem *> shown;
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children) {
        const bool isPart = isText(child) || isControl(child);
        if (!isPart || !child->isVisible() || child->property("text").toString().isEmpty())
            continue;
        for (const QQuickItem *other : std::as_const(shown)) {
            const QRectF common = placeOf(child).intersected(placeOf(other));
            QVERIFY2(common.width() < 1 || common.height() < 1, nameOf(child).constData());
        }
        shown.append(child);
    }
}

} // namespace

// The app in a window, with mouse and keys.
class tst_Dashboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void isOnScreen();
    void showsPrices();
    void choosesWithMouseAndKeys();
    void readsChart();
    void showsRate();
    void showsNewsAndServices();
    void filtersLog();
    void holdsLog();
    void readerHoldsLog();
    void showsWholeEvent();
    void pausesStream();
    void pausesAll();
    void disconnectsAndConnects();
    void cutLosesNothing();
    void serverDown();
    void themes();
    void followsSystemTheme();
    void narrowHasPages();
    void narrowHasLargeTargets();
    void changesLayoutWhileItRuns();
    void everyControlIsReachedByTab();
    void everyControlHasName();
    void opensStreamWithToken();
    void refusesBadAddress();
    void otherStreamOnly();
    void receivedTextIsPlain();
    void showsFinalError();
    void remembers();
    void staysQuickInFlood();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void pictures_data();
    void pictures();

private:
    void start(const Options &options, QSettings *store = nullptr);
    void waitForPrices();
    QQuickWindow *window() const { return m_dashboard->window(); }
    QObject *feeds() const { return window()->findChild<QObject *>(u"feeds"_s); }
    QObject *stream(const char *name) const { return feeds()->property(name).value<QObject *>(); }
    QString stateOf(const char *name) const
    {
        return stream(name)->property("stateName").toString();
    }
    QuoteModel *quotes() const { return feeds()->property("quotes").value<QuoteModel *>(); }
    EventLog *log() const { return feeds()->property("log").value<EventLog *>(); }

    QQuickItem *find(const QString &name, QQuickItem *from = nullptr) const;
    QQuickItem *cardOf(const char *name) const;
    QQuickItem *withText(const QString &text, QQuickItem *from = nullptr) const;
    int rowsOf(const QString &list) const { return find(list)->property("count").toInt(); }
    QString textOf(const QString &name) const { return find(name)->property("text").toString(); }
    void click(QQuickItem *item);
    void type(const QString &text);
    void chooseFromMenu(const QString &name);
    bool allOpen() const;
    QStringList textsInWindow() const;
    QStringList clippedTexts() const;

    const QTemporaryDir m_folder;
    QSettings m_store{m_folder.filePath(u"dashboard.ini"_s), QSettings::IniFormat};
    std::unique_ptr<Dashboard> m_dashboard;
};

void tst_Dashboard::initTestCase()
{
    QGuiApplication::setQuitOnLastWindowClosed(false);
}

void tst_Dashboard::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Dashboard::cleanup()
{
    m_dashboard.reset();
    m_store.clear();
}

void tst_Dashboard::start(const Options &options, QSettings *store)
{
    m_dashboard = std::make_unique<Dashboard>(options, store);
    QVERIFY(window());
    window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowExposed(window(), patience));
    QVERIFY(QTest::qWaitForWindowActive(window(), patience));
}

// All rows of the table are where they stay.
void tst_Dashboard::waitForPrices()
{
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"quoteList"_s), 10, patience);
    window()->grabWindow(); // lays out the last one
}

// The first visible one.
QQuickItem *tst_Dashboard::find(const QString &name, QQuickItem *from) const
{
    QQuickItem *found = nullptr;
    walk(from ? from : window()->contentItem(), [&](QQuickItem *item) {
        if (!found && item->objectName() == name)
            found = item;
    });
    return found;
}

QQuickItem *tst_Dashboard::cardOf(const char *name) const
{
    QQuickItem *card = nullptr;
    walk(window()->contentItem(), [&](QQuickItem *item) {
        if (item->objectName() == "streamCard"_L1
            && item->property("stream").value<QObject *>() == stream(name))
            card = item;
    });
    return card;
}

QQuickItem *tst_Dashboard::withText(const QString &text, QQuickItem *from) const
{
    QQuickItem *found = nullptr;
    walk(from ? from : window()->contentItem(), [&](QQuickItem *item) {
        if (!found && item->property("text").toString() == text)
            found = item;
    });
    return found;
}

void tst_Dashboard::click(QQuickItem *item)
{
    QVERIFY(item);
    const QPointF center = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
    QTest::mouseClick(window(), Qt::LeftButton, {}, center.toPoint());
}

void tst_Dashboard::type(const QString &text)
{
    for (const QChar character : text)
        QTest::keyClick(window(), character.toLatin1());
}

void tst_Dashboard::chooseFromMenu(const QString &name)
{
    click(find(u"menuButton"_s));
    QTRY_VERIFY(find(name));
    QTRY_COMPARE(find(name)->parentItem()->parentItem()->opacity(), 1.);
    click(find(name));
    QTRY_VERIFY(!find(name));
}

bool tst_Dashboard::allOpen() const
{
    return stateOf("prices") == "Open"_L1 && stateOf("news") == "Open"_L1
           && stateOf("services") == "Open"_L1;
}

QStringList tst_Dashboard::textsInWindow() const
{
    QStringList texts;
    walk(window()->contentItem(), [&texts](QQuickItem *item) {
        for (const char *property : {"text", "displayText", "placeholderText", "title"})
            texts.append(item->property(property).toString());
    });
    return texts;
}

void tst_Dashboard::isOnScreen()
{
    if (QGuiApplication::platformName() == "offscreen"_L1)
        QSKIP("There is no screen, for xvfb-run is missing: the other tests ran without one");
    QCOMPARE(QGuiApplication::platformName(), u"xcb"_s);
}

void tst_Dashboard::showsPrices()
{
    start(options());
    waitForPrices();
    QTRY_VERIFY(allOpen());
    QTRY_COMPARE(textOf(u"summary"_s), u"3 of 3 open"_s);
    for (int row = 1; row < quotes()->count(); ++row)
        QVERIFY(quotes()->symbolAt(row - 1) < quotes()->symbolAt(row));

    QQuickItem *list = find(u"quoteList"_s);
    QTRY_VERIFY(withText(u"QT"_s, list));
    const QModelIndex index = quotes()->index(quotes()->rowOf(u"QT"_s));
    QTRY_VERIFY(
            withText(QString::number(index.data(QuoteModel::BidRole).toDouble(), 'f', 2), list));
    QTRY_VERIFY(index.data(QuoteModel::UpdatesRole).toInt() > 5);
    QVERIFY(index.data(QuoteModel::AskRole).toDouble()
            > index.data(QuoteModel::BidRole).toDouble());
    QVERIFY(quotes()->seriesOf(u"QT"_s)->count() > 5);
}

void tst_Dashboard::choosesWithMouseAndKeys()
{
    start(options());
    waitForPrices();
    QQuickItem *list = find(u"quoteList"_s);
    QTRY_VERIFY(withText(u"KDE"_s, list));
    click(withText(u"KDE"_s, list));
    QCOMPARE(textOf(u"chartTitle"_s), u"KDE"_s);
    QCOMPARE(find(u"chart"_s)->property("series").value<Series *>(), quotes()->seriesOf(u"KDE"_s));
    QTest::keyClick(window(), Qt::Key_Down);
    QCOMPARE(textOf(u"chartTitle"_s), u"QML"_s);
    QTest::keyClick(window(), Qt::Key_Up);
    QTest::keyClick(window(), Qt::Key_Up);
    QCOMPARE(textOf(u"chartTitle"_s), u"GNU"_s);
}

void tst_Dashboard::readsChart()
{
    start(options());
    waitForPrices();
    auto *chart = qobject_cast<SeriesChart *>(find(u"chart"_s));
    QTRY_VERIFY(chart->series() && chart->series()->count() > 5);
    QVERIFY(!find(u"readout"_s));
    const QRectF area = chart->plotArea();
    QTest::mouseMove(window(), chart->mapToScene(area.center()).toPoint());
    QTest::mouseMove(window(), chart->mapToScene(area.center() + QPointF(5, 5)).toPoint());
    QTRY_VERIFY(find(u"readout"_s));
    QVERIFY(area.contains(chart->readingAt()));
    const auto &points = chart->series()->points();
    QVERIFY(std::any_of(points.cbegin(), points.cend(), [chart](const Series::Point &point) {
        return point.value == chart->readingValue() && double(point.time) == chart->readingTime();
    }));
    QTest::mouseMove(window(), find(u"logList"_s)->mapToScene({50, 50}).toPoint());
    QTRY_VERIFY(!find(u"readout"_s));
}

void tst_Dashboard::showsRate()
{
    start(options());
    waitForPrices(); // without them the title is that of the rate, too
    QTRY_VERIFY(allOpen());
    click(withText(u"Events/s"_s));
    QCOMPARE(textOf(u"chartTitle"_s), u"Events/s"_s);
    QTRY_VERIFY(feeds()->property("eventsPerSecond").toDouble() > 1);
    QTRY_VERIFY(feeds()->property("bytesPerSecond").toDouble() > 100);
    QVERIFY(stream("prices")->property("explanation").toString().contains(u" events/s · "_s));
}

void tst_Dashboard::showsNewsAndServices()
{
    start(options());
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"newsList"_s) > 1, patience);
    QTRY_COMPARE(rowsOf(u"serviceList"_s), 4);
    QTRY_VERIFY(withText(u"matching"_s, find(u"serviceList"_s)));
    QTRY_VERIFY(withText(u"ok"_s, find(u"serviceList"_s)));
}

void tst_Dashboard::filtersLog()
{
    start(options());
    const auto kdeRows = [this] {
        int rows = 0;
        for (int row = 0; row < log()->count(); ++row)
            rows += log()->eventAt(row).text().contains("\"KDE\""_L1);
        return rows;
    };
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"logList"_s) > 50 && kdeRows() > 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(
            find(u"typeFilter"_s)->property("model").toStringList().contains(u"news"_s), patience);
    click(find(u"holdButton"_s)); // nothing moves now
    const int all = rowsOf(u"logList"_s);

    QTest::keyClick(window(), Qt::Key_F, Qt::ControlModifier);
    type(u"\"kde\""_s);
    QCOMPARE(find(u"textFilter"_s)->property("text").toString(), u"\"kde\""_s);
    const int kde = rowsOf(u"logList"_s);
    QVERIFY(kde > 0 && kde < all);
    QCOMPARE(kde, kdeRows());
    QTest::keyClick(window(), Qt::Key_Escape);
    QCOMPARE(rowsOf(u"logList"_s), all);

    QQuickItem *types = find(u"typeFilter"_s);
    types->forceActiveFocus();
    const qsizetype news = types->property("model").toStringList().indexOf(u"news"_s);
    for (qsizetype i = 0; i < news; ++i)
        QTest::keyClick(window(), Qt::Key_Down);
    QCOMPARE(types->property("currentText").toString(), u"news"_s);
    QVERIFY(rowsOf(u"logList"_s) > 0);
    QVERIFY(rowsOf(u"logList"_s) < all / 2);
    QTRY_VERIFY(withText(u"news"_s, find(u"logList"_s)));
    QTRY_VERIFY(!withText(u"price"_s, find(u"logList"_s)));
}

void tst_Dashboard::holdsLog()
{
    start(options());
    waitForPrices();
    QTRY_VERIFY(rowsOf(u"logList"_s) > 20);
    click(find(u"holdButton"_s));
    const int held = rowsOf(u"logList"_s);
    const int known = quotes()->index(0).data(QuoteModel::UpdatesRole).toInt();
    QTRY_VERIFY_WITH_TIMEOUT(quotes()->index(0).data(QuoteModel::UpdatesRole).toInt() > known + 5,
                             patience); // goes on
    QCOMPARE(rowsOf(u"logList"_s), held);
    click(find(u"holdButton"_s));
    QTRY_VERIFY(rowsOf(u"logList"_s) > held + 5);
}

void tst_Dashboard::readerHoldsLog()
{
    start(options());
    waitForPrices();
    QQuickItem *list = find(u"logList"_s);
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"logList"_s) > 60, patience);
    QVERIFY(!find(u"endButton"_s));
    list->forceActiveFocus();
    QTest::keyClick(window(), Qt::Key_PageUp);
    QTest::keyClick(window(), Qt::Key_PageUp);
    QTRY_VERIFY(find(u"endButton"_s));
    QVERIFY(log()->isPaused());
    const double place = list->property("contentY").toDouble();
    const int held = rowsOf(u"logList"_s);
    const int known = quotes()->index(0).data(QuoteModel::UpdatesRole).toInt();
    QTRY_VERIFY_WITH_TIMEOUT(quotes()->index(0).data(QuoteModel::UpdatesRole).toInt() > known + 5,
                             patience);
    QCOMPARE(rowsOf(u"logList"_s), held);
    QCOMPARE(list->property("contentY").toDouble(), place);

    click(find(u"endButton"_s));
    QVERIFY(!log()->isPaused());
    QTRY_VERIFY(rowsOf(u"logList"_s) > held);
    QTRY_VERIFY(list->property("atYEnd").toBool());
    QVERIFY(!find(u"endButton"_s));
}

void tst_Dashboard::showsWholeEvent()
{
    ScriptedServer server;
    server.enqueue(
            Script().send("data: {\"a\":[1,2]}\n\ndata: {\"a\": 12345678901234567890}\n\ndata: "
                          + QByteArray(5000, 'x') + "\n\n"));
    start(optionsFor(server.url()));
    QTRY_COMPARE(rowsOf(u"logList"_s), 3);
    QTRY_VERIFY(withText(u"{\"a\":[1,2]}"_s, find(u"logList"_s)));
    click(withText(u"{\"a\":[1,2]}"_s, find(u"logList"_s)));
    QTRY_VERIFY(find(u"eventText"_s));
    QCOMPARE(textOf(u"eventText"_s).simplified(), u"{ \"a\": [ 1, 2 ] }"_s);
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY(!find(u"eventText"_s));

    const QString exact = u"{\"a\": 12345678901234567890}"_s; // too exact for JavaScript
    click(withText(exact, find(u"logList"_s)));
    QTRY_VERIFY(find(u"eventText"_s));
    QCOMPARE(textOf(u"eventText"_s), exact);
}

void tst_Dashboard::pausesStream()
{
    start(options());
    QTRY_VERIFY(allOpen());
    click(find(u"pauseButton"_s, cardOf("prices")));
    QCOMPARE(stateOf("prices"), u"Paused"_s);
    QCOMPARE(find(u"stateText"_s, cardOf("prices"))->property("text").toString(), u"Paused"_s);
    const QString id = stream("prices")->property("lastEventId").toString();
    const QString other = stream("services")->property("lastEventId").toString();
    QTRY_VERIFY(stream("services")->property("lastEventId").toString() != other);
    QCOMPARE(stream("prices")->property("lastEventId").toString(), id);
    click(find(u"pauseButton"_s, cardOf("prices")));
    QCOMPARE(stateOf("prices"), u"Open"_s);
    QTRY_VERIFY(stream("prices")->property("lastEventId").toString() != id);
}

void tst_Dashboard::pausesAll()
{
    start(options());
    QTRY_VERIFY(allOpen());
    QTest::keyClick(window(), Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(stateOf("prices"), u"Paused"_s);
    QCOMPARE(stateOf("news"), u"Paused"_s);
    QCOMPARE(stateOf("services"), u"Paused"_s);
    click(find(u"pauseAllButton"_s));
    QVERIFY(allOpen());
}

void tst_Dashboard::disconnectsAndConnects()
{
    start(options());
    QTRY_VERIFY(allOpen());
    QTRY_VERIFY(!stream("prices")->property("lastEventId").toString().isEmpty());
    QQuickItem *button = find(u"activeButton"_s, cardOf("prices"));
    QCOMPARE(button->property("text").toString(), u"Disconnect"_s);
    click(button);
    QCOMPARE(stateOf("prices"), u"Closed"_s);
    QCOMPARE(textOf(u"summary"_s), u"2 of 3 open"_s);
    QCOMPARE(button->property("text").toString(), u"Connect"_s);
    click(button);
    QTRY_VERIFY(allOpen());
}

// All that the feed has sent is in the log once, after cuts of each kind.
void tst_Dashboard::cutLosesNothing()
{
    start(options());
    log()->setMaximumCount(100'000); // however long it takes
    QTRY_VERIFY(allOpen());
    QTRY_VERIFY(log()->count() > 5);
    static const QRegularExpression countdown(u"^Reconnects in \\d+\\.\\d s · attempt 1$"_s);
    for (int cut = 0; cut < 3; ++cut) {
        chooseFromMenu(u"cutItem"_s);
        QTRY_COMPARE(stateOf("prices"), u"Waiting"_s);
        QQuickItem *card = cardOf("prices");
        const QString said = find(u"explanation"_s, card)->property("text").toString();
        QVERIFY2(countdown.match(said).hasMatch(), qPrintable(said));
        QTRY_VERIFY(find(u"explanation"_s, card)->property("text").toString() != said); // it counts
        if (stateOf("prices") == "Waiting"_L1)
            click(find(u"reconnectButton"_s, card));
        QTRY_VERIFY_WITH_TIMEOUT(allOpen(), patience);
        const QString id = stream("prices")->property("lastEventId").toString();
        QTRY_VERIFY(stream("prices")->property("lastEventId").toString() != id);
    }

    QStringList shown;
    const auto showPrices = [&] {
        shown.clear();
        for (int row = 0; row < log()->count(); ++row) {
            if (log()->eventAt(row).type() == "price"_L1)
                shown.append(log()->eventAt(row).id());
        }
        return shown;
    };
    QTRY_VERIFY_WITH_TIMEOUT(showPrices().size() > 30, patience);
    m_dashboard->server()->stop();

    QSseSession replay;
    QStringList sent;
    connect(&replay, &QSseSession::eventReceived, this,
            [&sent](const QSseEvent &event) { sent.append(event.id()); });
    QSseRequest request(m_dashboard->server()->marketUrl());
    request.addQueryItem("types", "price");
    replay.setRequest(request);
    replay.setLastEventId(QString::number(showPrices().constFirst().toInt() - 1));
    replay.open();
    QTRY_VERIFY(sent.size() > 30);
    QTRY_COMPARE_WITH_TIMEOUT(showPrices(), sent, patience);
}

void tst_Dashboard::serverDown()
{
    start(options());
    QTRY_VERIFY(allOpen());
    chooseFromMenu(u"downItem"_s);
    QVERIFY(m_dashboard->server()->isDown());
    QTRY_COMPARE(stateOf("prices"), u"Waiting"_s);
    QQuickItem *card = cardOf("prices");
    click(find(u"reconnectButton"_s, card));
    // The second one, unless there is time for more.
    static const QRegularExpression again(u" · attempt ([2-9]|\\d\\d+)$"_s);
    QTRY_VERIFY(again.match(find(u"explanation"_s, card)->property("text").toString()).hasMatch());
    QTRY_VERIFY(find(u"detail"_s, card)->property("text").toString().contains("503"_L1));

    chooseFromMenu(u"downItem"_s);
    QTRY_VERIFY(find(u"reconnectButton"_s, card) || stateOf("prices") == "Open"_L1);
    if (QQuickItem *button = find(u"reconnectButton"_s, card)) // it may have tried by itself
        click(button);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf("prices"), u"Open"_s, patience);
    QVERIFY(!find(u"reconnectButton"_s, card));
    QTRY_VERIFY(!find(u"detail"_s, card)->property("text").toString().contains("503"_L1));
    QTRY_COMPARE(stream("prices")->property("attempt").toInt(), 0);
}

void tst_Dashboard::themes()
{
    start(options());
    const int dark = window()->color().lightness();
    QVERIFY(dark < 60);
    click(withText(u"Light"_s, find(u"themeBar"_s)));
    QVERIFY(window()->color().lightness() > 200);
    QTest::keyClick(window(), Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(window()->color().lightness(), dark);
    QTest::keyClick(window(), Qt::Key_T, Qt::ControlModifier); // the system's, which is light here
    QVERIFY(window()->color().lightness() > 200);
}

void tst_Dashboard::followsSystemTheme()
{
    start(options(wide, u"system"_s));
    const QPalette before = QGuiApplication::palette();
    QVERIFY(window()->color().lightness() > 200);
    QPalette palette(QColor(40, 40, 40));
    palette.setColor(QPalette::Window, QColor(30, 30, 30));
    palette.setColor(QPalette::WindowText, QColor(220, 220, 220));
    QGuiApplication::setPalette(palette);
    QTRY_VERIFY(window()->color().lightness() < 60);
    QGuiApplication::setPalette(before);
    QTRY_VERIFY(window()->color().lightness() > 200);
}

void tst_Dashboard::narrowHasPages()
{
    start(options(narrow));
    QTRY_VERIFY(find(u"tabs"_s));
    waitForPrices();
    QQuickItem *pages = find(u"pages"_s);
    click(withText(u"Log"_s, find(u"tabs"_s)));
    QCOMPARE(pages->property("currentIndex").toInt(), 2);
    QTRY_COMPARE(find(u"logList"_s)->mapToScene({}).x(), pages->mapToScene({}).x() + 1);
    QTest::keyClick(window(), Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(pages->property("currentIndex").toInt(), 3);
    QCOMPARE(find(u"tabs"_s)->property("currentIndex").toInt(), 3);
    QTest::keyClick(window(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(pages->property("currentIndex").toInt(), 2);
    QVERIFY(find(u"textFilter"_s)->hasActiveFocus());
    QTest::keyClick(window(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(pages->property("currentIndex").toInt(), 0);
}

void tst_Dashboard::narrowHasLargeTargets()
{
    start(options(narrow));
    waitForPrices();
    walk(window()->contentItem(), [](QQuickItem *item) {
        if (isControl(item) && item->height() < 40)
            QFAIL(qPrintable(item->property("text").toString()));
    });
}

void tst_Dashboard::changesLayoutWhileItRuns()
{
    start(options());
    waitForPrices();
    QTRY_VERIFY(withText(u"SSE"_s, find(u"quoteList"_s)));
    click(withText(u"SSE"_s, find(u"quoteList"_s)));
    QVERIFY(!find(u"tabs"_s));
    window()->resize(narrow);
    QTRY_VERIFY(find(u"tabs"_s));
    QTRY_COMPARE(textOf(u"chartTitle"_s), u"SSE"_s); // as it was chosen
    QCOMPARE(rowsOf(u"quoteList"_s), 10);
    window()->resize(wide);
    QTRY_VERIFY(!find(u"tabs"_s));
    QTRY_COMPARE(textOf(u"chartTitle"_s), u"SSE"_s);
    QVERIFY(allOpen());
}

void tst_Dashboard::everyControlIsReachedByTab()
{
    start(options());
    waitForPrices();
    QSet<QQuickItem *> reached;
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(window(), Qt::Key_Tab);
        for (auto *item = window()->activeFocusItem(); item; item = item->parentItem())
            reached.insert(item);
    }
    walk(window()->contentItem(), [&reached](QQuickItem *item) {
        const bool isRow = item->inherits("QQuickItemDelegate"); // arrow keys go there
        if (isControl(item) && !isRow && item->isEnabled() && !reached.contains(item))
            QFAIL(qPrintable(item->objectName() + item->property("text").toString()));
    });
    QVERIFY(reached.contains(find(u"quoteList"_s)));
    QVERIFY(reached.contains(find(u"logList"_s)));
}

void tst_Dashboard::everyControlHasName()
{
    QAccessible::setActive(true); // as a screen reader does
    start(options());
    waitForPrices();
    walk(window()->contentItem(), [](QQuickItem *item) {
        if (!isControl(item))
            return;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(item);
        QVERIFY2(interface, item->metaObject()->className());
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), qPrintable(item->objectName()));
    });
}

void tst_Dashboard::opensStreamWithToken()
{
    ScriptedServer server;
    server.enqueue(Script().send("id: 7\nevent: mine\ndata: hello there\n\n"));
    start(options(), &m_store);
    QTRY_VERIFY(allOpen());

    QTest::keyClick(window(), Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(find(u"address"_s));
    QTRY_VERIFY(find(u"address"_s)->hasActiveFocus());
    QVERIFY(!find(u"openButton"_s)->isEnabled());
    type(server.url().toString());
    QTest::keyClick(window(), Qt::Key_Tab);
    QVERIFY(find(u"token"_s)->hasActiveFocus());
    type(u"secret-token"_s);
    for (const QString &text : textsInWindow())
        QVERIFY(find(u"token"_s)->property("text") == text || !text.contains("secret"_L1));
    QVERIFY(!find(u"token"_s)->property("displayText").toString().contains("secret"_L1));
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY(!find(u"address"_s));

    QTRY_COMPARE(stateOf("other"), u"Open"_s);
    QCOMPARE(server.requests().constFirst().header("Authorization"), "Bearer secret-token"_ba);
    QVERIFY(cardOf("other"));
    QCOMPARE(textOf(u"summary"_s), u"4 of 4 open"_s);
    QTRY_VERIFY(find(u"typeFilter"_s)->property("model").toStringList().contains(u"mine"_s));
    for (const QString &text : textsInWindow())
        QVERIFY(!text.contains("secret"_L1));

    m_dashboard.reset();
    m_store.sync();
    QFile file(m_store.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    QVERIFY(kept.contains("lastEventId=7"));
    QVERIFY(!kept.contains("secret"));
}

void tst_Dashboard::refusesBadAddress()
{
    start(options());
    QTest::keyClick(window(), Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(find(u"address"_s));
    QTRY_VERIFY(find(u"address"_s)->hasActiveFocus());
    type(u"ftp://example.org"_s);
    QVERIFY(!find(u"openButton"_s)->isEnabled());
    QVERIFY(withText(u"An address begins with http:// or https://."_s));
    QTest::keyClick(window(), Qt::Key_Return);
    QVERIFY(find(u"address"_s));
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY(!find(u"address"_s));
    QVERIFY(!cardOf("other"));
}

// Its prices, if it has any, are shown as the embedded server's are.
void tst_Dashboard::otherStreamOnly()
{
    ScriptedServer server;
    server.enqueue(Script().send("event: price\ndata: {\"symbol\":\"ABC\",\"bid\":2.5}\n\n"
                                 "event: status\ndata: [1]\n\n"
                                 "event: news\ndata: {\"headline\":\"<b>Rain</b>\"}\n\n"
                                 "event: price\ndata: nonsense\n\n"));
    start(optionsFor(server.url()));
    QVERIFY(!m_dashboard->server());
    QTRY_COMPARE(stateOf("other"), u"Open"_s);
    QCOMPARE(textOf(u"summary"_s), u"1 of 1 open"_s);
    QVERIFY(!cardOf("prices"));
    QTRY_COMPARE(rowsOf(u"logList"_s), 4);
    QTRY_COMPARE(rowsOf(u"quoteList"_s), 1);
    QTRY_COMPARE(textOf(u"chartTitle"_s), u"ABC"_s);
    QTRY_VERIFY(withText(u"<b>Rain</b>"_s, find(u"newsList"_s)));
    QCOMPARE(rowsOf(u"serviceList"_s), 0);
}

// Rich text has a server of its choice asked for pictures.
void tst_Dashboard::receivedTextIsPlain()
{
    ScriptedServer server;
    const QByteArray rich = "<img src='" + server.url(u"/picture"_s).toEncoded() + "'>";
    server.enqueue(Script().send(
            "event: status\ndata: {\"service\":\"" + rich + "\",\"state\":\"" + rich
            + "\",\"latency\":{}}\n\n" + "event: news\ndata: {\"headline\":\"" + rich + "\"}\n\n"
            + "event: price\ndata: {\"symbol\":\"<b>Q</b>\",\"bid\":2}\n\n" + "id: " + rich
            + "\nevent: " + rich + "\ndata: " + rich + "\n\n"));
    start(optionsFor(server.url()));
    QTRY_COMPARE(rowsOf(u"logList"_s), 4);
    QTRY_COMPARE(rowsOf(u"serviceList"_s), 1);
    QTRY_VERIFY(withText(u"0 ms"_s, find(u"serviceList"_s)));
    QTRY_VERIFY(textOf(u"lastId"_s).contains("<img"_L1));
    find(u"typeFilter"_s)->forceActiveFocus();
    QTest::keyClick(window(), Qt::Key_Space);
    const auto formatsOfRich = [this] {
        QList<int> formats;
        walk(window()->contentItem(), [&formats](QQuickItem *item) {
            if (isText(item) && item->property("text").toString().contains(u'<'))
                formats.append(item->property("textFormat").toInt());
        });
        return formats;
    };
    // Id, service, state, headline, symbol twice, five in the log, and the list of types.
    constexpr int plain = 0; // Text.PlainText
    QTRY_VERIFY(formatsOfRich().size() >= 12);
    QCOMPARE(formatsOfRich().count(plain), formatsOfRich().size());
    QCOMPARE(server.requestCount(), 1);
}

void tst_Dashboard::showsFinalError()
{
    ScriptedServer server;
    server.setDefaultScript(Script().status(404).finish());
    start(optionsFor(server.url(u"/events?key=secret"_s)));
    QTRY_COMPARE(stateOf("other"), u"Failed"_s);
    QVERIFY(find(u"detail"_s, cardOf("other"))->property("text").toString().contains("404"_L1));
    QTRY_COMPARE(rowsOf(u"logList"_s), 1);
    QVERIFY(log()->eventAt(0).text().contains("404"_L1));
    for (const QString &text : textsInWindow())
        QVERIFY(!text.contains("secret"_L1));
    click(find(u"reconnectButton"_s, cardOf("other")));
    QTRY_COMPARE(server.requestCount(), 2);
}

void tst_Dashboard::remembers()
{
    ScriptedServer server;
    server.enqueue(Script().send("id: 41\ndata: x\n\n"));
    server.enqueue(Script());

    Options options = optionsFor(server.url());
    options.theme = u"light"_s;
    options.size = QSize(1000, 700);
    start(options, &m_store);
    QTRY_COMPARE(stream("other")->property("lastEventId").toString(), u"41"_s);
    m_dashboard.reset();

    options.theme.reset();
    options.size.reset();
    start(options, &m_store);
    QTRY_COMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests().constLast().header("Last-Event-ID"), "41"_ba);
    QCOMPARE(window()->size(), QSize(1000, 700));
    QVERIFY(window()->color().lightness() > 200);
}

void tst_Dashboard::staysQuickInFlood()
{
    ScriptedServer server;
    server.enqueue(Script().repeat("event: price\ndata: {\"symbol\":\"ABC\",\"bid\":2.5}\n\n"
                                   "event: price\ndata: {\"symbol\":\"DEF\",\"bid\":3.5}\n\n"));
    start(optionsFor(server.url()));
    QTRY_VERIFY_WITH_TIMEOUT(quotes()->index(0).data(QuoteModel::UpdatesRole).toInt() > 20'000,
                             patience);
    QVERIFY(log()->count() <= 2000);
    QTest::keyClick(window(), Qt::Key_F, Qt::ControlModifier);
    type(u"def"_s);
    QCOMPARE(find(u"textFilter"_s)->property("text").toString(), u"def"_s);
    QTest::keyClick(window(), Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(stateOf("other"), u"Paused"_s);
}

void tst_Dashboard::nothingIsClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("wide") << wide;
    QTest::newRow("least wide") << QSize(900, 700);
    QTest::newRow("tablet") << QSize(820, 1000);
    QTest::newRow("phone") << narrow;
    QTest::newRow("small phone") << QSize(360, 640);
}

// What is cut off is said to be: texts that may be long end with an ellipsis, all others fit.
QStringList tst_Dashboard::clippedTexts() const
{
    QStringList clipped;
    const QRectF view(QPointF(0, 0), window()->size());
    window()->grabWindow(); // lays out what has changed
    walk(window()->contentItem(), [&](QQuickItem *item) {
        const QRectF place = item->mapRectToScene(item->boundingRect());
        const QString text = item->property("text").toString();
        if (!isText(item) || text.isEmpty() || !view.intersects(place))
            return;
        const bool mayBeLong = text.size() > 30;
        if ((!mayBeLong && item->property("truncated").toBool())
            || (item->property("elide").toInt() == Qt::ElideNone
                && item->property("contentWidth").toDouble() > item->width() + 1))
            clipped.append(text);
    });
    return clipped;
}

void tst_Dashboard::nothingIsClipped()
{
    QFETCH(const QSize, size);
    start(options(size));
    waitForPrices();
    QTRY_VERIFY(allOpen());
    m_dashboard->server()->stop(); // the texts stay, so that their layout settles
    const int pages = size.width() < 900 ? 4 : 1;
    for (int page = 0; page < pages; ++page) {
        QTest::keyClick(window(), Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
        QTRY_COMPARE(clippedTexts(), QStringList());
        walk(window()->contentItem(), [](QQuickItem *item) {
            if (isText(item) || isControl(item))
                checkPlace(item);
            checkChildren(item);
        });
    }
}

void tst_Dashboard::pictures_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("theme");
    for (const QString &theme : {u"dark"_s, u"light"_s}) {
        QTest::addRow("wide-%s", qPrintable(theme)) << wide << theme;
        QTest::addRow("phone-%s", qPrintable(theme)) << narrow << theme;
    }
}

// With DASHBOARD_PICTURES set to a folder, for those who want to look at them.
void tst_Dashboard::pictures()
{
    QFETCH(const QSize, size);
    QFETCH(const QString, theme);
    start(options(size, theme));
    waitForPrices();
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"logList"_s) > 100, patience);
    const QImage image = window()->grabWindow();
    QCOMPARE(image.size(), size * window()->devicePixelRatio());
    QCOMPARE(image.pixelColor(5, image.height() / 2).lightness() < 60, theme == "dark"_L1);

    QSet<QRgb> colors; // there is something to see
    for (int x = 0; x < image.width(); x += 3) {
        for (int y = 0; y < image.height(); y += 3)
            colors.insert(image.pixel(x, y));
    }
    QVERIFY(colors.size() > 50);
    const QString folder = qEnvironmentVariable("DASHBOARD_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(u"%1/%2.png"_s.arg(folder, QLatin1StringView(QTest::currentDataTag()))));
}

QTEST_MAIN(tst_Dashboard)
#include "tst_dashboard.moc"
