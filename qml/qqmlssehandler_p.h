// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEHANDLER_P_H
#define QQMLSSEHANDLER_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtSse/QSseEvent>

#include <QtCore/qobject.h>
#include <QtCore/qstring.h>
#include <QtQml/qqml.h>
#include <QtQml/qqmlparserstatus.h>

class QQmlSseHandler : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(QString type READ type WRITE setType NOTIFY typeChanged FINAL)
    QML_NAMED_ELEMENT(SseHandler)

public:
    using QObject::QObject;

    QString type() const { return m_type; }
    void setType(const QString &type);

    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void typeChanged();
    void received(const QSseEvent &event);

private:
    void receive(const QSseEvent &event);

    QString m_type = QStringLiteral("message");
};

#endif // QQMLSSEHANDLER_P_H
