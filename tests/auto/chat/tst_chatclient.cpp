// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "answermeter.h"
#include "chatclient.h"
#include "conversation.h"
#include "scriptedserver.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QNetworkProxyFactory>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Outcome = ChatResult::Outcome;
using Role = ChatMessage::Role;

namespace {

QByteArray chunk(const QByteArray &text)
{
    return R"(data: {"choices":[{"index":0,"delta":{"content":")" + text
           + "\"},\"finish_reason\":null}]}\n\n";
}

QByteArray lastChunk(const QByteArray &reason = "stop")
{
    return R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":")" + reason + "\"}]}\n\n";
}

constexpr int patience = 60'000; // ms, on a busy machine
const QByteArray done = "data: [DONE]\n\n";
const QList<ChatMessage> hello{{Role::User, u"Hello"_s}};

Script refusal(int status, const QByteArray &body, const QByteArray &type = "application/json")
{
    return Script()
            .status(status)
            .header("Content-Type", type)
            .contentLength(body.size())
            .send(body);
}

} // namespace

class tst_ChatClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void answers_data();
    void answers();
    void sendsRequest();
    void sendsNoKeyWhereThereIsNone();
    void sendsNoIdOfTheLastAnswer();
    void passesOver_data();
    void passesOver();
    void endsWithoutMarker();
    void refused_data();
    void refused();
    void retryAfter_data();
    void retryAfter();
    void noStream();
    void errorInStream_data();
    void errorInStream();
    void cutBeforeMarker();
    void cutAfterAnEarlierAnswer();
    void eventTooLarge();
    void unreachable();
    void cancel_data();
    void cancel();
    void asksAgainFromSlot();
    void oneQuestionAtATime();

    void completionsUrl_data();
    void completionsUrl();
    void conversation();
    void meter();

private:
    void ask(const QString &key = {});
    QString answer() const;
    ChatResult result() const { return m_finished->value(0).value(0).value<ChatResult>(); }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<QSignalSpy> m_texts;
    std::unique_ptr<QSignalSpy> m_finished;
};

void tst_ChatClient::initTestCase()
{
    QNetworkProxyFactory::setUseSystemConfiguration(false);
}

void tst_ChatClient::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<ScriptedServer>();
    m_client = std::make_unique<ChatClient>();
    m_texts = std::make_unique<QSignalSpy>(m_client.get(), &ChatClient::textReceived);
    m_finished = std::make_unique<QSignalSpy>(m_client.get(), &ChatClient::finished);
}

void tst_ChatClient::cleanup()
{
    m_client.reset();
    m_server.reset();
}

void tst_ChatClient::ask(const QString &key)
{
    m_client->ask({m_server->url(u"/v1/chat/completions"_s), u"model-1"_s, key}, hello);
}

QString tst_ChatClient::answer() const
{
    QString text;
    for (const QVariantList &arguments : *m_texts)
        text += arguments.constFirst().toString();
    return text;
}

void tst_ChatClient::answers_data()
{
    QTest::addColumn<Script>("script");
    const QByteArray stream = chunk("Grüße, ") + chunk("Welt: \\u00e9 \\\"x\\\"") + lastChunk()
                              + R"(data: {"choices":[],"usage":{"completion_tokens":17}})"
                                "\n\n"
                              + done;
    QTest::newRow("at once") << Script().send(stream).finish();
    QTest::newRow("byte by byte") << Script().sendBytewise(stream).finish();
    for (const int at : {1, 5, 6, 50, 56, 57, 100, 101, 102}) {
        QTest::addRow("split at %d", at) << Script().sendSplit(stream, at).finish();
    }
    QByteArray withCarriageReturns = stream;
    withCarriageReturns.replace("\n", "\r\n");
    QTest::newRow("CR LF") << Script().sendBytewise(withCarriageReturns).finish();
    QTest::newRow("never closed") << Script().send(stream);
}

void tst_ChatClient::answers()
{
    QFETCH(const Script, script);
    m_server->enqueue(script);
    ask();
    QVERIFY(m_client->isBusy());
    QTRY_COMPARE(m_finished->size(), 1);
    QVERIFY(!m_client->isBusy());
    QCOMPARE(answer(), u"Grüße, Welt: é \"x\""_s);
    QCOMPARE(result().outcome, Outcome::Complete);
    QCOMPARE(result().finishReason, u"stop"_s);
    QCOMPARE(result().tokens, 17);
}

