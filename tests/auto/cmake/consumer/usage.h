// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef USAGE_H
#define USAGE_H

#include <QtSse/QSseSession>

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <memory>

// The documentation's snippets: they compile as they stand in an application that allows casts
// from ASCII.
struct Price
{
    Q_GADGET
    Q_PROPERTY(QString symbol MEMBER symbol)
    Q_PROPERTY(double bid MEMBER bid)
public:
    QString symbol;
    double bid;
};

class Usage : public QObject
{
    Q_OBJECT

public:
    void fiveLines(const QUrl &url);
    QSseRequest everythingInARequest(const QString &token);
    void postStream(const QByteArray &json);
    void reconnection();
    void typed(const QSseEvent &event);
    void parserOnly(const QByteArray &bytes);

    QStringList shown;

Q_SIGNALS:
    void showed();

private:
    void show(const QString &text);

    QSseSession *session = new QSseSession(this);
};

#endif // USAGE_H
