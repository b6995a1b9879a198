// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "demofeed.h"
#include "elidedlabel.h"
#include "monitorwindow.h"
#include "streampanes.h"
#include "virtualdisplay.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <QtCore/QFile>
#include <QtCore/QMimeData>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QDropEvent>
#include <QtNetwork/QNetworkProxyFactory>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QTreeWidget>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto feedInterval = 15ms;
constexpr int patience = 60'000; // ms, on a busy machine
const QByteArray twoEvents = "id: 1\nevent: price\ndata: {\"bid\": [1.50, {\"note\": \"x\"}]}\n\n"
                             "id: 2\nevent: news\ndata: Hello\ndata: world\n\n";

QString valueIn(const QAbstractItemModel *model, int row, int column)
{
    return model->index(row, column).data().toString();
}

} // namespace

// The app in a real window, with the demo server inside or one that does what a test says.
class tst_MonitorWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void showsEvents();
    void losesNothingOverCuts();
    void looksIntoEvents();
    void copiesPathAndValue();
    void filters();
    void pausesAndResumes_data();
    void pausesAndResumes();
    void followsUntilScrolledUp();
    void chosenEventStaysWhenItsRowLeaves();
    void reconnectsOnRequest();
    void disconnectsAndConnects();

    void sendsWhatIsEdited();
    void headerIsValidated();
    void tokenIsHidden();
    void showsRefusal_data();
    void showsRefusal();
    void refusesNoAddress();

    void copiedCommandDoesTheSame();
    void keepsTokensToItself();
    void savesAndLoads();
    void savesWhatIsShown();
    void tellsOfBadLines();
    void opensDropped();
    void remembersAddresses();
    void maximumCount();

    void streamText();
    void response();
    void plot();
    void staysQuickInAFlood();
    void byKeyboardAlone();
    void menusHaveMnemonics();
    void mnemonicsAreUnique();
    void longTypeLeavesRoom();
    void everythingHasAName();
    void pictures_data();
    void pictures();

private:
    void open(QSettings *store = nullptr);
    void connectToServer(const Script &script);
    void watchDemo();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    QString ask(bool toSave, const QString &name);
    QString savedTo(const QString &name) { return ask(true, name); }

    template <typename T = QWidget> T *find(const QString &name) const
    {
        T *part = m_window->findChild<T *>(name);
        if (!part)
            qFatal("There is no %s", qPrintable(name));
        return part;
    }
    QTableView *events() const { return find<QTableView>(u"events"_s); }
    const QAbstractItemModel *rows() const { return events()->model(); }
    QList<qint64> ids() const;
    bool isGapless() const;
    QString state() const { return find<QLabel>(u"state"_s)->text(); }
    QString notice() const;
    QLineEdit *address() const { return find<QComboBox>(u"url"_s)->lineEdit(); }
    const QAbstractItemModel *history() const { return find<QTableView>(u"history"_s)->model(); }
    void choose(int row);
    QStringList visibleMnemonics() const;
    void drop(const QMimeData &data);

    std::unique_ptr<DemoFeed> m_feed;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<MonitorWindow> m_window;
};

void tst_MonitorWindow::initTestCase()
{
    if (QGuiApplication::platformName() != "xcb"_L1)
        QSKIP("Xvfb is not there (Debian: apt-get install xvfb): the window is not tested");
    QNetworkProxyFactory::setUseSystemConfiguration(false);
    QLocale::setDefault(QLocale::c());
}

void tst_MonitorWindow::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_feed = std::make_unique<DemoFeed>();
    m_feed->setInterval(feedInterval);
    m_feed->setCutEvery(0ms);
    m_server = std::make_unique<ScriptedServer>();
    open();
}

void tst_MonitorWindow::cleanup()
{
    m_window.reset();
    m_server.reset();
    m_feed.reset();
}

void tst_MonitorWindow::open(QSettings *store)
{
    m_window = std::make_unique<MonitorWindow>(store, m_feed->url());
    m_window->setTheme(u"light"_s);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), patience));
}

void tst_MonitorWindow::connectToServer(const Script &script)
{
    m_server->enqueue(script);
    m_window->connectTo(m_server->url());
}

void tst_MonitorWindow::watchDemo()
{
    m_window->connectTo(m_feed->url());
    QTRY_VERIFY(rows()->rowCount() > 5);
}

void tst_MonitorWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window->windowHandle(), key, modifiers);
}

QStringList tst_MonitorWindow::visibleMnemonics() const
{
    QStringList texts;
    const auto note = [&texts](const QString &text) {
        if (!QKeySequence::mnemonic(text).isEmpty())
            texts.append(text);
    };
    for (const QAction *action : m_window->menuBar()->actions())
        note(action->text());
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible())
            continue;
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            note(button->text());
        else if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy())
            note(label->text());
        else if (const auto *tabs = qobject_cast<const QTabBar *>(widget))
            for (int i = 0; i < tabs->count(); ++i)
                note(tabs->tabText(i));
    }
    return texts;
}

