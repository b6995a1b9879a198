// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "cannedanswer.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <functional>

using namespace Qt::StringLiterals;

namespace {

using Pace = CannedAnswer::Pace;
using End = CannedAnswer::End;

constexpr int hugeSections = 550;

const QString commands = uR"(This endpoint lives inside the app and needs no account. Besides plain
questions it knows a few commands:

| Command | What it does |
|---|---|
| `/slow` | thinks for a while, then speaks slowly |
| `/huge` | some 50,000 tokens, as fast as they can be sent |
| `/error` | fails in the middle of the answer |
| `/cut` | loses the connection in the middle |
| `/large` | sends an event that is too large |
| `/401` `/429` `/500` | refuses the question |
| `/help` | this list |
)"_s;

const QString aboutEvents =
        uR"(**Server-sent events** are a plain HTTP answer that does not end. The
server keeps writing, and each *event* is a few lines of text with a blank line behind them:

```http
HTTP/1.1 200 OK
Content-Type: text/event-stream

id: 41
event: price
data: {"symbol": "QT", "bid": 46.31}
```

That is all there is to it. What the client has to get right:

1. **Lines** may end with LF, CR or CR LF, and a chunk may end anywhere, even inside a character.
2. **Reconnecting** is the client's job. It sends the last id along, so that nothing is lost:

   ```http
   Last-Event-ID: 41
   ```

3. **An answer that is complete** looks like one that was cut. A stream that ends by itself, as this
   one does, says so with a last event: `data: [DONE]`.

> One direction, one connection, and it passes every proxy that passes HTTP.
)"_s;

const QString aboutCode = uR"(In Qt it takes five lines. The session parses what comes, and says so
when an answer was cut short:

```cpp
auto *session = new QSseSession(this);
QSseRequest request(QUrl("https://example.org/v1/chat/completions"));
request.setBearerToken(token);
request.setBody(json, "application/json");   // makes it a POST, which is not repeated
session->setRequest(request);
session->setEndMarker("[DONE]");

connect(session, &QSseSession::eventReceived, this, [this](const QSseEvent &event) {
    append(event.json()["choices"][0]["delta"]["content"].toString());
});
session->open();
```

Two things to keep in mind:

- **Batch what you show.** Thousands of events a second are no trouble for the session, but a text
  view should be touched once a frame.
- **Cancel** with `session->close()`: not one more event is delivered after it.
)"_s;

QString plainAnswer(const QString &question, qsizetype turn)
{
    const QString opening =
            turn == 1 ? u"I am a scripted endpoint, so I have nothing clever to say about that. "
                        u"But I am a "
                        "*real* stream: these words come over HTTP, a few at a time."_s
                      : u"That was question %1 of this conversation; the earlier ones came along "
                        u"with it, as "
                        "they would to a real model."_s.arg(turn);
    return u"%1\n\nYou asked:\n\n> %2\n\n"
           "Ask me about **server-sent events** or for some **code**, or try `/help`.\n"_s.arg(
                   opening, question.simplified());
}

QString hugeAnswer()
{
    QString text;
    for (int i = 1; i <= hugeSections; ++i) {
        text += u"## Section %1\n\nA paragraph of **plain** text with `code` in it, which is long "
                "enough to be broken into several lines in a window of the usual width, and which "
                "says nothing at all %1 times over.\n\n"
                "- the first point of section %1\n- the second one\n- and the last\n\n"
                "```cpp\nint section%1()\n{\n    return %1 * %1; // squared\n}\n```\n\n"_s.arg(i);
    }
    return text + u"That was all.\n"_s;
}

QByteArray refusal(const QByteArray &message, const QByteArray &type)
{
    return R"({"error":{"message":")" + message + R"(","type":")" + type + R"("}})";
}

CannedAnswer refused(int status, const QByteArray &message, const QByteArray &type)
{
    return {{}, Pace::Steady, End::Done, status, refusal(message, type)};
}

using Command = std::function<CannedAnswer()>;

const QHash<QString, Command> &commandTable()
{
    static const QHash<QString, Command> table = {
            {u"/help"_s, [] { return CannedAnswer{commands}; }},
            {u"/slow"_s,
             [] {
                 return CannedAnswer{aboutEvents, Pace::Slow};
             }},
            {u"/huge"_s,
             [] {
                 return CannedAnswer{hugeAnswer(), Pace::Full};
             }},
            {u"/error"_s,
             [] {
                 return CannedAnswer{aboutCode, Pace::Steady, End::ErrorInStream};
             }},
            {u"/cut"_s,
             [] {
                 return CannedAnswer{aboutEvents, Pace::Steady, End::Cut};
             }},
            {u"/large"_s,
             [] {
                 return CannedAnswer{aboutCode, Pace::Steady, End::OversizedEvent};
             }},
            {u"/401"_s,
             [] { return refused(401, "Incorrect API key provided.", "invalid_api_key"); }},
            {u"/429"_s,
             [] { return refused(429, "Rate limit reached. Try again in 5 s.", "rate_limit"); }},
            {u"/500"_s,
             [] { return refused(500, "The model fell over. It was our fault.", "server_error"); }},
    };
    return table;
}

} // namespace

CannedAnswer CannedAnswer::to(const QString &question, qsizetype turn)
{
    const QString command = question.trimmed().section(u' ', 0, 0).toLower();
    if (const auto entry = commandTable().constFind(command); entry != commandTable().constEnd())
        return (*entry)();
    if (question.contains("code"_L1, Qt::CaseInsensitive))
        return {aboutCode};
    if (question.contains("event"_L1, Qt::CaseInsensitive)
        || question.contains("sse"_L1, Qt::CaseInsensitive))
        return {aboutEvents};
    return {plainAnswer(question, turn)};
}
