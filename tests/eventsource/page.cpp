// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "page.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Page::Page()
    : m_engine(std::make_unique<QJSEngine>())
{
    QJSEngine::setObjectOwnership(this, QJSEngine::CppOwnership);
    QJSValue global = m_engine->globalObject();
    global.setProperty(u"page"_s, m_engine->newQObject(this));
    m_engine->evaluate(u"function log(...words) { page.log(words.join(' ')); }"_s);
    QSse::installEventSource(m_engine.get(), fastOptions());
}

Page::~Page() = default;

QSse::EventSourceOptions Page::fastOptions()
{
    QSse::EventSourceOptions options = patientOptions();
    options.prepareSession = [this](QSseSession *session, bool) {
        watch(session);
        session->setReconnectPolicy([](int, const QSseError &) { return true; },
                                    [](int) { return 1ms; });
    };
    return options;
}

QSse::EventSourceOptions Page::patientOptions()
{
    QSse::EventSourceOptions options;
    options.baseUrl = m_server.url(u"/"_s);
    options.prepareSession = [this](QSseSession *session, bool) {
        watch(session);
        session->setRandomSource([] { return 0.0; });
    };
    return options;
}

void Page::spinOnce()
{
    QEventLoop loop;
    QTimer::singleShot(0, &loop, &QEventLoop::quit);
    loop.exec();
}

void Page::destroyEngineLater()
{
    QMetaObject::invokeMethod(this, &Page::destroyEngine, Qt::QueuedConnection);
}

void Page::watch(QSseSession *session)
{
    m_session = session;
    ++m_sessionCount;
    connect(session, &QObject::destroyed, this, [this] { --m_sessionCount; });
    connect(session, &QSseSession::reconnectScheduled, this,
            [this](int, std::chrono::milliseconds delay) { m_delays.append(delay); });
}

QString Page::run(const QString &script)
{
    const QJSValue value = m_engine->evaluate(script, u"page.js"_s);
    return value.isError() ? value.property(u"name"_s).toString() : value.toString();
}
