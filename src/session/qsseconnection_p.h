// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSECONNECTION_P_H
#define QSSECONNECTION_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qssecoding_p.h"
#include "qsseerror.h"
#include "qssehop_p.h"
#include "qssemanagerpool_p.h"
#include "qssereplyreader_p.h"
#include "qsseresponse.h"

#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qnetworkreply.h>

// One attempt to get a stream: a request, over any number of redirects, up to the end of the
// response's body. With QSseReplyReader and QSseCoding, all that knows QNetworkReply's habits.
//
// Over HTTP/1.1 TCP holds the server while nobody reads. Over HTTP/2 Qt takes in whatever comes;
// there the connection is dropped when more waits than the read buffer holds. What has come stays
// to be read, and a new connection can take up the stream from there.
//
// Every emission is the last thing its function does: a slot may delete the connection.
class QSseConnection : public QObject
{
    Q_OBJECT

public:
    // Refused: the headers open no stream, and the body, which tells why, is still coming. Failed:
    // over without a stream. Shed: the stream has ended only because too much waited to be read.
    enum class Phase { Idle, Requested, Refused, Failed, Streaming, Shed, Ended };

    QSseConnection(const QSseHop &hop, QSseManagerLease lease, qint64 readBufferSize);
    ~QSseConnection() override;

    // Whether the stream can be taken up by another connection.
    void setMayShed(bool may) { m_mayShed = may; }
    void start();

    // What has come of the stream; nothing before it is accepted.
    qint64 read(char *buffer, qint64 size);
    bool hasBytes() const;

    // The last hop's status and content type are a stream's.
    bool isAccepted() const { return m_phase >= Phase::Streaming; }
    bool isRefused() const { return m_phase == Phase::Refused; }
    bool isEnded() const { return m_phase == Phase::Failed || m_phase > Phase::Streaming; }
    bool isShed() const { return m_phase == Phase::Shed; }
    // After the end: none where the stream ended cleanly.
    QSseError error() const { return m_error; }
    QSseResponse response() const { return m_response; }
    // The URL of the last hop.
    QUrl url() const { return m_hop.url(); }

Q_SIGNALS:
    void accepted();
    void bytesArrived();
    void ended(); // bytes may be left to read

private:
    void send();
    QNetworkReply *request(QNetworkAccessManager *manager);
    QIODevice *uploadOnce(QNetworkRequest &request, QNetworkAccessManager *manager);
    void watchReply();
    void dropReply();

    void onMetaDataChanged();
    void onReadyRead();
    void onErrorOccurred(QNetworkReply::NetworkError code);
    void onFinished();
    void finishLater();
    void onReplyDestroyed();
    void onPhaseTimeout();

    bool mayTryElsewhere() const;
    void tryElsewhere();
    void readResponse();
    void judgeResponse();
    void judgeCoding();
    void accept();
    bool judgeLateResponse();
    void followRedirect();
    void readBody();
    void collectBody();
    void endRefused();
    void shed();
    void end(const QSseError &error);
    bool isEventStream() const;
    bool usesHttp2() const;

    QSseHop m_hop;
    QSseManagerLease m_lease;
    QPointer<QNetworkReply> m_reply;
    QSseResponse m_response;
    QSseError m_error;
    QByteArray m_body;
    QStringList m_tlsReasons;
    QTimer m_phaseTimer;
    QSseReplyReader m_reader;
    QSseCoding m_coding;
    int m_retries = 0;
    Phase m_phase = Phase::Idle;
    bool m_mayShed = false;
};

#endif // QSSECONNECTION_P_H
