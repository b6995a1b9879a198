// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "scriptrunner.h"

#include "scriptedexchange.h"

using namespace std::chrono_literals;

namespace {
constexpr qint64 sendQueueLimit = 256 * 1024;
constexpr qsizetype repeatBlockSize = 16 * 1024;

void prepare(QTimer *timer)
{
    timer->setSingleShot(true);
    timer->setTimerType(Qt::PreciseTimer);
}
} // namespace

ScriptRunner::ScriptRunner(const Script &script, ScriptedExchange *exchange)
    : QObject(exchange)
    , m_script(script)
    , m_exchange(exchange)
{
    prepare(&m_headTimer);
    prepare(&m_stepTimer);
    connect(&m_headTimer, &QTimer::timeout, this, &ScriptRunner::sendHead);
    connect(&m_stepTimer, &QTimer::timeout, this, &ScriptRunner::performNextStep);
}

void ScriptRunner::start()
{
    if (m_script.isSilent())
        return;
    if (m_script.delayBeforeHead() > 0ms)
        m_headTimer.start(m_script.delayBeforeHead());
    else
        sendHead();
}

void ScriptRunner::sendHead()
{
    m_exchange->respond(m_script.head());
    m_stepTimer.start(0ms);
}

void ScriptRunner::performNextStep()
{
    if (!m_exchange->isOpen() || m_nextStep == m_script.steps().size())
        return;
    const Script::Step &step = m_script.steps().at(m_nextStep++);
    std::visit([this](const auto &kind) { perform(kind); }, step);
}

void ScriptRunner::perform(const Script::Send &step)
{
    m_exchange->send(step.bytes);
    m_stepTimer.start(0ms);
}

void ScriptRunner::perform(const Script::Repeat &step)
{
    if (step.bytes.isEmpty())
        return;
    m_repeated = step.bytes.repeated(1 + repeatBlockSize / step.bytes.size());
    connect(m_exchange, &ScriptedExchange::bytesWritten, this, &ScriptRunner::fillSendQueue);
    fillSendQueue();
}

void ScriptRunner::perform(const Script::Wait &step)
{
    m_stepTimer.start(step.duration);
}

void ScriptRunner::perform(Script::End end)
{
    switch (end) {
    case Script::End::Finish:
        m_exchange->finish();
        break;
    case Script::End::Cut:
        m_exchange->cut();
        break;
    case Script::End::Reset:
        m_exchange->reset();
        break;
    case Script::End::Stall:
        break;
    }
}

// Not flushed: a peer that reads as fast as we write would keep us in here for ever.
void ScriptRunner::fillSendQueue()
{
    while (m_exchange->isOpen() && m_exchange->bytesToWrite() < sendQueueLimit)
        m_exchange->queue(m_repeated);
}
