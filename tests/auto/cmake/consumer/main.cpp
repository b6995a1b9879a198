// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "usage.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace std::chrono_literals;

static void answerOneStream(QTcpServer *server)
{
    QTcpSocket *client = server->nextPendingConnection();
    QObject::connect(client, &QTcpSocket::readyRead, client, [client] {
        while (client->canReadLine()) {
            if (client->readLine() == "\r\n")
                client->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                              "data: hello\n\n");
        }
    });
}

// Succeeds where the library that was found parses, connects and delivers.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QObject::connect(&server, &QTcpServer::newConnection, &server,
                     [&server] { answerOneStream(&server); });

    Usage usage;
    usage.reconnection();
    usage.postStream("{}");
    if (usage.everythingInARequest("secret").url()
        != QUrl("http://localhost:8080/stream?channel=notifications"))
        return 1;
    usage.parserOnly("data: {\"symbol\": \"QT\", \"bid\": 1.5}\n\n");
    if (usage.shown != QStringList("QT 1.5"))
        return 2;

    Usage stream;
    QObject::connect(&stream, &Usage::showed, &app,
                     [&] { app.exit(stream.shown == QStringList("hello") ? 0 : 3); });
    QTimer::singleShot(30s, &app, [&app] { app.exit(4); });
    stream.fiveLines(QUrl(QString("http://127.0.0.1:%1/").arg(server.serverPort())));
    return app.exec();
}
