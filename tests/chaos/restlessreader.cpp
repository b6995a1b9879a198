// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "restlessreader.h"

#include "checkedsession.h"
#include "diary.h"

#include <QtSse/QSseBackoffPolicy>

#include <QtCore/QEventLoop>
#include <QtCore/QMetaEnum>
#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <QtCore/QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = QSseSession::State;

namespace {

const auto tickName = u"tick"_s;

bool isHere(const QPointer<CheckedSession> &session)
{
    return session && session->thread() == QThread::currentThread();
}

template <typename Enum> QString nameOf(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
}

} // namespace

RestlessReader::RestlessReader(const QUrl &url, quint64 seed, Witness *witness, Diary *diary)
    : m_url(url)
    , m_witness(witness)
    , m_diary(diary)
    , m_dice(~seed)
{}

void RestlessReader::addThread(QThread *thread, QObject *anchor)
{
    m_anchors.insert(thread, anchor);
}

void RestlessReader::start(std::function<void()> onComplete)
{
    m_onComplete = std::move(onComplete);
    begin({});
}

void RestlessReader::begin(const QString &lastEventId)
{
    auto *session = new CheckedSession(m_url, lastEventId, m_witness, m_diary);
    configure(session);
    watch(session);
    session->start();
}

// What a machine under load takes too long for is one more cut, and no harm.
void RestlessReader::configure(CheckedSession *session)
{
    const auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(1ms);
    policy->setFactor(1);
    policy->setMaximumServerRetry(10ms);
    session->setReconnectPolicy(policy);
    session->setIdleTimeout(100ms);
    session->setConnectTimeout(500ms);
    session->setReadBufferSize(m_dice.oneOf({100, 4096, 65536, 1048576}));
}

void RestlessReader::watch(CheckedSession *session)
{
    const auto inSlot = [this, session] { perhapsDisturb(session, 30, Where::InSlot); };
    QObject::connect(session, &QSseSession::eventReceived, session, inSlot);
    QObject::connect(session, &QSseSession::opened, session, inSlot);
    QObject::connect(session, &QSseSession::commentReceived, session, inSlot);
    QObject::connect(session, &QSseSession::retryReceived, session, inSlot);
    QObject::connect(session, &QSseSession::lastEventIdChanged, session, inSlot);
    QObject::connect(session, &QSseSession::errorChanged, session, inSlot);
    QObject::connect(session, &QSseSession::attemptChanged, session, inSlot);
    QObject::connect(session, &QSseSession::pausedChanged, session, inSlot);
    QObject::connect(session, &QSseSession::reconnectScheduled, session, inSlot);
    QObject::connect(session, &QSseSession::stateChanged, session, [=] {
        m_diary->note(u"the session is "_s + nameOf(session->state()));
        inSlot();
    });
    QObject::connect(session, &QSseSession::errorOccurred, session, [=](const QSseError &error) {
        m_diary->note(u"the session tells of "_s + error.message());
        inSlot();
    });
    QObject::connect(session, &QSseSession::closed, session, [=] { onClosed(session); });
    auto *tick = new QTimer(session);
    tick->setObjectName(tickName);
    QObject::connect(tick, &QTimer::timeout, session, [=] { onTick(session); });
    tick->start(1ms);
}

void RestlessReader::onClosed(CheckedSession *session)
{
    if (session->response().status() != 204 || session->state() != State::Closed) {
        perhapsDisturb(session, 30, Where::InSlot);
        return;
    }
    m_complete = true;
    session->deleteLater();
    m_onComplete();
}

// Whatever was done to the session, here it goes on.
void RestlessReader::onTick(CheckedSession *session)
{
    if (m_complete)
        return;
    session->findChild<QTimer *>(tickName)->setInterval(m_dice.from(1, 6));
    if (m_loops == 0)
        session->checkAtRest();
    if (session->state() == State::Closed)
        session->start();
    else if (session->isPaused() && m_dice.chance(50))
        session->resume();
    else if (session->state() == State::Waiting && m_dice.chance(20))
        session->reconnectNow();
    else
        perhapsDisturb(session, 20, Where::BetweenSlots);
}

void RestlessReader::perhapsDisturb(CheckedSession *session, int permille, Where where)
{
    if (!m_complete && m_dice.below(1000) < permille)
        disturb(session, where);
}

void RestlessReader::disturb(CheckedSession *session, Where where)
{
    switch (m_dice.below(8)) {
    case 0:
        m_diary->count(u"close()"_s);
        session->close();
        break;
    case 1:
        reopen(session);
        break;
    case 2:
        m_diary->count(u"pause()"_s);
        session->pause();
        break;
    case 3:
        pauseShortly(session);
        break;
    case 4:
        m_diary->count(u"reconnectNow()"_s);
        session->reconnectNow();
        break;
    case 5:
        spin(session, where);
        break;
    case 6:
        move(session);
        break;
    default:
        replace(session);
        break;
    }
}

void RestlessReader::reopen(CheckedSession *session)
{
    m_diary->count(u"close() and open()"_s);
    const QPointer<CheckedSession> alive(session);
    session->close();
    if (isHere(alive))
        session->start();
}

void RestlessReader::pauseShortly(CheckedSession *session)
{
    m_diary->count(u"pause() and resume()"_s);
    const QPointer<CheckedSession> alive(session);
    session->pause();
    if (isHere(alive))
        session->resume();
}

void RestlessReader::spin(CheckedSession *session, Where where)
{
    if (m_loops == 2)
        return;
    m_diary->count(u"nested event loop"_s);
    const QPointer<CheckedSession> alive(session);
    const bool wasSpinning = session->isSpinning();
    session->setSpinning(wasSpinning || where == Where::InSlot);
    ++m_loops;
    QEventLoop loop;
    QTimer::singleShot(m_dice.from(0, 15), &loop, &QEventLoop::quit);
    loop.exec();
    --m_loops;
    if (alive)
        session->setSpinning(wasSpinning);
    m_diary->note(u"the nested event loop has ended"_s);
}

// Not while a loop is spun here: this thread would go on with a session of another one's.
void RestlessReader::move(CheckedSession *session)
{
    if (m_loops > 0 || m_movesUnderWay > 0)
        return;
    const QList<QThread *> threads = m_anchors.keys();
    QThread *const target = threads.at(m_dice.below(int(threads.size())));
    if (target == QThread::currentThread())
        return;
    m_diary->count(u"moveToThread()"_s);
    ++m_movesUnderWay;
    QMetaObject::invokeMethod(
            m_anchors.value(QThread::currentThread()), [this] { --m_movesUnderWay; },
            Qt::QueuedConnection);
    session->moveToThread(target);
}

// As an application that was started anew, with the id that it has kept.
void RestlessReader::replace(CheckedSession *session)
{
    if (m_movesUnderWay > 0)
        return;
    const QString id = session->lastEventId();
    if (m_dice.chance(50)) {
        m_diary->count(u"delete"_s);
        delete session;
    } else {
        m_diary->count(u"deleteLater()"_s);
        session->disconnect();
        session->findChild<QTimer *>(tickName)->stop();
        session->close();
        session->deleteLater();
    }
    begin(id);
}