void tst_ChatClient::sendsRequest()
{
    m_server->enqueue(Script().send(done).finish());
    m_client->ask({m_server->url(u"/v1/chat/completions"_s), u"model-1"_s, u"sk-secret"_s},
                  {{Role::System, u"Be brief."_s},
                   {Role::User, u"One?"_s},
                   {Role::Assistant, u"1"_s},
                   {Role::User, u"Two?"_s}});
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_server->requestCount(), 1);
    const HttpRequest request = m_server->requests().constFirst();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.path(), "/v1/chat/completions"_ba);
    QCOMPARE(request.header("Authorization"), "Bearer sk-secret"_ba);
    QCOMPARE(request.header("Content-Type"), "application/json"_ba);
    QCOMPARE(request.header("Accept"), "text/event-stream"_ba);
    const QByteArray expected = R"({
        "model": "model-1", "stream": true, "stream_options": {"include_usage": true},
        "messages": [{"role": "system", "content": "Be brief."},
                     {"role": "user", "content": "One?"},
                     {"role": "assistant", "content": "1"},
                     {"role": "user", "content": "Two?"}]})";
    QCOMPARE(QJsonDocument::fromJson(request.body), QJsonDocument::fromJson(expected));
}

void tst_ChatClient::sendsNoKeyWhereThereIsNone()
{
    m_server->enqueue(Script().send(done).finish());
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_server->requests().constFirst().headerCount("Authorization"), 0);
}

void tst_ChatClient::sendsNoIdOfTheLastAnswer()
{
    for (int i = 0; i < 2; ++i) {
        m_server->enqueue(Script().send("id: 7\n" + chunk("x") + done).finish());
        m_finished->clear();
        ask();
        QTRY_COMPARE(m_finished->size(), 1);
    }
    QCOMPARE(m_server->requests().constLast().headerCount("Last-Event-ID"), 0);
}

void tst_ChatClient::passesOver_data()
{
    QTest::addColumn<QByteArray>("between");
    QTest::newRow("comment") << ": keep-alive\n\n"_ba;
    QTest::newRow("role only") << R"(data: {"choices":[{"delta":{"role":"assistant"}}]})"
                                  "\n\n"_ba;
    QTest::newRow("null content") << R"(data: {"choices":[{"delta":{"content":null}}]})"
                                     "\n\n"_ba;
    QTest::newRow("no choices") << "data: {}\n\n"_ba;
    QTest::newRow("null error") << "data: {\"error\":null}\n\n"_ba;
    QTest::newRow("null usage") << "data: {\"usage\":null}\n\n"_ba;
    QTest::newRow("ping") << "event: ping\ndata: whatever\n\n"_ba;
}

void tst_ChatClient::passesOver()
{
    QFETCH(const QByteArray, between);
    m_server->enqueue(Script().send(chunk("a") + between + chunk("b") + done).finish());
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(answer(), u"ab"_s);
    QCOMPARE(m_texts->size(), 2);
    QCOMPARE(result().outcome, Outcome::Complete);
    QVERIFY(!result().tokens);
}

// Some servers do not send it. The finish reason tells that nothing is missing.
void tst_ChatClient::endsWithoutMarker()
{
    m_server->enqueue(Script().send(chunk("a") + lastChunk("length")).finish());
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().outcome, Outcome::Complete);
    QCOMPARE(result().finishReason, u"length"_s);
}

void tst_ChatClient::refused_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("detail");
    QTest::newRow("401") << refusal(401, R"({"error":{"message":"Bad key.","code":"x"}})")
                         << u"The server did not accept the API key."_s << u"Bad key."_s;
    QTest::newRow("403") << refusal(403, R"({"error":"Not for you."})")
                         << u"The API key does not allow this."_s << u"Not for you."_s;
    QTest::newRow("404") << refusal(404, R"({"detail":"No model model-1."})")
                         << u"There is no such model or endpoint."_s << u"No model model-1."_s;
    QTest::newRow("429") << refusal(429, R"({"message":"Slower."})")
                         << u"Too many requests, or the quota is used up."_s << u"Slower."_s;
    QTest::newRow("500") << refusal(500, R"({"error":{"message":"Ouch.","type":"server_error"}})")
                         << u"The server has a problem."_s << u"Ouch."_s;
    QTest::newRow("503, plain text") << refusal(503, "Come back\nlater.", "text/plain")
                                     << u"The server is overloaded."_s << u"Come back later."_s;
    QTest::newRow("code only") << refusal(400, R"({"error":{"code":1234}})")
                               << u"The server does not understand the request."_s << u"1234"_s;
}

void tst_ChatClient::refused()
{
    QFETCH(const Script, script);
    m_server->enqueue(script);
    ask(u"sk-secret"_s);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().outcome, Outcome::Failed);
    QTEST(result().error.title, "title");
    QTEST(result().error.detail, "detail");
    QCOMPARE(result().error.retryAfter, std::nullopt);
    QCOMPARE(m_texts->size(), 0);
    QCOMPARE(m_server->requestCount(), 1); // not repeated by itself
}

