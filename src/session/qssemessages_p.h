// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEMESSAGES_P_H
#define QSSEMESSAGES_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseerror.h"
#include "qsseresponse.h"

#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkreply.h>

#include <chrono>

// The errors of the session room, in our own words: QNetworkReply's hold the query and the
// password.
namespace QSseMessages {
QString target(const QUrl &url);

QSseError network(QNetworkReply::NetworkError code, const QUrl &url);
QSseError tls(const QStringList &reasons, const QUrl &url);
QSseError refused(const QSseResponse &response);
QSseError contentType(const QSseResponse &response);
QSseError contentCoding(const QSseResponse &response);
QSseError redirect(const QString &why, const QUrl &url);
QSseError managerGone(const QUrl &url);
QSseError interimAnswer(const QSseResponse &response);
QSseError connectTimeout(std::chrono::milliseconds timeout, const QUrl &url);
QSseError preparationTimeout(std::chrono::milliseconds timeout);
QSseError idleTimeout(std::chrono::milliseconds timeout, const QUrl &url);
QSseError endedBeforeMarker(const QUrl &url);
QSseError eventTooLarge(qint64 maximum);
QSseError policyThrew(const QSseError &cause, const std::exception_ptr &exception);
QSseError retriesExhausted(const QSseError &cause, int attempts);
} // namespace QSseMessages

#endif // QSSEMESSAGES_P_H
