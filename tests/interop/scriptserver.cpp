// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "scriptserver.h"

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtTest/qsignalspy.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

} // namespace

ScriptServer::ScriptServer(const QString &interpreter, const QString &script)
    : ServerProcess(interpreter)
{
    setArguments({script, QString::number(port())});
}

std::optional<QByteArray> ScriptServer::tell(const QString &order) const
{
    QNetworkRequest request(url(u"/test/"_s + order));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "text/plain"_ba);
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(manager.post(request, QByteArray()));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!finished.wait(patience) || reply->error() != QNetworkReply::NoError)
        return std::nullopt;
    return reply->readAll();
}
