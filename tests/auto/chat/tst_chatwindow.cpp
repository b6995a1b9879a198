// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatwindow.h"
#include "embeddedendpoint.h"
#include "endfollower.h"
#include "scriptedserver.h"
#include "settingsdialog.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtNetwork/QNetworkProxyFactory>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QToolButton>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms, on a busy machine

QByteArray chunk(const QByteArray &text)
{
    return R"(data: {"choices":[{"delta":{"content":")" + text + "\"}}]}\n\n";
}

const QByteArray done = "data: [DONE]\n\n";

Script answer(const QByteArray &text)
{
    return Script().send(chunk(text) + done).finish();
}

Script refusal(int status)
{
    const QByteArray body = R"({"error":{"message":"No."}})";
    return Script()
            .status(status)
            .header("Content-Type", "application/json")
            .contentLength(body.size())
            .send(body);
}

} // namespace

// The window as its user has it, with a server that does what a test says.
class tst_ChatWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void asksAndShows();
    void sends_data();
    void sends();
    void shiftEnterBreaksLine();
    void sendsNothingEmpty();
    void sendsConversation();
    void stops_data();
    void stops();
    void keepsWhatIsTypedMeanwhile();
    void showsErrorAndRetries_data();
    void showsErrorAndRetries();
    void waitsForRetryAfter();
    void errorLeavesWithNextQuestion();
    void truncatedAnswerIsKept();
    void copies();
    void startsAnew();
    void suggests();
    void showsServersTextAsItIs();

    void followsOnlyAtTheEnd();
    void follower();
    void staysQuickInAFlood();
    void takesDarkPalette();
    void picture();

    void settings();
    void settingsRefuseBadUrl();
    void keyIsNeverStored();
    void keyFromEnvironment();
    void embeddedEndpointGetsNoKey();

private:
    void open(const ChatSettings &settings);
    void ask(const QString &question);
    template <typename T> T *find(const QString &name) const
    {
        const QList<T *> all = m_window->findChildren<T *>(name);
        return all.isEmpty() ? nullptr : all.constLast();
    }
    QString lastAnswer() const
    {
        const auto *text = find<QTextBrowser>(u"answer"_s);
        return text ? text->toPlainText() : QString();
    }
    QPlainTextEdit *prompt() const { return find<QPlainTextEdit>(u"prompt"_s); }
    QPushButton *sendButton() const { return find<QPushButton>(u"sendButton"_s); }
    QPushButton *retryButton() const { return find<QPushButton>(u"retryButton"_s); }
    QScrollBar *scrollBar() const
    {
        return m_window->findChild<QScrollArea *>()->verticalScrollBar();
    }
    bool isBusy() const { return sendButton()->text() == u"Stop"_s; }
    QJsonArray messages(int request) const
    {
        const QByteArray body = m_server->requests().value(request).body;
        return QJsonDocument::fromJson(body).object().value(u"messages"_s).toArray();
    }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ChatWindow> m_window;
};

void tst_ChatWindow::initTestCase()
{
    QNetworkProxyFactory::setUseSystemConfiguration(false);
}

void tst_ChatWindow::init()
{
    // The platform that draws nowhere knows no size hints, and says so.
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_server = std::make_unique<ScriptedServer>();
    open({m_server->url(u"/v1/chat/completions"_s), u"model-1"_s, {}});
}

void tst_ChatWindow::cleanup()
{
    m_window.reset();
    m_server.reset();
}

void tst_ChatWindow::open(const ChatSettings &settings)
{
    m_window = std::make_unique<ChatWindow>(settings, m_server->url(u"/embedded"_s));
    m_window->resize(700, 500);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), patience));
}

void tst_ChatWindow::ask(const QString &question)
{
    QTest::keyClicks(prompt(), question);
    QTest::keyClick(prompt(), Qt::Key_Return);
}

