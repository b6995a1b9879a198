// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseeventsourcehost_p.h"
#include "qsseeventsourcelink_p.h"
#include "qsseeventsourceurl_p.h"

#include <QtCore/qfile.h>
#include <QtQml/qjsengine.h>

using namespace Qt::StringLiterals;

// The category of the library QtSse, which keeps its object to itself.
Q_LOGGING_CATEGORY(lcEventSource, "qt.sse", QtWarningMsg)

// The code of a DOMException of that name (Web IDL, 2.8.1).
static constexpr int SyntaxErrorCode = 12;

// A static library's resources have to be asked for, and not from within a namespace.
static void initResources()
{
    Q_INIT_RESOURCE(qsseeventsource);
}

static QString scriptText()
{
    initResources();
    QFile file(u":/qt/sse/eventsource.js"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    Q_UNUSED(isOpen);
    return QString::fromUtf8(file.readAll());
}

QSseEventSourceHost *QSseEventSourceHost::of(QJSEngine *engine)
{
    auto *host = engine->findChild<QSseEventSourceHost *>({}, Qt::FindDirectChildrenOnly);
    return host ? host : new QSseEventSourceHost(engine);
}

QSseEventSourceHost::QSseEventSourceHost(QJSEngine *engine)
    : QObject(engine)
    , m_engine(engine)
{
    QJSValue script = engine->evaluate(scriptText(), u"eventsource.js"_s);
    const QJSValue made = script.call({engine->newQObject(this)});
    if (made.isError())
        qCWarning(lcEventSource).noquote() << "QSse::installEventSource:" << made.toString();
    m_classes = made.property(u"classes"_s);
    m_announce = made.property(u"announce"_s);
    m_deliver = made.property(u"deliver"_s);
    m_reestablish = made.property(u"reestablish"_s);
    m_fail = made.property(u"fail"_s);
}

void QSseEventSourceHost::setOptions(const QSse::EventSourceOptions &options)
{
    m_options = options;
    if (!options.baseUrl.isEmpty() && (!options.baseUrl.isValid() || options.baseUrl.isRelative()))
        qCWarning(lcEventSource, "QSse::installEventSource: the base URL is not a whole URL.");
}

// What the engine has of the DOM already is left alone.
void QSseEventSourceHost::publish()
{
    QJSValue global = m_engine->globalObject();
    global.setProperty(u"EventSource"_s, m_classes.property(u"EventSource"_s));
    for (const QString &name : {u"Event"_s, u"EventTarget"_s, u"MessageEvent"_s}) {
        if (!global.hasProperty(name))
            global.setProperty(name, m_classes.property(name));
    }
}

void QSseEventSourceHost::announce(const QJSValue &source, const QString &origin) const
{
    call(m_announce, {source, origin});
}

void QSseEventSourceHost::deliver(const QJSValue &source, const QString &type, const QString &data,
                                  const QString &lastEventId) const
{
    call(m_deliver, {source, type, data, lastEventId});
}

void QSseEventSourceHost::reestablish(const QJSValue &source, const QString &message,
                                      int status) const
{
    call(m_reestablish, {source, message, status});
}

void QSseEventSourceHost::fail(const QJSValue &source, const QString &message, int status) const
{
    call(m_fail, {source, message, status});
}

// The script catches what listeners throw. What comes here is the engine's: it was interrupted, or
// has no stack left.
void QSseEventSourceHost::call(const QJSValue &step, const QJSValueList &arguments) const
{
    const QJSValue result = step.call(arguments);
    if (result.isError())
        qCWarning(lcEventSource).noquote() << "EventSource:" << result.toString();
}

QString QSseEventSourceHost::parse(const QString &url) const
{
    const QSseEventSourceUrl::Parsed parsed = QSseEventSourceUrl::parse(url, m_options.baseUrl);
    if (parsed.problem.isEmpty())
        return QSseEventSourceUrl::serialize(parsed.url);
    QJSValue error =
            m_engine->newErrorObject(QJSValue::SyntaxError, "EventSource: "_L1 + parsed.problem);
    error.setProperty(u"code"_s, SyntaxErrorCode);
    m_engine->throwError(error);
    return {};
}

QObject *QSseEventSourceHost::open(const QJSValue &source, const QString &url, bool withCredentials)
{
    auto *link = new QSseEventSourceLink(source, this);
    link->open(QUrl(url), withCredentials, m_options.prepareSession);
    return link;
}

// Browsers say so on their console.
void QSseEventSourceHost::reportFailure(const QString &message) const
{
    qCWarning(lcEventSource).noquote()
            << "EventSource: it has ended, and has no listener of \"error\":" << message;
}

void QSseEventSourceHost::reportException(const QString &eventType, const QJSValue &exception) const
{
    QString where;
    if (exception.isError()) {
        where = u" (%1:%2)"_s.arg(exception.property(u"fileName"_s).toString(),
                                  exception.property(u"lineNumber"_s).toString());
    }
    qCWarning(lcEventSource).noquote().nospace() << "EventSource: a listener of \"" << eventType
                                                 << "\" threw " << exception.toString() << where;
}