// Ctrl+S or Ctrl+O, the name, and Enter.
QString tst_MonitorWindow::ask(bool toSave, const QString &name)
{
    press(toSave ? Qt::Key_S : Qt::Key_O, Qt::ControlModifier);
    QFileDialog *dialog = nullptr;
    const bool isThere = QTest::qWaitFor([&] {
        dialog = m_window->findChild<QFileDialog *>();
        return dialog && dialog->isVisible();
    });
    if (!isThere)
        return u"no dialog"_s;
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    edit->setText(name);
    QTest::keyClick(edit, Qt::Key_Return);
    if (!QTest::qWaitFor([&] { return !m_window->findChild<QFileDialog *>(); }))
        return u"the dialog stays"_s;
    m_window->activateWindow(); // there is no window manager to do it
    return QTest::qWaitForWindowActive(m_window.get(), patience) ? QString()
                                                                 : u"the window sleeps"_s;
}

QList<qint64> tst_MonitorWindow::ids() const
{
    QList<qint64> ids;
    for (int row = 0; row < rows()->rowCount(); ++row)
        ids.append(valueIn(rows(), row, EventTable::Id).toLongLong());
    return ids;
}

bool tst_MonitorWindow::isGapless() const
{
    const QList<qint64> all = ids();
    for (int i = 1; i < all.size(); ++i) {
        if (all[i] != all[i - 1] + 1)
            return false;
    }
    return !all.isEmpty();
}

QString tst_MonitorWindow::notice() const
{
    const auto text = [this](const QString &name) {
        const auto *label = find<QLabel>(name);
        return label->isVisible() ? label->text() : QString();
    };
    return (text(u"noticeTitle"_s) + u'\n' + text(u"noticeDetail"_s)).trimmed();
}

void tst_MonitorWindow::choose(int row)
{
    const QModelIndex index = rows()->index(row, EventTable::Type);
    events()->scrollTo(index);
    QTest::mouseClick(events()->viewport(), Qt::LeftButton, {},
                      events()->visualRect(index).center());
}

void tst_MonitorWindow::drop(const QMimeData &data)
{
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_window.get(), &drop);
}

void tst_MonitorWindow::showsEvents()
{
    connectToServer(Script().send(twoEvents));
    QTRY_COMPARE(rows()->rowCount(), 2);
    QCOMPARE(state(), u"Open"_s);
    QVERIFY(find<ElidedLabel>(u"stateDetail"_s)->text().contains("200"_L1));
    QCOMPARE(valueIn(rows(), 0, EventTable::Type), u"price"_s);
    QCOMPARE(valueIn(rows(), 0, EventTable::Id), u"1"_s);
    QCOMPARE(valueIn(rows(), 0, EventTable::Size), u"30 B"_s);
    QVERIFY(valueIn(rows(), 0, EventTable::Time).size() == 12);
    QCOMPARE(valueIn(rows(), 1, EventTable::Data), u"Hello↵world"_s);
    QVERIFY(m_window->windowTitle().contains("monitor"_L1));
}

// The three ways to lose a connection, and what each says.
void tst_MonitorWindow::losesNothingOverCuts()
{
    watchDemo();
    for (int cut = 1; cut <= 3; ++cut) {
        QSignalSpy back(m_feed.get(), &DemoFeed::clientConnected);
        m_feed->cutAll();
        QTRY_COMPARE(state(), u"Waiting"_s);
        QVERIFY(QRegularExpression(u"^attempt 1 in \\d\\.\\d s"_s)
                        .match(find<ElidedLabel>(u"stateDetail"_s)->text())
                        .hasMatch());
        press(Qt::Key_F5); // instead of the wait
        QTRY_COMPARE(back.size(), 1);
        QVERIFY(back[0][0].toLongLong() > 0);
        const int before = rows()->rowCount();
        QTRY_VERIFY(rows()->rowCount() > before + 3);
        QCOMPARE(state(), u"Open"_s);
        QVERIFY(find<ElidedLabel>(u"stateDetail"_s)->text().contains("resumed"_L1));
        QCOMPARE(history()->rowCount(), cut);
        QCOMPARE(valueIn(history(), cut - 1, ConnectionHistory::ResumesAfter),
                 back[0][0].toString());
        QCOMPARE(valueIn(history(), cut - 1, ConnectionHistory::Attempt), u"1"_s);
        QVERIFY(valueIn(history(), cut - 1, ConnectionHistory::Delay).endsWith(" s"_L1));
    }
    QVERIFY(isGapless());
    QCOMPARE(valueIn(history(), 0, ConnectionHistory::Reason), u"The server ended the stream."_s);
    QVERIFY(valueIn(history(), 1, ConnectionHistory::Reason).contains("closed"_L1));
    press(Qt::Key_3, Qt::ControlModifier);
    auto *view = find<QTableView>(u"history"_s);
    QTRY_VERIFY(view->isVisible());
    view->selectRow(1);
    QVERIFY(find<QPlainTextEdit>(u"historyDetail"_s)->toPlainText().contains("byte for byte"_L1));
}