void tst_ChatWindow::asksAndShows()
{
    m_server->setDefaultScript(Script());
    QVERIFY(find<QLabel>(u"heading"_s)->text().contains("model-1"_L1));
    ask(u"Hello"_s);
    QVERIFY(isBusy());
    QCOMPARE(prompt()->toPlainText(), QString());
    QCOMPARE(find<QTextBrowser>(u"question"_s)->toPlainText(), u"Hello"_s);

    QTRY_VERIFY(m_server->lastExchange());
    m_server->lastExchange()->send(chunk("Some **bo"));
    QTRY_COMPARE(lastAnswer(), u"Some **bo"_s);
    m_server->lastExchange()->send(chunk("ld** text"));
    QTRY_COMPARE(lastAnswer(), u"Some bold text"_s);
    QVERIFY(isBusy());
    m_server->lastExchange()->send(done);
    QTRY_VERIFY(!isBusy());
    QVERIFY(find<QLabel>(u"note"_s)->text().startsWith("2 tokens"_L1));
    QVERIFY(!retryButton()->isVisible());
}

void tst_ChatWindow::sends_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifier>("modifier");
    QTest::newRow("Enter") << Qt::Key_Return << Qt::NoModifier;
    QTest::newRow("Ctrl+Enter") << Qt::Key_Return << Qt::ControlModifier;
    QTest::newRow("keypad") << Qt::Key_Enter << Qt::KeypadModifier;
    QTest::newRow("button") << Qt::Key_unknown << Qt::NoModifier;
}

void tst_ChatWindow::sends()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const Qt::KeyboardModifier, modifier);
    m_server->setDefaultScript(answer("Yes"));
    QTest::keyClicks(prompt(), u"Hello"_s);
    if (key == Qt::Key_unknown)
        QTest::mouseClick(sendButton(), Qt::LeftButton);
    else
        QTest::keyClick(prompt(), key, modifier);
    QTRY_COMPARE(lastAnswer(), u"Yes"_s);
    QTRY_VERIFY(!isBusy());
}

void tst_ChatWindow::shiftEnterBreaksLine()
{
    const int height = prompt()->height();
    QTest::keyClicks(prompt(), u"a"_s);
    QTest::keyClick(prompt(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(prompt(), u"b"_s);
    QCOMPARE(prompt()->toPlainText(), u"a\nb"_s);
    QVERIFY(!isBusy());
    QVERIFY(prompt()->height() > height);
    prompt()->setPlainText(u"line\n"_s.repeated(100));
    QVERIFY(prompt()->height() < 12 * height);
}

void tst_ChatWindow::sendsNothingEmpty()
{
    ask(u"  "_s);
    QVERIFY(!isBusy());
    QVERIFY(!find<QTextBrowser>(u"question"_s));
}

void tst_ChatWindow::sendsConversation()
{
    ChatSettings settings{m_server->url(), u"model-1"_s, u"Be brief."_s};
    open(settings);
    m_server->setDefaultScript(answer("Yes"));
    for (const QString &question : {u"One?"_s, u"Two?"_s}) {
        ask(question);
        QTRY_VERIFY(!isBusy());
    }
    const QJsonArray sent = messages(1);
    QStringList texts;
    for (const QJsonValue &message : sent)
        texts.append(message.toObject().value(u"content"_s).toString());
    QCOMPARE(texts, (QStringList{u"Be brief."_s, u"One?"_s, u"Yes"_s, u"Two?"_s}));
}

void tst_ChatWindow::stops_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("Esc") << true;
    QTest::newRow("button") << false;
}

void tst_ChatWindow::stops()
{
    QFETCH(const bool, byKey);
    m_server->enqueue(Script().send(chunk("Half")));
    QSignalSpy hungUp(m_server.get(), &ScriptedServer::exchangeClosed);
    ask(u"Hello"_s);
    QTRY_COMPARE(lastAnswer(), u"Half"_s);
    if (byKey)
        QTest::keyClick(prompt(), Qt::Key_Escape);
    else
        QTest::mouseClick(sendButton(), Qt::LeftButton);
    QVERIFY(!isBusy());
    QTRY_COMPARE(hungUp.size(), 1);
    QVERIFY(find<QLabel>(u"note"_s)->text().startsWith("Stopped"_L1));
    QVERIFY(!retryButton()->isVisible());
    QCOMPARE(lastAnswer(), u"Half"_s);
}

void tst_ChatWindow::keepsWhatIsTypedMeanwhile()
{
    m_server->enqueue(Script());
    ask(u"Hello"_s);
    ask(u"Next"_s);
    QCOMPARE(prompt()->toPlainText(), u"Next"_s);
    QCOMPARE(m_window->findChildren<QTextBrowser *>(u"question"_s).size(), 1);
}

void tst_ChatWindow::showsErrorAndRetries_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("title");
    QTest::newRow("401") << refusal(401) << u"The server did not accept the API key."_s;
    QTest::newRow("500") << refusal(500) << u"The server has a problem."_s;
    QTest::newRow("in the stream") << Script().send(chunk("Half") + "data: {\"error\":\"No.\"}\n\n")
                                   << u"The server gave up on the answer."_s;
}

