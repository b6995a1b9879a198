// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef ANSWERSERVER_H
#define ANSWERSERVER_H

#include <QtCore/QList>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>

class ResponsePlan;

// Gives the answers of a plan, whatever is asked, and after the last one 204. Each attempt of the
// session gets a stream of its own, and each connection any other answer: Qt itself may ask twice.
class AnswerServer : public QTcpServer
{
    Q_OBJECT

public:
    AnswerServer();

    QUrl url() const;
    void begin(const ResponsePlan *plan);
    void beginNextAttempt();
    void dropConnections();

private:
    bool isAtStream() const;
    void accept(QTcpSocket *socket);
    void answer(QTcpSocket *socket);

    const ResponsePlan *m_plan = nullptr;
    qsizetype m_next = 0;
};

#endif // ANSWERSERVER_H
