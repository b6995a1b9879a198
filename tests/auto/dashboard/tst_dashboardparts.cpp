// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chartscale.h"
#include "embeddedserver.h"
#include "eventlog.h"
#include "logfilter.h"
#include "options.h"
#include "quotemodel.h"
#include "settings.h"
#include "usageerror.h"

#include <QtCore/QDateTime>
#include <QtCore/QProcess>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTemporaryFile>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QSseEvent price(const QByteArray &json)
{
    return QSseEvent(json, u"price"_s);
}

QStringList textsOf(const QAbstractItemModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, 0).data().toString());
    return texts;
}

Options parse(const QStringList &arguments)
{
    return Options::fromArguments(QStringList{u"dashboard"_s} + arguments);
}

} // namespace

// What the dashboard is made of, without a window.
class tst_DashboardParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void quotes();
    void quotesArriveOncePerFrame();
    void quotesPassOverNonsense();
    void seriesIsBoundedAndInOrder();
    void chartKeepsHighsAndLows();
    void chartTicksAreRound();
    void chartOfNothing();
    void logFilters();
    void logNewestFirst();
    void logSummaryIsShort();
    void settingsKeepNoPassword();
    void settingsKnowOneStream();

    void noOptions();
    void allOptions();
    void bearerFile();
    void badUse_data();
    void badUse();
    void helpNeedsNoDisplay();
    void screenshot();
};

void tst_DashboardParts::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_DashboardParts::quotes()
{
    QuoteModel model;
    const QAbstractItemModelTester tester(&model);
    model.take(price(R"({"symbol":"QT","bid":50,"ask":50.1,"change":10,"time":1000})"));
    model.take(price(R"({"symbol":"KDE","bid":5})"));
    model.take(price(R"({"symbol":"QT","bid":48,"ask":48.1,"change":8,"time":2000})"));
    QCOMPARE(textsOf(model), (QStringList{u"KDE"_s, u"QT"_s}));
    QCOMPARE(model.rowOf(u"QT"_s), 1);
    QCOMPARE(model.rowOf(u"XY"_s), -1);
    QCOMPARE(model.symbolAt(0), u"KDE"_s);
    QCOMPARE(model.symbolAt(2), QString());
    const QModelIndex index = model.index(1);
    QCOMPARE(index.data(QuoteModel::BidRole), 48.);
    QCOMPARE(index.data(QuoteModel::AskRole), 48.1);
    QCOMPARE(index.data(QuoteModel::ChangePercentRole), 20.);
    QCOMPARE(index.data(QuoteModel::DirectionRole), -1);
    QCOMPARE(index.data(QuoteModel::UpdatesRole), 2);
    QCOMPARE(model.index(0).data(QuoteModel::DirectionRole), 0);
    QCOMPARE(model.seriesOf(u"QT"_s)->count(), 2);
    QCOMPARE(model.seriesOf(u"QT"_s)->points().front().time, 1000);
    model.clear();
    QCOMPARE(model.count(), 0);
    QCOMPARE(model.seriesOf(u"QT"_s), nullptr);
}

void tst_DashboardParts::quotesArriveOncePerFrame()
{
    QuoteModel model;
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy updated(&model, &QuoteModel::updated);
    for (int i = 0; i < 1000; ++i)
        model.take(price(R"({"symbol":"QT","bid":)" + QByteArray::number(i) + "}"));
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(updated.size(), 1);
    QCOMPARE(changed.size(), 1);
}

void tst_DashboardParts::quotesPassOverNonsense()
{
    QuoteModel model;
    model.take(QSseEvent(R"({"symbol":"QT","bid":5})", u"news"_s));
    for (const char *json : {"", "x", "[]", "{}", R"({"symbol":""})", R"({"symbol":3})"})
        model.take(price(json));
    model.take(price(R"({"bid":1,"symbol":")" + QByteArray(65, 'Q') + R"("})"));
    QCOMPARE(model.count(), 0);
    for (int i = 0; i < 600; ++i)
        model.take(price(R"({"symbol":"S)" + QByteArray::number(i) + R"(","bid":1})"));
    QCOMPARE(model.count(), 500);
}

