// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "pacedanswer.h"

#include "scriptedexchange.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 sendQueueLimit = 64 * 1024;
constexpr qsizetype oversized = 2 * 1024 * 1024;
constexpr int longestToken = 6;

// A space goes with the word behind it; a long word is several tokens.
QStringList tokensOf(const QString &text)
{
    QStringList tokens;
    for (const QChar character : text) {
        const bool begins = tokens.isEmpty() || character.isSpace()
                            || tokens.constLast().size() > longestToken
                            || tokens.constLast().endsWith(u'\n');
        if (begins)
            tokens.append(character);
        else
            tokens.last() += character;
    }
    return tokens;
}

QByteArray eventOf(const QJsonObject &object)
{
    return "data: " + QJsonDocument(object).toJson(QJsonDocument::Compact) + "\n\n";
}

} // namespace

PacedAnswer::PacedAnswer(const CannedAnswer &answer, const QString &model,
                         ScriptedExchange *exchange)
    : QObject(exchange)
    , m_answer(answer)
    , m_model(model)
    , m_exchange(exchange)
    , m_tokens(tokensOf(answer.text))
    , m_random(1)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PacedAnswer::step);
}

void PacedAnswer::start()
{
    m_exchange->respond();
    const auto thinking = m_answer.pace == CannedAnswer::Pace::Slow ? 4000ms : 400ms;
    m_timer.start(m_isHurried ? 0ms : thinking);
}

void PacedAnswer::step()
{
    if (!m_exchange->isOpen())
        return;
    if (isDue())
        end();
    else if (m_answer.pace == CannedAnswer::Pace::Full)
        sendAtFullSpeed();
    else
        sendTokens();
}

void PacedAnswer::sendTokens()
{
    QByteArray bytes = std::exchange(m_withheld, {});
    const int count = m_random.bounded(4) == 0 ? m_random.bounded(2, 5) : 1;
    for (int i = 0; i < count && !isDue(); ++i)
        bytes += nextChunk();
    if (m_random.bounded(5) == 0) {
        const qsizetype kept = m_random.bounded(int(bytes.size()));
        m_withheld = bytes.last(kept);
        bytes.chop(kept);
    }
    m_exchange->send(bytes);
    m_timer.start(pause());
}

// Makes no more than the reader takes.
void PacedAnswer::sendAtFullSpeed()
{
    if (m_exchange->bytesToWrite() < sendQueueLimit) {
        QByteArray bytes;
        while (bytes.size() < sendQueueLimit && !isDue())
            bytes += nextChunk();
        m_exchange->send(bytes);
    }
    m_timer.start(1ms);
}

void PacedAnswer::end()
{
    m_exchange->send(std::exchange(m_withheld, {}));
    switch (m_answer.end) {
    case CannedAnswer::End::Done:
        m_exchange->send(lastChunks());
        m_exchange->finish();
        break;
    case CannedAnswer::End::ErrorInStream:
        m_exchange->send(
                eventOf({{u"error"_s, QJsonObject{{u"message"_s, u"The model ran out of memory."_s},
                                                  {u"type"_s, u"server_error"_s}}}}));
        m_exchange->finish();
        break;
    case CannedAnswer::End::Cut:
        m_exchange->cut();
        break;
    case CannedAnswer::End::OversizedEvent:
        m_exchange->send(chunk(QString(oversized, u'x')));
        m_exchange->finish();
    }
}

QByteArray PacedAnswer::nextChunk()
{
    return chunk(m_tokens.at(m_next++));
}

QByteArray PacedAnswer::chunk(const QString &text, const QByteArray &finishReason) const
{
    const QJsonValue reason = finishReason.isEmpty()
                                      ? QJsonValue(QJsonValue::Null)
                                      : QJsonValue(QString::fromLatin1(finishReason));
    return eventOf(
            {{u"object"_s, u"chat.completion.chunk"_s},
             {u"model"_s, m_model},
             {u"choices"_s, QJsonArray{QJsonObject{{u"index"_s, 0},
                                                   {u"delta"_s, QJsonObject{{u"content"_s, text}}},
                                                   {u"finish_reason"_s, reason}}}}});
}

QByteArray PacedAnswer::lastChunks() const
{
    const QJsonObject usage{{u"completion_tokens"_s, m_tokens.size()}};
    return chunk({}, "stop") + eventOf({{u"choices"_s, QJsonArray()}, {u"usage"_s, usage}})
           + "data: [DONE]\n\n";
}

bool PacedAnswer::isDue() const
{
    const bool isHalf = m_answer.end != CannedAnswer::End::Done;
    return m_next >= (isHalf ? m_tokens.size() / 2 : m_tokens.size());
}

std::chrono::milliseconds PacedAnswer::pause()
{
    if (m_isHurried)
        return 0ms;
    const int mean = m_answer.pace == CannedAnswer::Pace::Slow ? 160 : 24;
    return std::chrono::milliseconds(m_random.bounded(mean / 4, mean * 7 / 4));
}