void tst_ChatClient::retryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<std::optional<std::chrono::seconds>>("wait");
    using Wait = std::optional<std::chrono::seconds>;
    QTest::newRow("seconds") << "7"_ba << Wait(7s);
    QTest::newRow("past") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << Wait(0s);
    QTest::newRow("negative") << "-3"_ba << Wait(0s);
    QTest::newRow("nonsense") << "soon"_ba << Wait();
}

void tst_ChatClient::retryAfter()
{
    QFETCH(const QByteArray, header);
    m_server->enqueue(refusal(429, "{}").header("Retry-After", header));
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QTEST(result().error.retryAfter, "wait");
    QVERIFY(!result().error.detail.isEmpty());
}

void tst_ChatClient::noStream()
{
    m_server->enqueue(refusal(200, R"({"error":{"message":"Streaming is off."}})"));
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().error.title, u"The server does not stream answers at this URL."_s);
    QCOMPARE(result().error.detail, u"Streaming is off."_s);
}

void tst_ChatClient::errorInStream_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QString>("detail");
    QTest::newRow("object") << R"(data: {"error":{"message":"No memory."}})"
                               "\n\n"_ba
                            << u"No memory."_s;
    QTest::newRow("string") << "data: {\"error\":\"No memory.\"}\n\n"_ba << u"No memory."_s;
    QTest::newRow("by its type") << "event: error\ndata: {\"message\":\"No memory.\"}\n\n"_ba
                                 << u"No memory."_s;
    QTest::newRow("by its object") << R"(data: {"object":"error","message":"No memory."})"
                                      "\n\n"_ba
                                   << u"No memory."_s;
    QTest::newRow("wordless") << "data: {\"error\":{}}\n\n"_ba << u"It did not say why."_s;
    QTest::newRow("not JSON") << "data: Internal error\n\n"_ba
                              << u"A piece of the stream is not JSON. Is this the URL of a chat "
                                 "endpoint?"_s;
}

void tst_ChatClient::errorInStream()
{
    QFETCH(const QByteArray, event);
    m_server->enqueue(Script().send(chunk("Half") + event + chunk("more") + done).finish());
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().outcome, Outcome::Failed);
    QTEST(result().error.detail, "detail");
    QCOMPARE(answer(), u"Half"_s);
}

void tst_ChatClient::cutBeforeMarker()
{
    m_server->setDefaultScript(Script().send(chunk("Half")));
    ask();
    QTRY_COMPARE(m_texts->size(), 1); // only then is it sure that Qt does not ask again
    m_server->lastExchange()->cut();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().outcome, Outcome::Failed);
    QCOMPARE(result().error.title, u"The answer was cut short."_s);
    QCOMPARE(answer(), u"Half"_s);
}

// What the client knows of one answer says nothing about the next.
void tst_ChatClient::cutAfterAnEarlierAnswer()
{
    m_server->enqueue(Script().send(chunk("a") + lastChunk() + done).finish());
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    m_finished->clear();
    m_server->enqueue(Script().send(chunk("b")).finish());
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().outcome, Outcome::Failed);
    QCOMPARE(result().finishReason, QString());

    m_finished->clear();
    m_server->close();
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().error.title, u"The server cannot be reached."_s);
}

void tst_ChatClient::eventTooLarge()
{
    m_server->enqueue(Script().send(chunk("a")).send(chunk(QByteArray(2'000'000, 'x'))));
    ask();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().error.title, u"A piece of the answer is too large to be real."_s);
    QCOMPARE(answer(), u"a"_s);
}

void tst_ChatClient::unreachable()
{
    m_server->close();
    ask(u"sk-secret"_s);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(result().outcome, Outcome::Failed);
    QCOMPARE(result().error.title, u"The server cannot be reached."_s);
    QVERIFY(!result().error.detail.contains("secret"_L1));
}

void tst_ChatClient::cancel_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("texts");
    QTest::newRow("before the head") << Script().silent() << 0;
    QTest::newRow("before the text") << Script() << 0;
    QTest::newRow("in mid-answer") << Script().send(chunk("a") + chunk("b")) << 1;
    QTest::newRow("in a flood") << Script().repeat(chunk("a")) << 1;
}

void tst_ChatClient::cancel()
{
    QFETCH(const Script, script);
    QFETCH(const int, texts);
    m_server->enqueue(script);
    QSignalSpy asked(m_server.get(), &ScriptedServer::requestReceived);
    QSignalSpy hungUp(m_server.get(), &ScriptedServer::exchangeClosed);
    connect(m_client.get(), &ChatClient::textReceived, m_client.get(), &ChatClient::cancel);
    ask();
    QTRY_COMPARE(asked.size(), 1);
    if (texts == 0)
        m_client->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(hungUp.size(), 1, patience);
    QVERIFY(!m_client->isBusy());
    QCOMPARE(m_texts->size(), texts); // not one more
    QCOMPARE(m_finished->size(), 1);
    QCOMPARE(result().outcome, Outcome::Cancelled);
    m_client->cancel();
    QCOMPARE(m_finished->size(), 1);
}