void tst_ChatWindow::showsErrorAndRetries()
{
    QFETCH(const Script, script);
    m_server->enqueue(script);
    m_server->enqueue(answer("Yes"));
    ask(u"Hello"_s);
    QTRY_VERIFY(retryButton()->isVisible());
    QVERIFY(!isBusy());
    QTEST(find<QLabel>(u"errorTitle"_s)->text(), "title");
    QCOMPARE(find<QLabel>(u"errorDetail"_s)->text(), u"No."_s);

    QTest::mouseClick(retryButton(), Qt::LeftButton);
    QVERIFY(!retryButton()->isVisible());
    QTRY_COMPARE(lastAnswer(), u"Yes"_s);
    QTRY_VERIFY(!isBusy());
    QCOMPARE(m_window->findChildren<QTextBrowser *>(u"question"_s).size(), 1);
    QCOMPARE(m_window->findChildren<QTextBrowser *>(u"answer"_s).size(), 1);
    QCOMPARE(messages(1), messages(0)); // the half answer does not go along
}

void tst_ChatWindow::waitsForRetryAfter()
{
    m_server->enqueue(refusal(429).header("Retry-After", "3600"));
    m_server->enqueue(refusal(500));
    ask(u"Hello"_s);
    QTRY_VERIFY(retryButton()->isVisible());
    QVERIFY(!retryButton()->isEnabled());
    QVERIFY(retryButton()->text().startsWith("Retry in 3"_L1));
    ask(u"Anyway"_s); // nobody is kept from asking
    QTRY_COMPARE(find<QLabel>(u"errorTitle"_s)->text(), u"The server has a problem."_s);
    QVERIFY(retryButton()->isEnabled());
    QCOMPARE(retryButton()->text(), u"&Retry"_s);
}

void tst_ChatWindow::errorLeavesWithNextQuestion()
{
    m_server->enqueue(refusal(500));
    m_server->enqueue(answer("Yes"));
    ask(u"Hello"_s);
    QTRY_VERIFY(retryButton()->isVisible());
    ask(u"Again"_s);
    QVERIFY(!retryButton()->isVisible());
    QTRY_COMPARE(lastAnswer(), u"Yes"_s);
    QCOMPARE(messages(1).size(), 1); // what got no answer stays out
}

void tst_ChatWindow::truncatedAnswerIsKept()
{
    m_server->enqueue(Script().send(chunk("Half")));
    ask(u"Hello"_s);
    QTRY_COMPARE(lastAnswer(), u"Half"_s);
    m_server->lastExchange()->cut();
    QTRY_VERIFY(retryButton()->isVisible());
    QCOMPARE(find<QLabel>(u"errorTitle"_s)->text(), u"The answer was cut short."_s);
    QCOMPARE(lastAnswer(), u"Half"_s);
    QVERIFY(find<QLabel>(u"note"_s)->text().startsWith("Not complete"_L1));
}

