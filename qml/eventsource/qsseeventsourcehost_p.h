// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENTSOURCEHOST_P_H
#define QSSEEVENTSOURCEHOST_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseeventsource.h"

#include <QtCore/qloggingcategory.h>
#include <QtCore/qobject.h>
#include <QtQml/qjsvalue.h>

Q_DECLARE_LOGGING_CATEGORY(lcEventSource)

// What an engine's EventSource stands on: the engine's child, one for each.
class QSseEventSourceHost : public QObject
{
    Q_OBJECT

public:
    static QSseEventSourceHost *of(QJSEngine *engine);

    void setOptions(const QSse::EventSourceOptions &options);
    void publish();

    // The steps of WHATWG HTML, 9.2, which the script has.
    void announce(const QJSValue &source, const QString &origin) const;
    void deliver(const QJSValue &source, const QString &type, const QString &data,
                 const QString &lastEventId) const;
    void reestablish(const QJSValue &source, const QString &message, int status) const;
    void fail(const QJSValue &source, const QString &message, int status) const;

    // For the script.
    Q_INVOKABLE QString parse(const QString &url) const;
    Q_INVOKABLE QObject *open(const QJSValue &source, const QString &url, bool withCredentials);
    Q_INVOKABLE void reportException(const QString &eventType, const QJSValue &exception) const;
    Q_INVOKABLE void reportFailure(const QString &message) const;

private:
    explicit QSseEventSourceHost(QJSEngine *engine);
    void call(const QJSValue &step, const QJSValueList &arguments) const;

    QJSEngine *const m_engine;
    QSse::EventSourceOptions m_options;
    QJSValue m_classes;
    QJSValue m_announce;
    QJSValue m_deliver;
    QJSValue m_reestablish;
    QJSValue m_fail;
};

#endif // QSSEEVENTSOURCEHOST_P_H