void tst_MonitorWindow::looksIntoEvents()
{
    connectToServer(Script().send(twoEvents));
    QTRY_COMPARE(rows()->rowCount(), 2);
    choose(0);
    auto *tree = find<QTreeView>(u"jsonTree"_s);
    QVERIFY(tree->isVisible());
    const QModelIndex root = tree->model()->index(0, 0);
    QVERIFY(tree->isExpanded(root));
    const QModelIndex bid = tree->model()->index(0, 0, root);
    QCOMPARE(bid.data().toString(), u"bid"_s);
    QCOMPARE(tree->model()->index(0, 1, bid).data().toString(), u"1.50"_s);
    QCOMPARE(find<QPlainTextEdit>(u"detailFields"_s)->toPlainText(),
             u"id: 1\nevent: price\ndata: {\"bid\": [1.50, {\"note\": \"x\"}]}\n\n"_s);
    QVERIFY(find<QPlainTextEdit>(u"detailBytes"_s)
                    ->toPlainText()
                    .startsWith("000000  7b 22 62 69 64 22 3a 20  5b"_L1));

    choose(1);
    QVERIFY(!tree->isVisible());
    QCOMPARE(find<QPlainTextEdit>(u"detailText"_s)->toPlainText(), u"Hello\nworld"_s);
}

void tst_MonitorWindow::copiesPathAndValue()
{
    connectToServer(Script().send(twoEvents));
    QTRY_COMPARE(rows()->rowCount(), 2);
    choose(0);
    auto *tree = find<QTreeView>(u"jsonTree"_s);
    tree->setFocus();
    const QModelIndex list = tree->model()->index(0, 0, tree->model()->index(0, 0));
    tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(1, 0, list)));
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"x"_s);
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"$.bid[1].note"_s);
    tree->setCurrentIndex(list);
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"[\n  1.50,\n  {\n    \"note\": \"x\"\n  }\n]"_s);
}

void tst_MonitorWindow::filters()
{
    connectToServer(Script().send("retry: 60000\n\n: hi\n\n" + twoEvents + "data: other\n\n"));
    QTRY_COMPARE(rows()->rowCount(), 3);
    press(Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(find<QLineEdit>(u"textFilter"_s)->hasFocus());
    QTest::keyClicks(find<QLineEdit>(u"textFilter"_s), u"WORLD"_s);
    QTRY_COMPARE(rows()->rowCount(), 1);
    QCOMPARE(valueIn(rows(), 0, EventTable::Type), u"news"_s);
    QCOMPARE(find<QLabel>(u"count"_s)->text(), u"1 of 5"_s);
    find<QLineEdit>(u"textFilter"_s)->clear();
    QTRY_COMPARE(rows()->rowCount(), 3);

    auto *types = find<QComboBox>(u"typeFilter"_s);
    const auto chooseType = [types](const QString &type) {
        types->setFocus();
        QTest::keyClick(types, Qt::Key_Home);
        for (int i = 0; i < types->count() && types->currentText() != type; ++i)
            QTest::keyClick(types, Qt::Key_Down);
    };
    chooseType(u"price"_s);
    QCOMPARE(rows()->rowCount(), 1);
    chooseType(u"All, and comments"_s);
    QCOMPARE(rows()->rowCount(), 5);
    QCOMPARE(valueIn(rows(), 1, EventTable::Data), u"hi"_s);
    chooseType(u"Comments only"_s);
    QCOMPARE(rows()->rowCount(), 2);
}

void tst_MonitorWindow::pausesAndResumes_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifier>("modifier");
    QTest::newRow("Space") << Qt::Key_Space << Qt::NoModifier;
    QTest::newRow("Ctrl+P") << Qt::Key_P << Qt::ControlModifier;
    QTest::newRow("button") << Qt::Key_unknown << Qt::NoModifier;
}

void tst_MonitorWindow::pausesAndResumes()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const Qt::KeyboardModifier, modifier);
    const auto toggle = [&] {
        if (key == Qt::Key_unknown)
            QTest::mouseClick(find<QToolButton>(u"pauseButton"_s), Qt::LeftButton);
        else
            press(key, modifier);
    };
    watchDemo();
    events()->setFocus();
    toggle();
    QTRY_COMPARE(state(), u"Paused"_s);
    const int paused = find<ElidedLabel>(u"statistics"_s)->text().section(u' ', 0, 0).toInt();
    QTRY_COMPARE(rows()->rowCount(), paused); // what was on its way to the table
    QSignalSpy sent(m_feed.get(), &DemoFeed::eventSent);
    QTRY_VERIFY(sent.size() > 10);
    QCOMPARE(rows()->rowCount(), paused);
    toggle();
    QTRY_COMPARE(state(), u"Open"_s);
    QTRY_VERIFY(rows()->rowCount() > paused + 10);
    QVERIFY(isGapless());
}

