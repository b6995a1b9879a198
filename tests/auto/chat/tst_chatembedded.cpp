// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatclient.h"
#include "conversation.h"
#include "embeddedendpoint.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <QtCore/QRegularExpression>
#include <QtNetwork/QNetworkProxyFactory>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Outcome = ChatResult::Outcome;

// The endpoint in the app, asked by the app's own client.
class tst_ChatEmbedded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void answers_data();
    void answers();
    void remembersTheConversation();
    void failsOnRequest_data();
    void failsOnRequest();
    void huge();
    void refusesWhatItDoesNotKnow();

private:
    void ask(const QString &question);

    std::unique_ptr<EmbeddedEndpoint> m_endpoint;
    std::unique_ptr<ChatClient> m_client;
    Conversation m_conversation;
    ChatResult m_result;
};

void tst_ChatEmbedded::initTestCase()
{
    QNetworkProxyFactory::setUseSystemConfiguration(false);
}

void tst_ChatEmbedded::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_client.reset();
    m_endpoint = std::make_unique<EmbeddedEndpoint>();
    m_endpoint->setHurried(true);
    m_client = std::make_unique<ChatClient>();
    m_conversation.clear();
    connect(m_client.get(), &ChatClient::textReceived, this,
            [this](const QString &text) { m_conversation.appendToAnswer(text); });
    connect(m_client.get(), &ChatClient::finished, this,
            [this](const ChatResult &result) { m_result = result; });
}

void tst_ChatEmbedded::ask(const QString &question)
{
    QSignalSpy finished(m_client.get(), &ChatClient::finished);
    m_conversation.ask(question);
    m_client->ask({m_endpoint->url(), u"scripted-1"_s, {}}, m_conversation.messages());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
}

void tst_ChatEmbedded::answers_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("part");
    QTest::newRow("anything") << u"How are you?"_s << u"> How are you?"_s;
    QTest::newRow("events") << u"What is SSE?"_s << u"data: [DONE]"_s;
    QTest::newRow("code") << u"Code, please"_s << u"```cpp\nauto *session"_s;
    QTest::newRow("help") << u"/help"_s << u"| `/huge` |"_s;
    QTest::newRow("slow") << u"/slow"_s << u"data: [DONE]"_s;
}

void tst_ChatEmbedded::answers()
{
    QFETCH(const QString, question);
    QFETCH(const QString, part);
    ask(question);
    QCOMPARE(m_result.outcome, Outcome::Complete);
    QCOMPARE(m_result.finishReason, u"stop"_s);
    QVERIFY(m_result.tokens > 10);
    QVERIFY2(m_conversation.lastAnswer().contains(part), qPrintable(m_conversation.lastAnswer()));
}

void tst_ChatEmbedded::remembersTheConversation()
{
    ask(u"Hello"_s);
    QVERIFY(!m_conversation.lastAnswer().contains("question 2"_L1));
    ask(u"And now?"_s);
    QVERIFY(m_conversation.lastAnswer().contains("question 2"_L1));
}

void tst_ChatEmbedded::failsOnRequest_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("begins");
    QTest::newRow("error") << u"/error"_s << u"The server gave up on the answer."_s << true;
    QTest::newRow("cut") << u"/cut"_s << u"The answer was cut short."_s << true;
    QTest::newRow("large") << u"/large"_s << u"A piece of the answer is too large to be real."_s
                           << true;
    QTest::newRow("401") << u"/401"_s << u"The server did not accept the API key."_s << false;
    QTest::newRow("429") << u"/429"_s << u"Too many requests, or the quota is used up."_s << false;
    QTest::newRow("500") << u"/500"_s << u"The server has a problem."_s << false;
}

void tst_ChatEmbedded::failsOnRequest()
{
    QFETCH(const QString, command);
    ask(command);
    QCOMPARE(m_result.outcome, Outcome::Failed);
    QTEST(m_result.error.title, "title");
    QTEST(!m_conversation.lastAnswer().isEmpty(), "begins");
    QCOMPARE(m_result.error.retryAfter.has_value(), command == u"/429"_s);
}

void tst_ChatEmbedded::huge()
{
    ask(u"/huge"_s);
    QCOMPARE(m_result.outcome, Outcome::Complete);
    QVERIFY(m_result.tokens > 50'000);
    QCOMPARE(m_conversation.lastAnswer().count("\n## "_L1), 549);
    QVERIFY(m_conversation.lastAnswer().endsWith("That was all.\n"_L1));
}

void tst_ChatEmbedded::refusesWhatItDoesNotKnow()
{
    QSignalSpy finished(m_client.get(), &ChatClient::finished);
    QUrl elsewhere = m_endpoint->url();
    elsewhere.setPath(u"/elsewhere"_s);
    m_client->ask({elsewhere, u"scripted-1"_s, {}}, {{ChatMessage::Role::User, u"Hello"_s}});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_result.error.title, u"There is no such model or endpoint."_s);
    finished.clear();
    m_client->ask({m_endpoint->url(), u"scripted-1"_s, {}}, {});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_result.error.title, u"The server does not understand the request."_s);
}

QTEST_GUILESS_MAIN(tst_ChatEmbedded)
#include "tst_chatembedded.moc"
