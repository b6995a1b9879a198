// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef SUBSCRIBER_H
#define SUBSCRIBER_H

#include <QtSse/QSseSession>

#include <QtCore/qstringlist.h>

// A session that reconnects soon and keeps all that it receives.
class Subscriber : public QSseSession
{
    Q_OBJECT

public:
    explicit Subscriber(const QSseRequest &request);
    explicit Subscriber(const QUrl &url)
        : Subscriber(QSseRequest(url))
    {}

    // Unlike QTRY_VERIFY, which sleeps between two looks, this keeps the event loop turning.
    bool waitForEvents(qsizetype count);

    qsizetype count() const { return m_events.size(); }
    const QList<QSseEvent> &events() const { return m_events; }
    QStringList texts() const;

private:
    QList<QSseEvent> m_events;
};

// "0", "1" and so on: what NchanPublisher::startCounting() publishes.
QStringList numbersUpTo(int count);

#endif // SUBSCRIBER_H
