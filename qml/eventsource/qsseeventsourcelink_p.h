// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENTSOURCELINK_P_H
#define QSSEEVENTSOURCELINK_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtSse/QSseSession>

#include <QtCore/qobject.h>
#include <QtQml/qjsvalue.h>

class QSseEventSourceHost;

// The session of one EventSource, until it is closed. So long it keeps the EventSource from the
// garbage collector.
class QSseEventSourceLink : public QObject
{
    Q_OBJECT

public:
    using Prepare = std::function<void(QSseSession *session, bool withCredentials)>;

    QSseEventSourceLink(const QJSValue &source, QSseEventSourceHost *host);

    void open(const QUrl &url, bool withCredentials, const Prepare &prepare);
    Q_INVOKABLE void close(); // for the script

private:
    void announce();
    void deliver(const QSseEvent &event);
    void reestablish();
    void fail();
    QJSValue release();

    const QSseEventSourceHost *const m_host;
    QJSValue m_source;
    QSseError m_error; // why the connection was lost; none at a clean end
    QSseSession m_session;
};

#endif // QSSEEVENTSOURCELINK_P_H
