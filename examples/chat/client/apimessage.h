// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef APIMESSAGE_H
#define APIMESSAGE_H

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

// What a server says is wrong. Each kind of server has its own place for it in the JSON.
namespace ApiMessage {

QString of(const QJsonObject &object);
QString of(const QByteArray &body); // empty where there is none

} // namespace ApiMessage

#endif