void tst_MonitorWindow::followsUntilScrolledUp()
{
    watchDemo();
    QScrollBar *bar = events()->verticalScrollBar();
    auto *follow = find<QCheckBox>(u"follow"_s);
    QTRY_VERIFY(bar->maximum() > 40);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(follow->isChecked());

    bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    const int away = bar->value();
    QVERIFY(!follow->isChecked());
    const int before = bar->maximum();
    QTRY_VERIFY(bar->maximum() > before + 10);
    QCOMPARE(bar->value(), away);

    QTest::mouseClick(follow, Qt::LeftButton, {}, {8, follow->height() / 2});
    QVERIFY(follow->isChecked());
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void tst_MonitorWindow::chosenEventStaysWhenItsRowLeaves()
{
    watchDemo();
    choose(0);
    const QString fields = find<QPlainTextEdit>(u"detailFields"_s)->toPlainText();
    QVERIFY(!fields.isEmpty());
    find<QAction>(u"maximum"_s)->trigger();
    auto *dialog = m_window->findChild<QInputDialog *>();
    QTRY_VERIFY(dialog->isVisible());
    dialog->setIntValue(3);
    dialog->accept();
    QTRY_COMPARE(rows()->rowCount(), 3);
    QVERIFY(!events()->currentIndex().isValid());
    QCOMPARE(find<QPlainTextEdit>(u"detailFields"_s)->toPlainText(), fields);
}

void tst_MonitorWindow::reconnectsOnRequest()
{
    watchDemo();
    QSignalSpy back(m_feed.get(), &DemoFeed::clientConnected);
    QTest::mouseClick(find<QToolButton>(u"reconnectButton"_s), Qt::LeftButton);
    QTRY_COMPARE(back.size(), 1);
    const int before = rows()->rowCount();
    QTRY_VERIFY(rows()->rowCount() > before + 3);
    QVERIFY(isGapless());
    QCOMPARE(history()->rowCount(), 1);
    QCOMPARE(valueIn(history(), 0, ConnectionHistory::Reason),
             u"You asked for a new connection."_s);
}

void tst_MonitorWindow::disconnectsAndConnects()
{
    watchDemo();
    auto *button = find<QPushButton>(u"connectButton"_s);
    QCOMPARE(button->text(), u"Disconnect"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(state(), u"Closed"_s);
    QCOMPARE(button->text(), u"Connect"_s);
    QCOMPARE(valueIn(history(), 0, ConnectionHistory::Reason), u"You disconnected."_s);
    const int kept = rows()->rowCount();
    QVERIFY(kept > 0);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(state(), u"Open"_s);
    QTRY_VERIFY(rows()->rowCount() > kept);
}

void tst_MonitorWindow::sendsWhatIsEdited()
{
    m_server->setDefaultScript(Script().send(twoEvents));
    address()->setText(m_server->url().toString());
    find<QComboBox>(u"method"_s)->setCurrentText(u"POST"_s);
    press(Qt::Key_E, Qt::ControlModifier);
    auto *panel = find(u"requestPanel"_s);
    QTRY_VERIFY(panel->isVisible());
    auto *headers = find(u"headers"_s)->findChild<QTableView *>();
    headers->model()->setData(headers->model()->index(0, 0), u"X-Client"_s);
    headers->model()->setData(headers->model()->index(0, 1), u"monitor"_s);
    auto *query = find(u"query"_s)->findChild<QTableView *>();
    query->model()->setData(query->model()->index(0, 0), u"q"_s);
    query->model()->setData(query->model()->index(0, 1), u"a&b"_s);
    find<QPlainTextEdit>(u"body"_s)->setPlainText(u"{\"stream\":true}"_s);
    find<QLineEdit>(u"token"_s)->setText(u"secrettoken"_s);
    find<QLineEdit>(u"lastEventId"_s)->setText(u"41"_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(rows()->rowCount(), 2);

    const HttpRequest request = m_server->requests().constFirst();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.header("X-Client"), "monitor"_ba);
    QCOMPARE(request.header("Authorization"), "Bearer secrettoken"_ba);
    QCOMPARE(request.header("Last-Event-ID"), "41"_ba);
    QCOMPARE(request.header("Content-Type"), "application/json"_ba);
    QCOMPARE(request.body, "{\"stream\":true}"_ba);
    QCOMPARE(request.query().queryItemValue(u"q"_s, QUrl::FullyDecoded), u"a&b"_s);
}

void tst_MonitorWindow::headerIsValidated()
{
    press(Qt::Key_E, Qt::ControlModifier);
    auto *editor = find(u"headers"_s);
    auto *table = editor->findChild<QTableView *>();
    auto *complaint = editor->findChild<QLabel *>(u"complaint"_s);
    QTRY_VERIFY(table->isVisible());
    QVERIFY(!complaint->isVisible());
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return); // edits
    QTest::keyClicks(QApplication::focusWidget(), u"bad name"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(complaint->isVisible());
    QVERIFY(complaint->text().contains("name"_L1));

    address()->setText(m_server->url().toString());
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(notice().startsWith("The request cannot be sent."_L1));
    QCOMPARE(m_server->requestCount(), 0);

    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Delete);
    QVERIFY(!complaint->isVisible());
    QCOMPARE(table->model()->rowCount(), 1);
}

void tst_MonitorWindow::tokenIsHidden()
{
    auto *token = find<QLineEdit>(u"token"_s);
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    find<QToolButton>(u"showToken"_s)->click();
    QCOMPARE(token->echoMode(), QLineEdit::Normal);
    find<QToolButton>(u"showToken"_s)->click();
    QCOMPARE(token->echoMode(), QLineEdit::Password);
}

void tst_MonitorWindow::showsRefusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("404") << 404 << u"404"_s;
    QTest::newRow("401") << 401 << u"401"_s;
}

