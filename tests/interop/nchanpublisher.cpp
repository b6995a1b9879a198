// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nchanpublisher.h"

#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qnetworkrequest.h>

using namespace Qt::StringLiterals;

NchanPublisher::NchanPublisher(const QUrl &channel)
    : m_channel(channel)
{}

void NchanPublisher::publish(const QByteArray &message, const QByteArray &type)
{
    m_queue.enqueue({message, type});
    publishNext();
}

void NchanPublisher::startCounting()
{
    m_counting = true;
    publishNext();
}

void NchanPublisher::deleteChannel()
{
    QNetworkReply *reply = m_manager.deleteResource(QNetworkRequest(m_channel));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void NchanPublisher::publishNext()
{
    if (m_busy)
        return;
    if (!m_queue.isEmpty())
        post(m_queue.dequeue());
    else if (m_counting)
        post({QByteArray::number(m_accepted), {}});
}

void NchanPublisher::post(const Message &message)
{
    QNetworkRequest request(m_channel);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "text/plain"_ba);
    if (!message.type.isEmpty())
        request.setRawHeader("X-EventSource-Event"_ba, message.type);
    m_busy = true;
    QNetworkReply *reply = m_manager.post(request, message.body);
    connect(reply, &QNetworkReply::finished, this, [this, reply] { onAnswer(reply); });
}

void NchanPublisher::onAnswer(QNetworkReply *reply)
{
    reply->deleteLater();
    m_busy = false;
    if (reply->error() != QNetworkReply::NoError) {
        qWarning("nchan refused a message: %s", qPrintable(reply->errorString()));
        return;
    }
    ++m_accepted;
    publishNext();
}
