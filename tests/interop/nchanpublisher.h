// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef NCHANPUBLISHER_H
#define NCHANPUBLISHER_H

#include <QtCore/qobject.h>
#include <QtCore/qqueue.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkaccessmanager.h>

// Posts messages to one channel, each after the last one was accepted. A refusal is a warning.
class NchanPublisher : public QObject
{
    Q_OBJECT

public:
    explicit NchanPublisher(const QUrl &channel);

    void publish(const QByteArray &message, const QByteArray &type = {});
    // Counts from 0 on until it is stopped.
    void startCounting();
    void stopCounting() { m_counting = false; }
    void deleteChannel();

    bool isBusy() const { return m_busy; }
    int accepted() const { return m_accepted; }

private:
    struct Message
    {
        QByteArray body;
        QByteArray type;
    };

    void publishNext();
    void post(const Message &message);
    void onAnswer(QNetworkReply *reply);

    QNetworkAccessManager m_manager;
    QUrl m_channel;
    QQueue<Message> m_queue;
    int m_accepted = 0;
    bool m_busy = false;
    bool m_counting = false;
};

#endif // NCHANPUBLISHER_H