void tst_MonitorWindow::showsRefusal()
{
    QFETCH(const int, status);
    QFETCH(const QString, words);
    const QByteArray body = "<b>No</b> such stream.";
    connectToServer(Script().status(status)
                            .header("Content-Type", "text/plain")
                            .contentLength(body.size())
                            .send(body));
    QTRY_COMPARE(state(), u"Closed"_s);
    QTRY_VERIFY(!notice().isEmpty());
    QVERIFY2(notice().contains(words), qPrintable(notice()));
    QVERIFY(notice().endsWith("The server says: <b>No</b> such stream."_L1));
    QCOMPARE(history()->rowCount(), 1);

    m_server->enqueue(Script().send(twoEvents));
    QTest::mouseClick(find<QPushButton>(u"noticeRetry"_s), Qt::LeftButton);
    QTRY_COMPARE(rows()->rowCount(), 2);
    QTRY_COMPARE(notice(), QString());
}

void tst_MonitorWindow::refusesNoAddress()
{
    press(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(address()->hasFocus());
    QTest::keyClicks(address(), u"ftp://nowhere"_s);
    QTest::keyClick(address(), Qt::Key_Return);
    QVERIFY(notice().startsWith("This is no http:// or https:// address."_L1));
    QTest::mouseClick(find<QPushButton>(u"noticeClose"_s), Qt::LeftButton);
    QCOMPARE(notice(), QString());
}

void tst_MonitorWindow::copiedCommandDoesTheSame()
{
#ifndef SSECAT_EXECUTABLE
    QSKIP("ssecat is not built here");
#else
    const QTemporaryDir folder;
    QFile token(folder.filePath(u"token.txt"_s));
    QVERIFY(token.open(QIODevice::WriteOnly));
    token.write("secrettoken\n");
    token.close();
    QVERIFY(QFile::link(QStringLiteral(SSECAT_EXECUTABLE), folder.filePath(u"ssecat"_s)));
    m_server->setDefaultScript(Script().send(twoEvents).finish());

    address()->setText(m_server->url(u"/a?b=1&c='2'"_s).toString(QUrl::FullyEncoded));
    find<QComboBox>(u"method"_s)->setCurrentText(u"POST"_s);
    find<QPlainTextEdit>(u"body"_s)->setPlainText(u"{\"q\": \"it's $HOME\"}\n"_s);
    find<QLineEdit>(u"token"_s)->setText(u"secrettoken"_s);
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(notice().contains("token.txt"_L1));
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY(!command.contains("secret"_L1));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(rows()->rowCount(), 2);

    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(u"sh"_s, {u"-c"_s, u"PATH=.:$PATH; "_s + command});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, patience);
    QCOMPARE(shell.exitCode(), 0);
    const QList<HttpRequest> requests = m_server->requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[1].method, requests[0].method);
    QCOMPARE(requests[1].target, requests[0].target);
    QCOMPARE(requests[1].body, requests[0].body);
    for (const char *name : {"Authorization", "Content-Type", "Accept"})
        QCOMPARE(requests[1].header(name), requests[0].header(name));
#endif
}

void tst_MonitorWindow::keepsTokensToItself()
{
    const QTemporaryDir folder;
    const QString storeName = folder.filePath(u"monitor.ini"_s);
    const QString eventsName = folder.filePath(u"events.jsonl"_s);
    QSettings store(storeName, QSettings::IniFormat);
    open(&store);
    m_server->setDefaultScript(Script().send(twoEvents));
    QUrl url = m_server->url();
    url.setUserInfo(u"user:secretpassword"_s);
    m_window->connectTo(url, u"secrettoken"_s);
    QTRY_COMPARE(rows()->rowCount(), 2);
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!notice().isEmpty());
    QVERIFY(!QGuiApplication::clipboard()->text().contains("secret"_L1));
    QVERIFY(!notice().contains("secret"_L1));
    QCOMPARE(savedTo(eventsName), QString());
    m_window.reset();
    store.sync();
    for (const QString &name : {storeName, eventsName}) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray kept = file.readAll();
        QVERIFY(kept.size() > 50);
        QVERIFY(!kept.contains("secret"));
    }
    open();
}