void tst_DashboardParts::seriesIsBoundedAndInOrder()
{
    Series series;
    for (int i = 1; i <= 10'000; ++i)
        series.append(i, i);
    QCOMPARE(series.count(), 8192);
    QCOMPARE(series.lastValue(), 10'000.);
    series.append(5, 1); // late: not before the others
    QCOMPARE(series.points().back().time, 10'000);
    series.clear();
    QCOMPARE(series.count(), 0);
    series.append(0, 1); // no time is now
    QVERIFY(std::abs(QDateTime::currentMSecsSinceEpoch() - series.points().back().time) < 60'000);
}

void tst_DashboardParts::chartKeepsHighsAndLows()
{
    std::deque<Series::Point> points;
    for (int i = 0; i < 8000; ++i)
        points.push_back({i, i == 4001 ? 9. : i == 4003 ? -9. : 0.});
    const QRectF area(0, 0, 100, 50);
    const ChartScale scale(points, 0, 8000, area);
    const QPolygonF line = scale.line(points);
    QVERIFY(line.size() <= 3 * 101);
    const auto [highest, lowest] = std::minmax_element(
            line.cbegin(), line.cend(), [](QPointF lhs, QPointF rhs) { return lhs.y() < rhs.y(); });
    QCOMPARE(highest->y(), scale.yOf(9));
    QCOMPARE(lowest->y(), scale.yOf(-9));
    QVERIFY(area.contains(line.boundingRect().center()));
    QVERIFY(std::is_sorted(line.cbegin(), line.cend(),
                           [](QPointF lhs, QPointF rhs) { return lhs.x() < rhs.x(); }));
    QCOMPARE(scale.timeAt(scale.xOf(4000)), 4000);
}

void tst_DashboardParts::chartTicksAreRound()
{
    const std::deque<Series::Point> points{{0, 46.2}, {50'000, 47.1}, {60'000, 46.9}};
    const ChartScale scale(points, 0, 60'000, {0, 0, 300, 200});
    const QList<double> values = scale.valueTicks(4);
    QVERIFY(values.size() >= 2 && values.size() <= 6);
    for (const double value : values)
        QCOMPARE(std::round(value * 100), value * 100);
    const QList<qint64> times = scale.timeTicks(3);
    QVERIFY(times.size() >= 2 && times.size() <= 5);
    for (const qint64 time : times)
        QCOMPARE(time % 10'000, 0);
    QCOMPARE(scale.decimals(), 2);
}

void tst_DashboardParts::chartOfNothing()
{
    const std::deque<Series::Point> none;
    QVERIFY(ChartScale(none, 0, 1000, {0, 0, 100, 100}).line(none).isEmpty());
    const std::deque<Series::Point> zero{{10, 0}, {20, 0}}; // flat, and at 0
    const ChartScale scale(zero, 0, 0, {0, 0, 100, 100});
    QVERIFY(qIsFinite(scale.yOf(0)));
    QVERIFY(scale.valueTicks(4).size() < 10);
    QVERIFY(scale.decimals() <= 1);
}

void tst_DashboardParts::logFilters()
{
    EventLog log;
    LogFilter filter;
    const QAbstractItemModelTester tester(&filter);
    filter.setSourceModel(&log);
    QSignalSpy counted(&filter, &LogFilter::countChanged);
    log.take(QSseEvent("Alpha", u"a"_s));
    log.take(QSseEvent("Beta", u"b"_s));
    log.note(u"alphabet lost"_s);
    QTRY_COMPARE(filter.count(), 3);
    QVERIFY(!counted.isEmpty());
    QCOMPARE(filter.knownTypes(), (QStringList{u"a"_s, u"b"_s, u"connection"_s}));
    filter.setText(u"ALPHA"_s);
    QCOMPARE(textsOf(filter), (QStringList{u"Alpha"_s, u"alphabet lost"_s}));
    filter.setType(u"connection"_s);
    QCOMPARE(textsOf(filter), QStringList{u"alphabet lost"_s});
    QCOMPARE(filter.textAt(0), u"alphabet lost"_s);
    filter.setText({});
    filter.setType({});
    QCOMPARE(filter.count(), 3); // nothing was lost

    for (int i = 0; i < 50; ++i)
        log.take(QSseEvent("x", u"made-up-%1"_s.arg(i)));
    QTRY_COMPARE(filter.count(), 53);
    QCOMPARE(filter.knownTypes().size(), 12);
}

void tst_DashboardParts::logNewestFirst()
{
    EventLog log;
    log.setMaximumCount(3);
    LogFilter filter;
    const QAbstractItemModelTester tester(&filter);
    filter.setSourceModel(&log);
    filter.setNewestFirst(true);
    for (const char *text : {"1", "2"})
        log.take(QSseEvent(text));
    QTRY_COMPARE(textsOf(filter), (QStringList{u"2"_s, u"1"_s}));
    for (const char *text : {"3", "4"})
        log.take(QSseEvent(text));
    QTRY_COMPARE(textsOf(filter), (QStringList{u"4"_s, u"3"_s, u"2"_s}));
}

void tst_DashboardParts::logSummaryIsShort()
{
    EventLog log;
    LogFilter filter;
    filter.setSourceModel(&log);
    log.take(QSseEvent("one\n\ttwo"));
    log.take(QSseEvent(QByteArray(1'000'000, 'x')));
    QTRY_COMPARE(filter.count(), 2);
    QCOMPARE(filter.index(0, 0).data(LogFilter::SummaryRole), u"one two"_s);
    QVERIFY(filter.index(1, 0).data(LogFilter::SummaryRole).toString().size() < 500);
    QCOMPARE(filter.textAt(1).size(), 1'000'000);
}

void tst_DashboardParts::settingsKeepNoPassword()
{
    const QTemporaryDir folder;
    QSettings store(folder.filePath(u"dashboard.ini"_s), QSettings::IniFormat);
    Settings settings(&store);
    settings.rememberStream(QUrl(u"http://user:secret@localhost/events"_s), u"3"_s);
    store.sync();
    QFile file(store.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret"));
    QCOMPARE(settings.lastUrl(), QUrl(u"http://localhost/events"_s));
}

void tst_DashboardParts::settingsKnowOneStream()
{
    const QTemporaryDir folder;
    QSettings store(folder.filePath(u"dashboard.ini"_s), QSettings::IniFormat);
    Settings settings(&store);
    const QUrl one(u"http://localhost/one"_s);
    const QUrl two(u"http://localhost/two"_s);
    settings.rememberStream(one, u"3"_s);
    QCOMPARE(settings.lastEventId(one), u"3"_s);
    QCOMPARE(settings.lastEventId(two), QString());
    settings.rememberStream(two, u"9"_s);
    QCOMPARE(settings.lastEventId(one), QString());

    Settings none(nullptr);
    none.rememberStream(one, u"3"_s);
    none.setTheme(u"dark"_s);
    QVERIFY(none.isDark());
    none.setTheme(u"pink"_s);
    QCOMPARE(none.theme(), u"dark"_s);
    QCOMPARE(none.lastEventId(one), QString());
}

void tst_DashboardParts::noOptions()
{
    const Options options = parse({});
    QVERIFY(!options.url && !options.theme && !options.size);
    QVERIFY(options.bearerToken.isEmpty() && options.screenshot.isEmpty()
            && options.help.isEmpty());
    QCOMPARE(options.page, 0);
}

void tst_DashboardParts::allOptions()
{
    const Options options =
            parse({u"--theme"_s, u"light"_s, u"--size"_s, u"390x844"_s, u"--interval"_s, u"5"_s,
                   u"--cut-every"_s, u"0"_s, u"--screenshot"_s, u"x.png"_s, u"--after"_s, u"3"_s,
                   u"--page"_s, u"2"_s});
    QCOMPARE(options.theme, u"light"_s);
    QCOMPARE(options.size, QSize(390, 844));
    QCOMPARE(options.interval, 5ms);
    QCOMPARE(options.cutEvery, 0ms);
    QCOMPARE(options.screenshot, u"x.png"_s);
    QCOMPARE(options.after, 3s);
    QCOMPARE(options.page, 1);
}

void tst_DashboardParts::bearerFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("secret-token\n");
    file.close();
    const Options options =
            parse({u"--url"_s, u"https://localhost/events"_s, u"--bearer-file"_s, file.fileName()});
    QCOMPARE(options.url, QUrl(u"https://localhost/events"_s));
    QVERIFY(options.bearerToken == "secret-token"_L1); // QCOMPARE would tell
}

void tst_DashboardParts::badUse_data()
{
    const QString url = u"http://localhost/"_s;
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s};
    QTest::newRow("argument") << QStringList{url};
    QTest::newRow("no URL") << QStringList{u"--url"_s, u"nowhere"_s};
    QTest::newRow("no http") << QStringList{u"--url"_s, u"ftp://localhost/"_s};
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s};
    QTest::newRow("size") << QStringList{u"--size"_s, u"large"_s};
    QTest::newRow("tiny") << QStringList{u"--size"_s, u"10x10"_s};
    QTest::newRow("huge") << QStringList{u"--size"_s, u"99999x99999"_s};
    QTest::newRow("interval") << QStringList{u"--interval"_s, u"0"_s};
    QTest::newRow("page") << QStringList{u"--page"_s, u"5"_s};
    QTest::newRow("another server's interval")
            << QStringList{u"--url"_s, url, u"--interval"_s, u"5"_s};
    QTest::newRow("token for nobody") << QStringList{u"--bearer-file"_s, u"x"_s};
    QTest::newRow("token file missing")
            << QStringList{u"--url"_s, url, u"--bearer-file"_s, u"/does/not/exist"_s};
}

void tst_DashboardParts::badUse()
{
    QFETCH(const QStringList, arguments);
    QVERIFY_EXCEPTION_THROWN(parse(arguments), UsageError);
}

void tst_DashboardParts::helpNeedsNoDisplay()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_QPA_PLATFORM"_s);
    environment.remove(u"DISPLAY"_s);
    QProcess dashboard;
    dashboard.setProcessEnvironment(environment);
    dashboard.start(QStringLiteral(DASHBOARD_EXECUTABLE), {u"--help"_s});
    QVERIFY(dashboard.waitForFinished());
    QCOMPARE(dashboard.exitCode(), 0);
    const QByteArray output = dashboard.readAllStandardOutput();
    for (const char *word :
         {"--url", "--bearer-file", "--theme", "--size", "--screenshot", "Ctrl+O"})
        QVERIFY2(output.contains(word), word);
}

// The program itself, from main() on. It leaves no settings behind.
void tst_DashboardParts::screenshot()
{
    const QTemporaryDir folder;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_LOGGING_RULES"_s); // whatever it says is a warning
    environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, folder.filePath(u"config"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, folder.path());
    QProcess dashboard;
    dashboard.setProcessEnvironment(environment);
    const QString file = folder.filePath(u"picture.png"_s);
    dashboard.start(QStringLiteral(DASHBOARD_EXECUTABLE),
                    {u"--screenshot"_s, file, u"--after"_s, u"1"_s, u"--size"_s, u"390x844"_s});
    QVERIFY(dashboard.waitForFinished());
    QCOMPARE(dashboard.readAllStandardError(), QByteArray());
    QCOMPARE(dashboard.exitCode(), 0);
    QCOMPARE(QImage(file).size(), QSize(390, 844));
    QVERIFY(!QFile::exists(folder.filePath(u"config"_s)));
}

QTEST_MAIN(tst_DashboardParts)
#include "tst_dashboardparts.moc"
