// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef CONFORMANCECASE_H
#define CONFORMANCECASE_H

#include <QtCore/qbytearraylist.h>
#include <QtCore/qlist.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qstringlist.h>

struct ConformanceResult
{
    QStringList messages;
    QList<qint64> retries;
    QStringList comments;
    QString lastEventId;
};

QString messageLine(const QString &type, const QString &text, const QString &lastEventId);

struct ConformanceCase
{
    QByteArray name;
    QByteArrayList chunks;
    QString initialLastEventId;
    ConformanceResult expected;
};
Q_DECLARE_METATYPE(ConformanceCase)

QList<ConformanceCase> loadConformanceCases(const QString &fileName);

#endif // CONFORMANCECASE_H