void tst_MonitorWindow::savesAndLoads()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"events.jsonl"_s);
    connectToServer(Script().send("retry: 60000\n\n" + twoEvents + ": hi\n\ndata:\n\n"));
    QTRY_COMPARE(rows()->rowCount(), 3);
    const auto allRows = [this] {
        QStringList all;
        for (int row = 0; row < rows()->rowCount(); ++row) {
            for (int column = 0; column < rows()->columnCount(); ++column)
                all.append(valueIn(rows(), row, column));
        }
        return all;
    };
    const QStringList before = allRows();
    QCOMPARE(savedTo(name), QString());
    QTRY_VERIFY(notice().contains("5 events saved"_L1));
    press(Qt::Key_K, Qt::ControlModifier);
    QTRY_COMPARE(rows()->rowCount(), 0);

    QCOMPARE(ask(false, name), QString());
    QTRY_COMPARE(rows()->rowCount(), 3);
    QCOMPARE(allRows(), before);
    QCOMPARE(state(), u"File"_s);
    QCOMPARE(find<ElidedLabel>(u"stateDetail"_s)->text(), u"events.jsonl"_s);
    QTRY_COMPARE(m_server->openExchanges(), 0); // offline
    QVERIFY(!find<QAction>(u"reconnect"_s)->isEnabled());

    m_server->enqueue(Script().send(twoEvents)); // a stream takes the place of the file
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(rows()->rowCount(), 2);
    QCOMPARE(state(), u"Open"_s);
}

void tst_MonitorWindow::savesWhatIsShown()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"news.jsonl"_s);
    connectToServer(Script().send(twoEvents));
    QTRY_COMPARE(rows()->rowCount(), 2);
    find<QLineEdit>(u"textFilter"_s)->setText(u"world"_s);
    QTRY_COMPARE(rows()->rowCount(), 1);
    find<QAction>(u"saveShown"_s)->trigger();
    auto *dialog = m_window->findChild<QFileDialog *>();
    QTRY_VERIFY(dialog->isVisible());
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    edit->setText(name);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(name));
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray lines = file.readAll();
    QCOMPARE(lines.count('\n'), 1);
    QVERIFY(lines.startsWith(R"({"type":"news","data":"Hello\nworld","id":"2","lastEventId":"2")"));
}

void tst_MonitorWindow::tellsOfBadLines()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"bad.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"data\":\"a\"}\nnonsense\n");
    file.close();
    m_window->openFile(file.fileName());
    QTRY_COMPARE(rows()->rowCount(), 1);
    QVERIFY(notice().startsWith("1 line is no event."_L1));
    QVERIFY(notice().contains("line 2"_L1));
    m_window->openFile(folder.filePath(u"missing.jsonl"_s));
    QVERIFY(notice().startsWith("The file could not be read."_L1));
    QCOMPARE(rows()->rowCount(), 1);
}

void tst_MonitorWindow::opensDropped()
{
    m_server->enqueue(Script().send(twoEvents));
    QMimeData data;
    data.setText(m_server->url().toString());
    drop(data);
    QTRY_COMPARE(rows()->rowCount(), 2);

    const QTemporaryDir folder;
    QFile file(folder.filePath(u"one.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"data\":\"a\"}\n");
    file.close();
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(file.fileName())});
    drop(files);
    QTRY_COMPARE(rows()->rowCount(), 1);
}

void tst_MonitorWindow::remembersAddresses()
{
    const QTemporaryDir folder;
    QSettings store(folder.filePath(u"monitor.ini"_s), QSettings::IniFormat);
    open(&store);
    m_server->setDefaultScript(Script().send(twoEvents));
    m_window->connectTo(m_server->url(u"/one"_s));
    m_window->connectTo(m_server->url(u"/two"_s));
    m_window->connectTo(m_feed->url()); // has another port each time
    open(&store);
    auto *urls = find<QComboBox>(u"url"_s);
    QCOMPARE(urls->count(), 2);
    QCOMPARE(urls->itemText(0), m_server->url(u"/two"_s).toString());
    urls->setFocus();
    urls->setCurrentIndex(-1);
    QTest::keyClick(urls, Qt::Key_Down);
    QCOMPARE(address()->text(), m_server->url(u"/two"_s).toString());
    find<QAction>(u"forgetRecent"_s)->trigger();
    QCOMPARE(urls->count(), 0);
    m_window.reset();
    open();
}