void tst_ChatClient::asksAgainFromSlot()
{
    m_server->enqueue(refusal(500, "{}"));
    m_server->enqueue(Script().send(chunk("a") + done).finish());
    connect(m_client.get(), &ChatClient::finished, this, [this](const ChatResult &result) {
        if (result.outcome == Outcome::Failed)
            ask();
    });
    ask();
    QTRY_COMPARE(m_finished->size(), 2);
    QCOMPARE(m_finished->at(1).constFirst().value<ChatResult>().outcome, Outcome::Complete);
    QCOMPARE(answer(), u"a"_s);
}

void tst_ChatClient::oneQuestionAtATime()
{
    m_server->setDefaultScript(Script().send(chunk("a")));
    ask();
    QTRY_COMPARE(m_texts->size(), 1);
    ask();
    m_server->lastExchange()->send(done);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_server->requestCount(), 1);
}

void tst_ChatClient::completionsUrl_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("url");
    QTest::newRow("server") << u" http://localhost:11434 "_s
                            << u"http://localhost:11434/v1/chat/completions"_s;
    QTest::newRow("slash") << u"http://localhost/"_s << u"http://localhost/v1/chat/completions"_s;
    QTest::newRow("v1") << u"https://example.org/v1"_s
                        << u"https://example.org/v1/chat/completions"_s;
    QTest::newRow("v1 in a folder")
            << u"https://example.org/api/v1/"_s << u"https://example.org/api/v1/chat/completions"_s;
    QTest::newRow("whole") << u"https://example.org/v1/chat/completions"_s
                           << u"https://example.org/v1/chat/completions"_s;
    QTest::newRow("another one") << u"https://example.org/deployment/x/chat?version=1"_s
                                 << u"https://example.org/deployment/x/chat?version=1"_s;
    QTest::newRow("no scheme") << u"example.org"_s << QString();
    QTest::newRow("ftp") << u"ftp://example.org"_s << QString();
    QTest::newRow("no host") << u"http://"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void tst_ChatClient::completionsUrl()
{
    QFETCH(const QString, input);
    QTEST(ChatEndpoint::completionsUrl(input).toString(), "url");
}

void tst_ChatClient::conversation()
{
    const auto summary = [](const Conversation &conversation) {
        QStringList lines;
        const QList<ChatMessage> messages = conversation.messages();
        for (const ChatMessage &message : messages)
            lines.append(QString::number(int(message.role)) + message.text);
        return lines.join(u' ');
    };
    Conversation conversation;
    QVERIFY(conversation.isEmpty());
    conversation.ask(u"a"_s);
    QCOMPARE(summary(conversation), u"1a"_s);
    conversation.appendToAnswer(u"b"_s);
    conversation.appendToAnswer(u"c"_s);
    conversation.ask(u"unanswered"_s);
    QCOMPARE(summary(conversation), u"1a 2bc 1unanswered"_s);
    conversation.ask(u"d"_s);
    QCOMPARE(summary(conversation), u"1a 2bc 1d"_s);
    conversation.appendToAnswer(u"wrong"_s);
    conversation.dropAnswer();
    QCOMPARE(conversation.lastAnswer(), QString());
    conversation.setSystemPrompt(u"s"_s);
    QCOMPARE(summary(conversation), u"0s 1a 2bc 1d"_s);
    conversation.clear();
    QCOMPARE(summary(conversation), u"0s"_s);
}

void tst_ChatClient::meter()
{
    const AnswerMeter::Time start{};
    AnswerMeter meter;
    meter.start(start);
    QCOMPARE(meter.tokensPerSecond(), 0.0);
    QCOMPARE(meter.elapsed(start + 300ms), 300ms);
    for (int i = 0; i <= 20; ++i)
        meter.countPiece(start + 5s + i * 100ms);
    QCOMPARE(meter.tokens(), 21);
    QCOMPARE(meter.tokensPerSecond(), 10.0); // the wait for the first one is not counted
    meter.stop(start + 8s, 42);
    QCOMPARE(meter.tokens(), 42);
    QCOMPARE(meter.tokensPerSecond(), 20.0);
    QCOMPARE(meter.elapsed(start + 1h), 8s);
    meter.start(start + 10s);
    QCOMPARE(meter.tokens(), 0);
    QCOMPARE(meter.elapsed(start + 11s), 1s);
}

QTEST_GUILESS_MAIN(tst_ChatClient)
#include "tst_chatclient.moc"
