// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "probe.h"

#include <QtSse/QSseBackoffPolicy>

#include <QtCore/QDebug>
#include <QtCore/QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Probe::Probe(const QSseRequest &request, QNetworkAccessManager *manager)
    : session(request)
    , opened(&session, &QSseSession::opened)
    , events(&session, &QSseSession::eventReceived)
    , errors(&session, &QSseSession::errorOccurred)
    , closed(&session, &QSseSession::closed)
{
    auto policy = std::make_shared<QSseBackoffPolicy>();
    policy->setInitialDelay(1h);
    policy->setMaximumDelay(1h);
    session.setReconnectPolicy(policy);
    session.setNetworkAccessManager(manager);
    session.open();
}

QByteArrayList Probe::data() const
{
    QByteArrayList data;
    for (const auto &arguments : events)
        data.append(arguments.first().value<QSseEvent>().data());
    return data;
}

QSseError Probe::onlyError() const
{
    return errors.size() == 1 ? errors.first().first().value<QSseError>() : QSseError();
}

bool tellsSecrets(const QSseError &error)
{
    QString debug;
    QDebug(&debug) << error;
    return (debug + error.message()).contains("secret"_L1);
}

QByteArray testData(const QString &path)
{
    QFile file(QStringLiteral(TEST_DATA) + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return file.readAll();
}
