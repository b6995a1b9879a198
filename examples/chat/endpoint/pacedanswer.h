// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef PACEDANSWER_H
#define PACEDANSWER_H

#include "cannedanswer.h"

#include <QtCore/QObject>
#include <QtCore/QRandomGenerator>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

class ScriptedExchange;

// Speaks an answer token by token, as a model does: unevenly, several to a packet now and then, and
// with packets that end anywhere. It lives as long as its exchange.
class PacedAnswer : public QObject
{
    Q_OBJECT

public:
    PacedAnswer(const CannedAnswer &answer, const QString &model, ScriptedExchange *exchange);
    void setHurried(bool hurried) { m_isHurried = hurried; } // no waits; the rest stays
    void start();

private:
    void step();
    void sendTokens();
    void sendAtFullSpeed();
    void end();
    QByteArray nextChunk();
    QByteArray chunk(const QString &text, const QByteArray &finishReason = {}) const;
    QByteArray lastChunks() const;
    bool isDue() const; // what is to come in place of the rest
    std::chrono::milliseconds pause();

    const CannedAnswer m_answer;
    const QString m_model;
    ScriptedExchange *const m_exchange;
    const QStringList m_tokens;
    qsizetype m_next = 0;
    QByteArray m_withheld; // the rest of a chunk that was sent in two
    QRandomGenerator m_random;
    QTimer m_timer;
    bool m_isHurried = false;
};

#endif
