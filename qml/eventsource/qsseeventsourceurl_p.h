// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENTSOURCEURL_P_H
#define QSSEEVENTSOURCEURL_P_H

// Not part of the QtSse API: it may change from version to version.

#include <QtCore/qstring.h>
#include <QtCore/qurl.h>

// URLs as the URL standard has them, as far as QUrl knows them.
namespace QSseEventSourceUrl {

struct Parsed
{
    QUrl url;
    QString problem; // empty where there is none
};

Parsed parse(const QString &text, const QUrl &base);
QString serialize(const QUrl &url);
QString origin(const QUrl &url);

} // namespace QSseEventSourceUrl

#endif // QSSEEVENTSOURCEURL_P_H
