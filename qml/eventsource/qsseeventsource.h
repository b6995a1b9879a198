// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENTSOURCE_H
#define QSSEEVENTSOURCE_H

#include <QtCore/qglobal.h>
#include <QtCore/qurl.h>

#include <functional>

#if defined(QTSSE_STATIC)
#    define QTSSE_EVENTSOURCE_EXPORT
#elif defined(QTSSE_BUILDING_EVENTSOURCE)
#    define QTSSE_EVENTSOURCE_EXPORT Q_DECL_EXPORT
#else
#    define QTSSE_EVENTSOURCE_EXPORT Q_DECL_IMPORT
#endif

QT_FORWARD_DECLARE_CLASS(QJSEngine)
class QSseSession;

namespace QSse {

struct EventSourceOptions
{
    QUrl baseUrl;
    std::function<void(QSseSession *session, bool withCredentials)> prepareSession;
};

QTSSE_EVENTSOURCE_EXPORT void installEventSource(QJSEngine *engine,
                                                 const EventSourceOptions &options = {});

} // namespace QSse

#endif // QSSEEVENTSOURCE_H