void tst_MonitorWindow::maximumCount()
{
    watchDemo();
    find<QAction>(u"maximum"_s)->trigger();
    auto *dialog = m_window->findChild<QInputDialog *>();
    QTRY_VERIFY(dialog->isVisible());
    QCOMPARE(dialog->intValue(), 10'000);
    dialog->setIntValue(10);
    dialog->accept();
    QTRY_COMPARE(rows()->rowCount(), 10);
    const QList<qint64> before = ids();
    QTRY_VERIFY(ids().constFirst() > before.constLast());
    QCOMPARE(rows()->rowCount(), 10);
    QVERIFY(isGapless());
}

void tst_MonitorWindow::streamText()
{
    press(Qt::Key_2, Qt::ControlModifier);
    auto *text = find<QPlainTextEdit>(u"stream"_s);
    QTRY_VERIFY(text->isVisible());
    connectToServer(Script().send("retry: 60000\n\n: hi\n\n" + twoEvents).finish());
    QTRY_COMPARE(text->toPlainText(), u"── 200, connected\n\nretry: 60000\n\n: hi\n\n"_s
                                              + QString::fromUtf8(twoEvents)
                                              + u"── The server ended the stream.\n\n"_s);
    press(Qt::Key_K, Qt::ControlModifier);
    QTRY_COMPARE(text->toPlainText(), QString());
}

void tst_MonitorWindow::response()
{
    connectToServer(Script().header("X-Served-By", "one").send(twoEvents));
    QTRY_COMPARE(rows()->rowCount(), 2);
    press(Qt::Key_4, Qt::ControlModifier);
    QTRY_VERIFY(find<QLabel>(u"responseStatus"_s)->isVisible());
    QCOMPARE(find<QLabel>(u"responseStatus"_s)->text(),
             u"200 from %1"_s.arg(m_server->url().toString()));
    auto *headers = find<QTreeWidget>(u"responseHeaders"_s);
    const auto found = headers->findItems(u"x-served-by"_s, Qt::MatchFixedString);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0]->text(1), u"one"_s);
}

