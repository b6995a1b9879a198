// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "unrulyfeed.h"

#include "blockwriter.h"
#include "diary.h"
#include "gzip.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

void sendInPieces(Script *script, const QByteArray &bytes, Dice &dice)
{
    // Few pieces of a long body: each takes a turn of the event loop.
    const int shortest = 1 + int(bytes.size() / 400);
    const int longest = dice.oneOf({1, 3, 20, 1500, 70000}) * shortest;
    for (qsizetype at = 0; at < bytes.size();) {
        const int size = dice.from(shortest, longest);
        script->send(bytes.mid(at, size));
        at += size;
    }
}

} // namespace

UnrulyFeed::UnrulyFeed(quint64 seed, int cuts, Diary *diary)
    : m_seed(seed)
    , m_wantedCuts(cuts)
    , m_diary(diary)
    , m_dice(seed)
{
    for (ScriptedServer *server : {&m_server, &m_elsewhere}) {
        server->setKeepRequests(false);
        server->setHandler([this](ScriptedExchange *exchange) { answer(exchange); });
    }
}

void UnrulyFeed::answer(ScriptedExchange *exchange)
{
    const HttpRequest &request = exchange->request();
    checkRequest(request);
    const int after = numberOf(QString::fromUtf8(request.header("Last-Event-ID")));
    m_diary->note(u"the feed has a request for what follows %1"_s.arg(after));
    if (m_cuts >= m_wantedCuts)
        answerCalmly(exchange, after);
    else if (request.path() == "/events" && m_dice.chance(8))
        redirect(exchange);
    else
        makeTrouble(exchange, after);
}

void UnrulyFeed::checkRequest(const HttpRequest &request)
{
    if (request.headerCount("Last-Event-ID") > 1)
        m_diary->fail(u"a request has more than one Last-Event-ID"_s);
    const QString id = QString::fromUtf8(request.header("Last-Event-ID"));
    if (!id.isEmpty() && id != idOf(m_seed, numberOf(id)))
        m_diary->fail(u"the id \"%1\" is none of the feed's"_s.arg(id));
    const bool isAbroad =
            request.header("Host").endsWith(':' + QByteArray::number(m_elsewhere.port()));
    for (const auto &[name, value] : request.headers) {
        if (isAbroad && value.contains("secret"))
            m_diary->fail(u"a secret leaves its origin in "_s + QString::fromLatin1(name));
    }
}

void UnrulyFeed::makeTrouble(ScriptedExchange *exchange, int after)
{
    ++m_cuts;
    m_diary->noteProgress();
    const int kind = m_dice.below(100);
    if (kind < 80)
        stream(exchange, after);
    else if (kind < 91)
        refuse(exchange);
    else if (kind < 98)
        breakHead(exchange);
    else
        stopListening(exchange);
}

// The last event has an id, so that the request after it says that all has come.
void UnrulyFeed::answerCalmly(ScriptedExchange *exchange, int after)
{
    if (m_lastNumber == 0) {
        m_lastNumber = m_highest + 1;
        while (!hasId(m_seed, m_lastNumber))
            ++m_lastNumber;
    }
    if (after == m_lastNumber) {
        exchange->run(Script().status(204));
        return;
    }
    BlockWriter writer(m_dice);
    for (int number = after + 1; number <= m_lastNumber; ++number)
        writer.write(feedEvent(m_seed, number));
    exchange->run(Script().send(writer.bytes()).finish());
}

void UnrulyFeed::redirect(ScriptedExchange *exchange)
{
    const bool abroad = m_dice.chance(50);
    m_diary->count(abroad ? u"redirect to another origin"_s : u"redirect"_s);
    const QUrl target = (abroad ? m_elsewhere : m_server).url(u"/moved"_s);
    exchange->run(Script().status(m_dice.oneOf({301, 302, 303, 307, 308}))
                          .header("Location", abroad ? target.toEncoded() : "moved"_ba)
                          .contentLength(0));
}

void UnrulyFeed::stream(ScriptedExchange *exchange, int after)
{
    QByteArray body = blocks(after);
    Script script = head(&body);
    cutAnywhere(&script, body);
    exchange->run(script);
}

QByteArray UnrulyFeed::blocks(int after)
{
    BlockWriter writer(m_dice);
    writeBetween(writer, after);
    const int last = after + m_dice.oneOf({0, 1, 5, 20, 40});
    for (int number = after + 1; number <= last; ++number) {
        writer.write(feedEvent(m_seed, number));
        writeBetween(writer, number);
    }
    m_highest = std::max(m_highest, last);
    return writer.bytes();
}