void tst_ChatWindow::copies()
{
    m_server->enqueue(answer("Some **bold** text"));
    ask(u"Hello"_s);
    QTRY_VERIFY(!isBusy());
    auto *button = find<QToolButton>(u"copyButton"_s);
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Some **bold** text"_s);
    QCOMPARE(button->text(), u"Copied"_s);

    auto *text = find<QTextBrowser>(u"answer"_s);
    QTest::mouseDClick(text->viewport(), Qt::LeftButton, {}, {3, 5});
    QCOMPARE(text->textCursor().selectedText(), u"Some"_s);
}

void tst_ChatWindow::startsAnew()
{
    m_server->enqueue(Script().send(chunk("Half")));
    m_server->enqueue(answer("Yes"));
    ask(u"Hello"_s);
    QTRY_COMPARE(lastAnswer(), u"Half"_s);
    QTest::keyClick(prompt(), Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(!isBusy()); // a button takes a moment for its shortcut
    QVERIFY(!find<QTextBrowser>(u"question"_s));
    QVERIFY(!find<QTextBrowser>(u"answer"_s));
    ask(u"Next"_s);
    QTRY_COMPARE(lastAnswer(), u"Yes"_s);
    QCOMPARE(messages(1).size(), 1);
}

void tst_ChatWindow::suggests()
{
    open({{}, u"scripted-1"_s, {}});
    m_server->enqueue(answer("Yes"));
    auto *suggestion = find<QPushButton>(u"suggestion"_s);
    QVERIFY(suggestion->isVisible());
    QTest::mouseClick(suggestion, Qt::LeftButton);
    QVERIFY(!suggestion->isVisible());
    QCOMPARE(find<QTextBrowser>(u"question"_s)->toPlainText(), u"/help"_s);
    QTRY_COMPARE(lastAnswer(), u"Yes"_s);
}

void tst_ChatWindow::showsServersTextAsItIs()
{
    m_server->enqueue(Script().send("data: {\"error\":\"<b>No</b>\"}\n\n"));
    ask(u"<i>Hello</i>"_s);
    QTRY_VERIFY(retryButton()->isVisible());
    QCOMPARE(find<QLabel>(u"errorDetail"_s)->textFormat(), Qt::PlainText);
    QCOMPARE(find<QTextBrowser>(u"question"_s)->toPlainText(), u"<i>Hello</i>"_s);
}

void tst_ChatWindow::followsOnlyAtTheEnd()
{
    const QByteArray page = chunk(QByteArray("line\\n\\n").repeated(60));
    m_server->enqueue(Script().send(page));
    ask(u"Hello"_s);
    QTRY_VERIFY(scrollBar()->maximum() > 500);
    QTRY_COMPARE(scrollBar()->value(), scrollBar()->maximum());
    auto *endButton = find<QToolButton>(u"endButton"_s);
    QVERIFY(!endButton->isVisible());

    QTest::keyClick(prompt(), Qt::Key_PageUp);
    const int away = scrollBar()->value();
    const int maximum = scrollBar()->maximum();
    QVERIFY(away < maximum);
    QVERIFY(endButton->isVisible());
    m_server->lastExchange()->send(page);
    QTRY_VERIFY(scrollBar()->maximum() > maximum + 500);
    QCOMPARE(scrollBar()->value(), away);

    QTest::mouseClick(endButton, Qt::LeftButton);
    QTRY_COMPARE(scrollBar()->value(), scrollBar()->maximum());
    m_server->lastExchange()->send(page + done);
    QTRY_VERIFY(!isBusy());
    QTRY_VERIFY(scrollBar()->maximum() > maximum + 1000);
    QTRY_COMPARE(scrollBar()->value(), scrollBar()->maximum());
}

void tst_ChatWindow::follower()
{
    QScrollBar bar;
    bar.setPageStep(100);
    EndFollower follower(&bar);
    QSignalSpy changed(&follower, &EndFollower::followingChanged);
    for (int maximum = 50; maximum <= 1000; maximum += 50) {
        bar.setMaximum(maximum);
        QVERIFY(follower.isFollowing()); // also while it glides
    }
    QTRY_COMPARE(bar.value(), 1000);
    bar.setMaximum(5000);
    QCOMPARE(bar.value(), 5000); // far away: at once
    bar.setMaximum(4000);
    QVERIFY(follower.isFollowing());
    QCOMPARE(changed.size(), 0);

    bar.triggerAction(QScrollBar::SliderPageStepSub);
    QVERIFY(!follower.isFollowing());
    bar.setMaximum(6000);
    QCOMPARE(bar.value(), 3900);
    bar.triggerAction(QScrollBar::SliderToMaximum);
    QVERIFY(follower.isFollowing());
    bar.triggerAction(QScrollBar::SliderToMinimum);
    QVERIFY(!follower.isFollowing());
    bar.setMaximum(0); // all is in view
    QVERIFY(follower.isFollowing());
    QCOMPARE(changed.size(), 4);
}

// The window takes keys while tokens come as fast as they can.
void tst_ChatWindow::staysQuickInAFlood()
{
    m_server->enqueue(Script().repeat(chunk("word **bold** `code`\\n\\n")));
    ask(u"Hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(lastAnswer().size() > 20'000, patience);
    QTest::keyClicks(prompt(), u"typed meanwhile"_s);
    QCOMPARE(prompt()->toPlainText(), u"typed meanwhile"_s);
    QTest::keyClick(prompt(), Qt::Key_Escape);
    QVERIFY(!isBusy());
    const QString text = lastAnswer();
    QVERIFY(text.startsWith("word bold code\nword"_L1));
    QCoreApplication::processEvents();
    QCOMPARE(lastAnswer(), text);
}

void tst_ChatWindow::takesDarkPalette()
{
    m_server->enqueue(answer("a `b`"));
    ask(u"Hello"_s);
    QTRY_VERIFY(!isBusy());
    const auto ground = [this] {
        QTextCursor cursor = find<QTextBrowser>(u"answer"_s)->textCursor();
        cursor.movePosition(QTextCursor::End);
        return cursor.charFormat().background().color();
    };
    QVERIFY(ground().lightness() > 200);
    QPalette dark(QColor(40, 40, 40));
    dark.setColor(QPalette::Base, QColor(20, 20, 20));
    m_window->setPalette(dark);
    QCOMPARE(lastAnswer(), u"a b"_s);
    QVERIFY(ground().lightness() < 80);
}

// With CHAT_PICTURE set to a file name, for those who want to look at it.
void tst_ChatWindow::picture()
{
    EmbeddedEndpoint endpoint;
    endpoint.setHurried(true);
    m_window = std::make_unique<ChatWindow>(ChatSettings{{}, u"scripted-1"_s, {}}, endpoint.url());
    m_window->resize(420, 800);
    m_window->show();
    ask(u"Show me some code"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isBusy(), patience);
    const QPixmap pixmap = m_window->grab();
    QCOMPARE(pixmap.deviceIndependentSize().toSize(), QSize(420, 800)); // it fits that
    const QString fileName = qEnvironmentVariable("CHAT_PICTURE");
    if (!fileName.isEmpty())
        QVERIFY(pixmap.save(fileName));
}

void tst_ChatWindow::settings()
{
    m_server->enqueue(answer("Yes"));
    open({{}, u"old"_s, {}});
    QSignalSpy changed(m_window.get(), &ChatWindow::settingsChanged);
    QTest::keyClick(prompt(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(m_window->findChild<SettingsDialog *>());
    auto *dialog = m_window->findChild<SettingsDialog *>();
    QVERIFY(dialog->isVisible());

    auto *url = dialog->findChild<QLineEdit *>(u"url"_s);
    auto *key = dialog->findChild<QLineEdit *>(u"apiKey"_s);
    QVERIFY(!url->isEnabled());
    QCOMPARE(key->echoMode(), QLineEdit::Password);
    dialog->findChildren<QRadioButton *>().constLast()->click();
    QTest::keyClicks(url, m_server->url(u"/v1"_s).toString());
    QTest::keyClicks(key, u" sk-secret "_s);
    dialog->findChild<QLineEdit *>(u"model"_s)->setText(u"new"_s);
    dialog->findChild<QPlainTextEdit *>(u"systemPrompt"_s)->setPlainText(u"Be brief."_s);
    QTest::keyClick(key, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    QVERIFY(find<QLabel>(u"heading"_s)->text().startsWith("new"_L1));

    ask(u"Hello"_s);
    QTRY_COMPARE(lastAnswer(), u"Yes"_s);
    const HttpRequest request = m_server->requests().constFirst();
    QCOMPARE(request.path(), "/v1/chat/completions"_ba);
    QCOMPARE(request.header("Authorization"), "Bearer sk-secret"_ba);
    QVERIFY(request.body.contains(R"("model":"new")"));
    QCOMPARE(messages(0).size(), 2);
}

void tst_ChatWindow::settingsRefuseBadUrl()
{
    SettingsDialog dialog({m_server->url(), {}, {}}, {});
    dialog.open();
    dialog.findChild<QLineEdit *>(u"url"_s)->setText(u"nowhere"_s);
    dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QVERIFY(dialog.isVisible());
    QVERIFY(dialog.findChild<QLabel *>(u"complaint"_s)->isVisible());
    dialog.findChild<QLineEdit *>(u"url"_s)->setText(u"http://localhost"_s);
    dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QVERIFY(!dialog.isVisible());
}

void tst_ChatWindow::keyIsNeverStored()
{
    const QTemporaryDir folder;
    const QString fileName = folder.filePath(u"chat.ini"_s);
    QSettings stored(fileName, QSettings::IniFormat);
    const QUrl url(u"http://user:secret@localhost/v1?api-version=1"_s);
    m_window->setApiKey(u"sk-secret"_s);
    ChatSettings{url, u"model-1"_s, u"Be brief."_s}.save(&stored);
    stored.sync();
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret"));

    const ChatSettings loaded = ChatSettings::load(stored);
    QCOMPARE(loaded.url, QUrl(u"http://localhost/v1?api-version=1"_s));
    QCOMPARE(loaded.model, u"model-1"_s);
    QCOMPARE(loaded.systemPrompt, u"Be brief."_s);
    stored.clear();
    QVERIFY(ChatSettings::load(stored).isEmbedded());
}

void tst_ChatWindow::keyFromEnvironment()
{
    qunsetenv("QTSSE_CHAT_KEY");
    qunsetenv("OPENAI_API_KEY");
    QCOMPARE(ChatSettings::keyFromEnvironment(), QString());
    qputenv("OPENAI_API_KEY", "general\n");
    QCOMPARE(ChatSettings::keyFromEnvironment(), u"general"_s);
    qputenv("QTSSE_CHAT_KEY", "own");
    QCOMPARE(ChatSettings::keyFromEnvironment(), u"own"_s);
    qunsetenv("QTSSE_CHAT_KEY");
    qunsetenv("OPENAI_API_KEY");
}

void tst_ChatWindow::embeddedEndpointGetsNoKey()
{
    m_server->enqueue(answer("Yes"));
    open({{}, u"scripted-1"_s, {}});
    m_window->setApiKey(u"sk-secret"_s);
    ask(u"Hello"_s);
    QTRY_COMPARE(lastAnswer(), u"Yes"_s);
    QCOMPARE(m_server->requests().constFirst().path(), "/embedded"_ba);
    QCOMPARE(m_server->requests().constFirst().headerCount("Authorization"), 0);
}

QTEST_MAIN(tst_ChatWindow)
#include "tst_chatwindow.moc"