void tst_MonitorWindow::plot()
{
    watchDemo();
    auto *plot = find(u"plot"_s);
    QVERIFY(plot->isVisible());
    const QRegularExpression now(u"^now: [0-9.,]+ events/s, [0-9.]+ k?B/s$"_s);
    QTRY_VERIFY(now.match(plot->accessibleDescription()).hasMatch());
    QTRY_VERIFY(!plot->accessibleDescription().startsWith("now: 0 "_L1));
    press(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(plot->hasFocus());
    const auto goBack = [plot] {
        QTest::keyClick(plot, Qt::Key_End);
        QTest::keyClick(plot, Qt::Key_Left);
        QTest::keyClick(plot, Qt::Key_Left);
        return plot->accessibleDescription();
    };
    QTRY_VERIFY(goBack().startsWith("0.5 s ago: "_L1)); // once there are two samples
    QTest::mouseMove(plot, {plot->width() / 2 - 18, plot->height() / 2});
    QTRY_VERIFY(!plot->accessibleDescription().startsWith("0.5 s ago: "_L1));
}

// As fast as the loopback gives it: the window stays in hand, and bounded.
void tst_MonitorWindow::staysQuickInAFlood()
{
    press(Qt::Key_2, Qt::ControlModifier);
    connectToServer(
            Script().repeat(QByteArray("event: price\ndata: {\"bid\":1.08}\n\n").repeated(200)));
    QTRY_COMPARE_WITH_TIMEOUT(rows()->rowCount(), 10'000, patience);
    const auto *text = find<QPlainTextEdit>(u"stream"_s);
    QTRY_VERIFY_WITH_TIMEOUT(text->document()->characterCount() > 100'000, patience);
    QSignalSpy batches(rows(), &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(batches.wait(patience));
        QVERIFY(rows()->rowCount() <= 10'000);
        QVERIFY(text->document()->characterCount() < 600'000);
    }
    press(Qt::Key_P, Qt::ControlModifier);
    QTRY_COMPARE(state(), u"Paused"_s);
    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(state(), u"Closed"_s);
}

// From the address to a value in an event, a filter and a file, without a mouse.
void tst_MonitorWindow::byKeyboardAlone()
{
    m_server->setDefaultScript(Script().send(twoEvents));
    press(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(address()->hasFocus());
    for (const QChar c : m_server->url().toString())
        QTest::keyClick(m_window->windowHandle(), c.toLatin1());
    press(Qt::Key_Return);
    QTRY_COMPARE(rows()->rowCount(), 2);
    QTRY_VERIFY(events()->hasFocus());
    press(Qt::Key_Home);
    press(Qt::Key_Up);
    QCOMPARE(events()->currentIndex().row(), 0);
    auto *tree = find<QTreeView>(u"jsonTree"_s);
    QVERIFY(tree->isVisible());
    for (int i = 0; i < 10 && !tree->hasFocus(); ++i)
        press(Qt::Key_Tab);
    QVERIFY(tree->hasFocus());
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"1.50"_s);
    press(Qt::Key_F, Qt::ControlModifier);
    for (const char c : {'n', 'e', 'w', 's'})
        QTest::keyClick(m_window->windowHandle(), c);
    QTRY_COMPARE(rows()->rowCount(), 1);
    press(Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(events()->hasFocus());
    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(state(), u"Closed"_s);
}

void tst_MonitorWindow::menusHaveMnemonics()
{
    const QList<QMenu *> menus = m_window->findChildren<QMenu *>();
    int named = 0;
    for (const QMenu *menu : menus) {
        QStringList keys;
        for (const QAction *action : menu->actions()) {
            if (action->isSeparator() || action->text().isEmpty())
                continue;
            const qsizetype mark = action->text().indexOf(u'&');
            QVERIFY2(mark >= 0, qPrintable(action->text()));
            const QString key = action->text().mid(mark + 1, 1).toLower();
            QVERIFY2(!keys.contains(key), qPrintable(action->text()));
            keys.append(key);
            ++named;
        }
    }
    QVERIFY(named > 15);
}

// A key that two widgets claim does nothing but take the focus to one of them.
void tst_MonitorWindow::mnemonicsAreUnique()
{
    connectToServer(Script().status(404).finish());
    QTRY_VERIFY(find<QPushButton>(u"noticeRetry"_s)->isVisible());
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(find(u"requestPanel"_s)->isVisible());
    auto *pages = find<QTabWidget>(u"requestTabs"_s);
    for (int page = 0; page < pages->count(); ++page) {
        pages->setCurrentIndex(page);
        const QStringList texts = visibleMnemonics();
        QStringList keys;
        for (const QString &text : texts) {
            const QString key = QKeySequence::mnemonic(text).toString();
            QVERIFY2(!keys.contains(key), qPrintable(u"%1 in \"%2\""_s.arg(key, text)));
            keys.append(key);
        }
        QVERIFY(keys.size() >= 14);
    }
}

void tst_MonitorWindow::longTypeLeavesRoom()
{
    const int before = m_window->minimumSizeHint().width();
    connectToServer(Script().send("id: 1\nevent: " + QByteArray(3000, 'W') + "\ndata: x\n\n"));
    QTRY_COMPARE(rows()->rowCount(), 1);
    QTRY_COMPARE(find<QComboBox>(u"typeFilter"_s)->count(), 5);
    QCOMPARE(m_window->minimumSizeHint().width(), before);
    QVERIFY(find<QComboBox>(u"typeFilter"_s)->width() < find(u"textFilter"_s)->width());
}

void tst_MonitorWindow::everythingHasAName()
{
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(find(u"requestPanel"_s)->isVisible());
    const QList<QWidget *> all = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        const bool isInput = qobject_cast<const QComboBox *>(widget)
                             || qobject_cast<const QPlainTextEdit *>(widget)
                             || qobject_cast<const QAbstractItemView *>(widget);
        if (!isInput || qobject_cast<const QHeaderView *>(widget) || !widget->isVisible()
            || widget->objectName().startsWith("qt_"_L1))
            continue;
        const QAccessibleInterface *interface =
                QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName()));
    }
}

void tst_MonitorWindow::pictures_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QSize>("size");
    for (const QString &theme : {u"dark"_s, u"light"_s}) {
        QTest::addRow("%s-wide", qPrintable(theme)) << theme << QSize(1280, 800);
        QTest::addRow("%s-narrow", qPrintable(theme)) << theme << QSize(720, 900);
    }
}

// Kept where MONITOR_PICTURES names a folder.
void tst_MonitorWindow::pictures()
{
    QFETCH(const QString, theme);
    QFETCH(const QSize, size);
    m_window->setTheme(theme);
    m_window->resize(size);
    watchDemo();
    m_feed->cutAll();
    QTRY_COMPARE(state(), u"Waiting"_s);
    press(Qt::Key_F5);
    QTRY_COMPARE(state(), u"Open"_s);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->rowCount() > 60, patience);
    choose(rows()->rowCount() - 3);
    const QString folder = qEnvironmentVariable("MONITOR_PICTURES");
    for (int pane = StreamPanes::Throughput; pane <= StreamPanes::Response; ++pane) {
        find<QAction>(u"pane%1"_s.arg(pane))->trigger();
        find<QAction>(u"showRequest"_s)->setChecked(pane >= StreamPanes::Connections);
        find<QTabWidget>(u"requestTabs"_s)
                ->setCurrentIndex(pane == StreamPanes::Connections ? 4 : 0);
        const QPixmap picture = m_window->grab();
        QCOMPARE(picture.deviceIndependentSize().toSize(), size); // it fits that
        if (!folder.isEmpty())
            QVERIFY(picture.save(u"%1/%2-%3.png"_s.arg(
                    folder, QString::fromUtf8(QTest::currentDataTag()), QString::number(pane))));
    }
}

int main(int argc, char *argv[])
{
    const VirtualDisplay display;
    if (!display.isThere())
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    tst_MonitorWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_monitorwindow.moc"