void UnrulyFeed::writeBetween(BlockWriter &writer, int number)
{
    if (m_dice.chance(5))
        writer.writeComment();
    if (number > 0 && m_dice.chance(5))
        writer.writeId(idOf(m_seed, number));
}

// Compresses the body where the head says so.
Script UnrulyFeed::head(QByteArray *body)
{
    Script script;
    script.header("Content-Type",
                  m_dice.oneOf({"text/event-stream"_ba, "Text/Event-Stream; charset=UTF-8"_ba}));
    switch (body->isEmpty() ? -1 : m_dice.below(8)) {
    case 0:
        *body = gzip(*body);
        script.header("Content-Encoding", "gzip");
        m_diary->count(u"gzip"_s);
        break;
    case 1:
        *body = deflated(*body);
        script.header("Content-Encoding", "deflate");
        m_diary->count(u"deflate"_s);
        break;
    default:
        break;
    }
    if (m_dice.chance(20))
        script.closeDelimited();
    else if (m_dice.chance(20))
        script.contentLength(body->size() + m_dice.oneOf({0, 1, 1000}));
    return script;
}

void UnrulyFeed::cutAnywhere(Script *script, const QByteArray &body)
{
    const qsizetype place = placeToCut(body);
    sendInPieces(script, body.first(place), m_dice);
    const int kind = m_dice.below(100);
    const QString where = u" after %1 of %2 bytes"_s.arg(place).arg(body.size());
    if (kind < 30) {
        m_diary->count(u"clean end"_s);
        script->finish();
    } else if (kind < 70) {
        m_diary->count(u"cut"_s);
        script->cut();
    } else if (kind < 95) {
        m_diary->count(u"reset"_s);
        script->reset();
    } else {
        m_diary->count(u"stall"_s);
        script->stall();
    }
    m_diary->note(u"that is"_s + where);
}

// Now and then within a character.
qsizetype UnrulyFeed::placeToCut(const QByteArray &body)
{
    const qsizetype place = m_dice.chance(25) ? body.size() : m_dice.below(int(body.size()) + 1);
    if (!m_dice.chance(30))
        return place;
    const auto continues = [](char byte) { return (uchar(byte) & 0xc0) == 0x80; };
    const auto inside = std::find_if(body.cbegin() + place, body.cend(), continues);
    return inside - body.cbegin();
}

void UnrulyFeed::refuse(ScriptedExchange *exchange)
{
    Script script;
    const int status = m_dice.oneOf({500, 502, 503, 429, 408, 404, 200});
    m_diary->count(u"status %1"_s.arg(status));
    script.status(status).header("Content-Type", "text/html");
    if (status == 429 || status == 503)
        script.header("Retry-After", "0");
    const int kind = m_dice.below(30);
    if (kind == 0)
        script.send("<p>slow").stall();
    else if (kind < 10)
        script.repeat("<p>endless");
    else if (kind < 20)
        script.contentLength(0);
    else
        script.send("<p>data: no event\n\n").finish();
    exchange->run(script);
}

void UnrulyFeed::breakHead(ScriptedExchange *exchange)
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"_ba;
    const int kind = m_dice.below(10);
    if (kind == 0) {
        m_diary->count(u"silence"_s);
        exchange->run(Script().silent());
    } else if (kind < 3) {
        m_diary->count(u"garbage"_s);
        exchange->run(Script().rawHead("data: no head\r\n\r\n").cut());
    } else {
        m_diary->count(u"broken head"_s);
        const QByteArray part = head.first(m_dice.below(int(head.size())));
        Script script = Script().rawHead(part);
        exchange->run(m_dice.chance(50) ? script.cut() : script.reset());
    }
}

void UnrulyFeed::stopListening(ScriptedExchange *exchange)
{
    m_diary->count(u"refused connections"_s);
    m_server.stopListening();
    exchange->reset();
    QTimer::singleShot(m_dice.from(1, 40), this, &UnrulyFeed::resumeListening);
}

// The port may be somebody else's for a moment.
void UnrulyFeed::resumeListening()
{
    if (!m_server.resumeListening())
        QTimer::singleShot(10, this, &UnrulyFeed::resumeListening);
}
